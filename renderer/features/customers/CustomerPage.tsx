/** Everything about one customer. */
import { IconArrowLeft, IconMessageReport, IconPencil, IconUserCheck } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { openIntake } from '#renderer/state/intake.ts';
import {
  Button,
  EmptyState,
  formatDay,
  formatMoney,
  IconButton,
  PageHeader,
  SkeletonList,
} from '#renderer/ui/index.ts';
import { useDoc, useList, type DocOf } from '#renderer/widgets/hooks/documents.ts';
import { TierPill, UnsentPill } from '#renderer/widgets/marks/marks.tsx';
import { ActivityTimeline } from '#renderer/widgets/timeline/ActivityTimeline.tsx';
import { ComplaintsOf } from './ComplaintsOf.tsx';
import { ConsentDialog } from './ConsentDialog.tsx';
import { CustomerFacts } from './CustomerFacts.tsx';
import styles from './customers.module.css';
import { EditDialog } from './EditDialog.tsx';
import { NoteField } from './NoteField.tsx';

export function CustomerPage({ id }: { readonly id: string }) {
  const t = useT();
  const navigate = useNavigate();
  const { value: customer, loading } = useDoc('customers', id);
  const back = (
    <IconButton
      label={t('customers.backToList')}
      onClick={() => {
        void navigate(`/pelanggan?pilih=${id}`);
      }}
    >
      <IconArrowLeft size={18} aria-hidden />
    </IconButton>
  );
  if (customer) return <Known customer={customer} back={back} />;
  return (
    <div className={styles['page']}>
      <PageHeader title={t('customers.title')} />
      {loading ? (
        <SkeletonList rows={5} />
      ) : (
        <EmptyState title={t('customers.missing')} hint={t('customers.missingHint')} action={back} />
      )}
    </div>
  );
}

function Known({ customer, back }: { readonly customer: DocOf<'customers'>; readonly back: ReactNode }) {
  const t = useT();
  const [dialog, setDialog] = useState<'edit' | 'consent'>();
  const close = () => {
    setDialog(undefined);
  };
  return (
    <div className={styles['page']}>
      <div className={styles['pageHead']}>
        {back}
        <PageHeader
          title={[customer.salutation, customer.name].filter(Boolean).join(' ')}
          count={customer.number}
          actions={
            <>
              <Button
                icon={<IconUserCheck size={16} aria-hidden />}
                onClick={() => {
                  setDialog('consent');
                }}
              >
                {t('customers.consentAsk')}
              </Button>
              <Button
                icon={<IconPencil size={16} aria-hidden />}
                onClick={() => {
                  setDialog('edit');
                }}
              >
                {t('customers.edit')}
              </Button>
              <Button
                variant="primary"
                icon={<IconMessageReport size={16} aria-hidden />}
                onClick={() => {
                  openIntake({ customerId: customer.id });
                }}
              >
                {t('customers.newComplaint')}
              </Button>
            </>
          }
        >
          <TierPill tier={customer.tier} />
          <UnsentPill unsent={customer.unsent} />
        </PageHeader>
      </div>
      <div className={styles['columns']}>
        <section aria-label={t('customers.identity')} className={styles['block']}>
          <h2>{t('customers.identity')}</h2>
          <CustomerFacts customer={customer} />
        </section>
        <div className={styles['middle']}>
          <section aria-label={t('customers.complaints')} className={styles['block']}>
            <h2>{t('customers.complaints')}</h2>
            <ComplaintsOf customerId={customer.id} />
          </section>
          <section aria-label={t('customers.agreements')} className={styles['block']}>
            <h2>{t('customers.agreements')}</h2>
            <Agreements customerId={customer.id} />
          </section>
        </div>
        <section aria-label={t('customers.history')} className={styles['block']}>
          <h2>{t('customers.history')}</h2>
          <NoteField customerId={customer.id} />
          <ActivityTimeline customerId={customer.id} />
        </section>
      </div>
      <EditDialog open={dialog === 'edit'} customer={customer} onClose={close} />
      <ConsentDialog open={dialog === 'consent'} customerId={customer.id} onClose={close} />
    </div>
  );
}

function Agreements({ customerId }: { readonly customerId: string }) {
  const t = useT();
  const language = useLanguage();
  const { value } = useList('agreements', { where: { customerId } });
  if (value.length === 0) return <p className="lk-muted">{t('customers.noAgreements')}</p>;
  return (
    <ul className={styles['agreements']}>
      {value.map((agreement) => (
        <li key={agreement.id}>
          <b>
            {t(`domain.agreement.${agreement.kind}`)} {agreement.number ?? ''}
          </b>
          {agreement.subject && <span>{agreement.subject}</span>}
          <span className="lk-muted lk-small">
            {[
              agreement.start && formatDay(agreement.start, language),
              agreement.end && t('customers.until', { day: formatDay(agreement.end, language) }),
              agreement.monthlyAmount !== undefined &&
                t('customers.monthly', { money: formatMoney(agreement.monthlyAmount) }),
              ...agreement.facilities,
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  );
}
