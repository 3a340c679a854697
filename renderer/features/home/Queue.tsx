import { Link } from 'react-router';
import type { DirectoryRow } from '#renderer/data/desk-types.ts';
import { useLanguage } from '#renderer/i18n/index.ts';
import { TwoLines } from '#renderer/ui/index.ts';
import { useReference } from '#renderer/widgets/hooks/documents.ts';
import { DuePill, StatusMark, UnsentIcon } from '#renderer/widgets/marks/marks.tsx';
import styles from './home.module.css';

/** Complaints as lines that lead to them. */
export function Queue({ rows }: { readonly rows: readonly DirectoryRow[] }) {
  const language = useLanguage();
  const reference = useReference();
  return (
    <ul className={styles['queue']}>
      {rows.map((row) => {
        const category = reference.category(row.category)?.name[language] ?? row.category;
        return (
          <li key={row.id}>
            <Link to={`/pengaduan/${row.id}`}>
              <span className="lk-muted">{row.number}</span>
              <TwoLines first={row.name} second={[category, row.detail].filter(Boolean).join(' · ')} />
            </Link>
            <DuePill dueAt={row.dueAt} status={row.status} />
            <StatusMark status={row.status} />
            <span className={styles['sync']}>
              <UnsentIcon unsent={row.unsent} />
            </span>
          </li>
        );
      })}
    </ul>
  );
}
