import { Link } from 'react-router';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { CutText, DateText } from '#renderer/ui/index.ts';
import { useList, useReference } from '#renderer/widgets/hooks/documents.ts';
import { needsWork } from '#renderer/widgets/marks/due.ts';
import { DuePill, StatusMark, UnsentIcon } from '#renderer/widgets/marks/marks.tsx';
import styles from './customers.module.css';

/** Complaints of a customer and of the records that were joined into it, newest first. */
export function ComplaintsOf({ customerIds }: { readonly customerIds: readonly string[] }) {
  const t = useT();
  const language = useLanguage();
  const reference = useReference();
  const { value, loading } = useList('complaints', { where: { customerId: customerIds } });
  if (loading && value.length === 0) return null;
  if (value.length === 0) return <p className="lk-muted">{t('customers.noComplaints')}</p>;
  const sorted = [...value].sort((a, b) => (a.receivedAt < b.receivedAt ? 1 : -1));
  return (
    <ul className={styles['complaints']}>
      {sorted.map((complaint) => (
        <li key={complaint.id}>
          <Link to={`/pengaduan/${complaint.id}?tampilan=all`}>{complaint.number}</Link>
          <CutText>{reference.category(complaint.category)?.name[language] ?? complaint.category}</CutText>
          <span className="lk-muted lk-small">
            <DateText value={complaint.receivedAt} />
          </span>
          <span className={styles['marks']}>
            {complaint.dueAt && needsWork(complaint.status) && (
              <DuePill dueAt={complaint.dueAt} status={complaint.status} />
            )}
            <StatusMark status={complaint.status} />
            <UnsentIcon unsent={complaint.unsent} />
          </span>
        </li>
      ))}
    </ul>
  );
}
