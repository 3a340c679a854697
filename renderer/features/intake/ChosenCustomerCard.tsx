import type { Ref } from 'react';
import { useT } from '#renderer/i18n/index.ts';
import { Button } from '#renderer/ui/index.ts';
import { TierPill } from '#renderer/widgets/marks/marks.tsx';
import type { ChosenCustomer } from './intake-state.ts';
import styles from './intake.module.css';

interface ChosenCustomerCardProps {
  readonly customer: ChosenCustomer;
  readonly onChange: () => void;
  readonly buttonRef: Ref<HTMLButtonElement>;
}

/** Who it is about, once picked. */
export function ChosenCustomerCard({ customer, onChange, buttonRef }: ChosenCustomerCardProps) {
  const t = useT();
  return (
    <section className={styles['card']} aria-label={t('widgets.picker.chosen')}>
      <div className={styles['cardWho']}>
        <span className={styles['cardName']}>
          <b className="lk-cut">{customer.name}</b>
          <TierPill tier={customer.tier} />
        </span>
        <span className="lk-muted lk-small">
          {[customer.phone, customer.number].filter(Boolean).join(' · ')}
        </span>
      </div>
      {customer.openComplaints > 0 && (
        <span className={styles['cardOpen']}>{t('widgets.open', { count: customer.openComplaints })}</span>
      )}
      <Button ref={buttonRef} onClick={onChange}>
        {t('widgets.picker.change')}
      </Button>
    </section>
  );
}
