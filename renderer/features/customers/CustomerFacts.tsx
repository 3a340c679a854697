/** What is known about a customer beside the list: what is needed at the counter. */
import { STAGES, type Customer } from '#shared/domain/customer.ts';
import { useT } from '#renderer/i18n/index.ts';
import { DateText, KeyValue, PhoneText } from '#renderer/ui/index.ts';
import { addressText } from '#renderer/widgets/address/address-text.ts';
import { useReference } from '#renderer/widgets/hooks/documents.ts';
import { consentName } from '#renderer/widgets/values/field-name.ts';
import styles from './customers.module.css';

export function CustomerFacts({ customer }: { readonly customer: Customer }) {
  const t = useT();
  const reference = useReference();
  const stage = STAGES.find((one) => one === customer.stage);
  const always = [
    [t('customers.phones'), customer.phones.length > 0 && <Phones phones={customer.phones} />],
    [t('customers.contacts'), customer.contacts.length > 0 && <Contacts customer={customer} />],
    [t('customers.address'), addressText(customer.address)],
    [t('customers.stage'), stage ? t(`domain.stage.${stage}`) : customer.stage],
    [t('customers.owner'), customer.ownerId && (reference.staff(customer.ownerId)?.name ?? customer.ownerId)],
    [t('customers.remarks'), customer.remarks && <span className={styles['text']}>{customer.remarks}</span>],
  ] as const;
  const consents = [[t('customers.consents'), <Consents key="consents" customer={customer} />]] as const;
  return <KeyValue items={[...always, ...consents]} />;
}

function Phones({ phones }: { readonly phones: Customer['phones'] }) {
  return (
    <ul>
      {phones.map(({ number, label }) => (
        <li key={number}>
          <PhoneText value={number} /> {label && <span className="lk-muted lk-small">{label}</span>}
        </li>
      ))}
    </ul>
  );
}

function Contacts({ customer }: { readonly customer: Customer }) {
  return (
    <ul className={styles['contacts']}>
      {customer.contacts.map((contact) => (
        <li key={contact.id}>
          {[contact.salutation, contact.name].filter(Boolean).join(' ')}
          {contact.role && <span className="lk-muted"> · {contact.role}</span>}
          <Phones phones={contact.phones} />
        </li>
      ))}
    </ul>
  );
}

function Consents({ customer }: { readonly customer: Customer }) {
  const t = useT();
  const known = Object.entries(customer.consents);
  if (known.length === 0) return <span className="lk-muted">{t('customers.noConsents')}</span>;
  return (
    <ul>
      {known.map(([key, consent]) => (
        <li key={key} title={consent.proof}>
          {t(consent.given ? 'customers.consentGiven' : 'customers.consentWithdrawn', {
            channel: consentName(key, t),
          })}{' '}
          <span className="lk-muted lk-small">
            <DateText value={consent.at} /> · {consent.by.name}
          </span>
        </li>
      ))}
    </ul>
  );
}
