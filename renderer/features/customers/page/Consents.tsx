/** Whether and for what a customer may be contacted, with the proof; a withdrawal counts at once. */
import { IconCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import {
  CONSENT_CHANNELS,
  CONSENT_PURPOSES,
  consentKey,
  consentOf,
  type ConsentChannel,
  type ConsentPurpose,
  type Customer,
} from '#shared/domain/customer.ts';
import { useT } from '#renderer/i18n/index.ts';
import { Button, DateTimeText, StatusPill } from '#renderer/ui/index.ts';
import { consentName } from '#renderer/widgets/values/field-name.ts';
import { ConsentDialog } from '../ConsentDialog.tsx';
import styles from './page.module.css';

export interface ConsentAbout {
  readonly channel: ConsentChannel;
  readonly purpose: ConsentPurpose;
}

/** In the order of channels and purposes. */
const KEYS = CONSENT_CHANNELS.flatMap((channel) =>
  CONSENT_PURPOSES.map((purpose) => consentKey(channel, purpose)),
);

export function Consents({ customer }: { readonly customer: Customer }) {
  const t = useT();
  const [withdrawing, setWithdrawing] = useState<ConsentAbout>();
  const known = KEYS.flatMap((key) => {
    const consent = customer.consents[key];
    const about = consentOf(key);
    return consent && about ? [{ key, consent, about }] : [];
  });
  return (
    <>
      {known.length === 0 && <p className="lk-muted">{t('customers.noConsents')}</p>}
      <ul className={styles['list']}>
        {known.map(({ key, consent, about }) => (
          <li key={key} className={styles['item']}>
            <span className={styles['itemText']}>
              {t(`domain.consent.${about.channel}`)}{' '}
              <span className="lk-muted">· {t(`domain.purpose.${about.purpose}`)}</span>
              <span className="lk-muted lk-small" style={{ display: 'block' }}>
                {consent.how ? `${t(`domain.consentWay.${consent.how}`)}: ` : ''}“{consent.proof}”
              </span>
              <span className="lk-muted lk-small" style={{ display: 'block' }}>
                <DateTimeText value={consent.at} /> · {consent.by.name}
                {consent.by.desk ? ` · ${t('conflicts.desk', { desk: consent.by.desk })}` : ''}
              </span>
            </span>
            <span className={styles['itemActions']}>
              {consent.given ? (
                <StatusPill tone="ok" icon={<IconCheck size={14} aria-hidden />}>
                  {t('customer.may')}
                </StatusPill>
              ) : (
                <StatusPill tone="danger" icon={<IconX size={14} aria-hidden />}>
                  {t('customer.mayNot')}
                </StatusPill>
              )}
              {consent.given && (
                <Button
                  title={t('customer.withdrawTitle', { about: consentName(key, t) })}
                  onClick={() => {
                    setWithdrawing(about);
                  }}
                >
                  {t('customer.withdraw')}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      <ConsentDialog
        open={withdrawing !== undefined}
        customerId={customer.id}
        withdraw={withdrawing}
        onClose={() => {
          setWithdrawing(undefined);
        }}
      />
    </>
  );
}
