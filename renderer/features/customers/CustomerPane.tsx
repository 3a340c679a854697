/** The chosen customer beside the list: enough to serve somebody at the counter. */
import { IconExternalLink, IconMessageReport } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { useT } from '#renderer/i18n/index.ts';
import { openIntake } from '#renderer/state/intake.ts';
import { Button, DetailPane, SkeletonList } from '#renderer/ui/index.ts';
import { CustomerAway } from '#renderer/widgets/away/CustomerAway.tsx';
import { useSurvivor, useWholeIds } from '#renderer/widgets/hooks/whole.ts';
import { TierPill, UnsentPill } from '#renderer/widgets/marks/marks.tsx';
import { PartialNote } from '#renderer/widgets/marks/PartialNote.tsx';
import { ActivityTimeline } from '#renderer/widgets/timeline/ActivityTimeline.tsx';
import { ComplaintsOf } from './ComplaintsOf.tsx';
import { CustomerFacts } from './CustomerFacts.tsx';
import styles from './customers.module.css';
import { NoteField } from './NoteField.tsx';

interface CustomerPaneProps {
  readonly id: string;
  readonly onClose: () => void;
}

export function CustomerPane({ id, onClose }: CustomerPaneProps) {
  const t = useT();
  const navigate = useNavigate();
  const { value: customer, loading } = useSurvivor(id);
  const ids = useWholeIds(customer?.id ?? id);
  if (!customer) {
    return (
      <DetailPane label={t('common.detail')} onClose={onClose}>
        {loading ? <SkeletonList rows={4} /> : <CustomerAway id={id} />}
      </DetailPane>
    );
  }
  return (
    <DetailPane
      label={t('common.detail')}
      onClose={onClose}
      title={[customer.salutation, customer.name].filter(Boolean).join(' ')}
      top={
        <>
          <span className={styles['number']}>{customer.number}</span>
          <TierPill tier={customer.tier} />
          <UnsentPill unsent={customer.unsent} />
        </>
      }
    >
      <PartialNote docs={[customer]} where={{ customerId: ids }} />
      <div className={styles['actions']}>
        <Button
          variant="primary"
          icon={<IconMessageReport size={16} aria-hidden />}
          onClick={() => {
            openIntake({ customerId: customer.id });
          }}
        >
          {t('customers.newComplaint')}
        </Button>
        <Button
          icon={<IconExternalLink size={16} aria-hidden />}
          shortcut="Enter"
          onClick={() => {
            void navigate(`/pelanggan/${customer.id}`);
          }}
        >
          {t('customers.all360')}
        </Button>
      </div>
      <CustomerFacts customer={customer} />
      <section aria-label={t('customers.complaints')} className={styles['block']}>
        <h3>{t('customers.complaints')}</h3>
        <ComplaintsOf customerIds={ids} />
      </section>
      <NoteField key={customer.id} customerId={customer.id} />
      <section aria-label={t('customers.history')} className={styles['block']}>
        <h3>{t('customers.history')}</h3>
        <ActivityTimeline customerIds={ids} />
      </section>
    </DetailPane>
  );
}
