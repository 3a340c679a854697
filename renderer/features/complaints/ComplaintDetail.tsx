/** One complaint: what was promised to whom, what has happened, and what can be done now. */
import { IconAlertTriangle, IconMessageReport } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { CHANNELS, COMPLAINT_KINDS } from '#shared/domain/complaint.ts';
import { errorText } from '#renderer/i18n/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import {
  Banner,
  DateTimeText,
  DetailPane,
  EmptyState,
  KeyValue,
  PhoneText,
  SkeletonList,
} from '#renderer/ui/index.ts';
import { useAwayWords } from '#renderer/widgets/away/use-whereabouts.ts';
import { useDoc, useReference, type DocOf } from '#renderer/widgets/hooks/documents.ts';
import { useSurvivor } from '#renderer/widgets/hooks/whole.ts';
import {
  ConfidentialPill,
  DuePill,
  StatusMark,
  TierPill,
  UnsentPill,
} from '#renderer/widgets/marks/marks.tsx';
import { needsWork } from '#renderer/widgets/marks/due.ts';
import { PartialNote } from '#renderer/widgets/marks/PartialNote.tsx';
import { PrintDialog } from '#renderer/widgets/receipt/PrintDialog.tsx';
import { ActivityTimeline } from '#renderer/widgets/timeline/ActivityTimeline.tsx';
import { Actions } from './Actions.tsx';
import styles from './complaints.module.css';
import { FollowUp } from './FollowUp.tsx';

interface ComplaintDetailProps {
  readonly id: string;
  readonly onClose: () => void;
}

export function ComplaintDetail({ id, onClose }: ComplaintDetailProps) {
  const t = useT();
  const { value: complaint, loading } = useDoc('complaints', id);
  if (!complaint) {
    return (
      <DetailPane label={t('common.detail')} onClose={onClose}>
        {loading ? (
          <SkeletonList rows={4} />
        ) : (
          <EmptyState title={t('complaints.missing')} hint={t('complaints.missingHint')} />
        )}
      </DetailPane>
    );
  }
  return <Known complaint={complaint} onClose={onClose} />;
}

export function NothingChosen() {
  const t = useT();
  return (
    <DetailPane label={t('common.detail')}>
      <EmptyState
        icon={<IconMessageReport size={32} stroke={1.5} aria-hidden />}
        title={t('complaints.choose')}
        hint={t('complaints.chooseHint')}
      />
    </DetailPane>
  );
}

function Known(props: { readonly complaint: DocOf<'complaints'>; readonly onClose: () => void }) {
  const { complaint } = props;
  const t = useT();
  const language = useLanguage();
  const reference = useReference();
  const [printing, setPrinting] = useState(false);
  const category = reference.category(complaint.category)?.name[language] ?? complaint.category;
  return (
    <DetailPane
      label={t('common.detail')}
      onClose={props.onClose}
      title={category}
      top={
        <>
          <span className={styles['number']}>{complaint.number}</span>
          <StatusMark status={complaint.status} />
          {complaint.dueAt && needsWork(complaint.status) && (
            <DuePill dueAt={complaint.dueAt} status={complaint.status} />
          )}
          <UnsentPill unsent={complaint.unsent} />
          {complaint.confidential && <ConfidentialPill />}
        </>
      }
    >
      {complaint.unsent === 3 && (
        <Banner
          tone="danger"
          icon={<IconAlertTriangle size={18} aria-hidden />}
          action={<Link to="/sinkronisasi">{t('complaints.seeWhy')}</Link>}
        >
          {t('complaints.refused', {
            reason: errorText(
              { code: complaint.sync?.problem?.code ?? 'unexpected', kind: 'person' },
              language,
            ),
          })}
        </Banner>
      )}
      <PartialNote docs={[complaint]} where={{ complaintId: complaint.id }} />
      <p className={styles['description']}>{complaint.description}</p>
      <Facts complaint={complaint} />
      <Actions
        complaint={complaint}
        onPrint={() => {
          setPrinting(true);
        }}
      />
      <FollowUp key={complaint.id} complaint={complaint} />
      <section aria-label={t('complaints.history')} className={styles['history']}>
        <h3>{t('complaints.history')}</h3>
        <ActivityTimeline complaintId={complaint.id} />
      </section>
      <PrintDialog
        complaintId={printing ? complaint.id : ''}
        onClose={() => {
          setPrinting(false);
        }}
      />
    </DetailPane>
  );
}

function Facts({ complaint }: { readonly complaint: DocOf<'complaints'> }) {
  const t = useT();
  const language = useLanguage();
  const reference = useReference();
  const { value: customer } = useSurvivor(complaint.customerId);
  const away = useAwayWords(customer ? '' : complaint.customerId);
  const kind = COMPLAINT_KINDS.find((one) => one === complaint.kind);
  const channel = CHANNELS.find((one) => one === complaint.channel);
  const phone = customer?.phones[0]?.number ?? customer?.contacts[0]?.phones[0]?.number;
  return (
    <KeyValue
      items={[
        [
          t('complaints.customer'),
          customer ? (
            <span className={styles['who']}>
              <Link to={`/pelanggan/${customer.id}`}>{customer.name}</Link>
              <TierPill tier={customer.tier} />
            </span>
          ) : (
            away
          ),
        ],
        [t('complaints.phone'), phone && <PhoneText value={phone} />],
        [
          t('complaints.kind'),
          complaint.kind === 'complaint' ? '' : kind ? t(`domain.kind.${kind}`) : complaint.kind,
        ],
        [
          t('complaints.received'),
          <span key="received">
            <DateTimeText value={complaint.receivedAt} /> ·{' '}
            {channel ? t(`domain.channel.${channel}`) : complaint.channel}
          </span>,
        ],
        [t('complaints.recordedBy'), complaint.createdBy.name],
        [
          t('complaints.division'),
          reference.division(complaint.divisionId)?.name[language] ?? complaint.divisionId,
        ],
        [t('complaints.handler'), complaint.handlerId && reference.staff(complaint.handlerId)?.name],
        [
          t('complaints.promised'),
          complaint.promised.length > 0 && (
            <ul>
              {complaint.promised.map((promise) => (
                <li key={`${promise.ruleId} ${promise.dueAt}`}>
                  <DateTimeText value={promise.dueAt} />{' '}
                  <span className="lk-muted lk-small">
                    {t(`domain.basis.${promise.basis}`, { amount: promise.amount })}
                  </span>
                </li>
              ))}
            </ul>
          ),
        ],
        [
          t('complaints.references'),
          complaint.references.length > 0 && (
            <ul>
              {complaint.references.map(({ kind: about, value }) => (
                <li key={`${about} ${value}`}>
                  {t(`domain.reference.${about}`)} {value}
                </li>
              ))}
            </ul>
          ),
        ],
        [
          t('complaints.resolution'),
          complaint.resolution && <span className={styles['text']}>{complaint.resolution.text}</span>,
        ],
        [
          t('complaints.reason'),
          complaint.reason && <span className={styles['text']}>{complaint.reason}</span>,
        ],
      ]}
    />
  );
}
