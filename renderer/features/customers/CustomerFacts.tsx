/** What is known about a customer. Identity numbers are masked: others can see this screen. */
import { CONSENT_CHANNELS, CUSTOMER_KINDS, SOURCES, STAGES, type Customer } from '#shared/domain/customer.ts';
import { maskNik } from '#shared/domain/nik.ts';
import { useT, type Translate } from '#renderer/i18n/index.ts';
import { DateText, DayText, KeyValue, PhoneText } from '#renderer/ui/index.ts';
import { useReference } from '#renderer/widgets/hooks/documents.ts';
import styles from './customers.module.css';

interface CustomerFactsProps {
  readonly customer: Customer;
  /** Beside the list: what is needed at the counter. */
  readonly short?: boolean;
}

export function CustomerFacts({ customer, short = false }: CustomerFactsProps) {
  const t = useT();
  const reference = useReference();
  const word = words(customer, t);
  const { address } = customer;
  const place = address
    ? [
        address.street,
        address.village,
        address.district,
        address.regency,
        address.province,
        address.postalCode,
      ]
        .filter(Boolean)
        .join(', ')
    : '';
  const always = [
    [t('customers.phones'), customer.phones.length > 0 && <Phones phones={customer.phones} />],
    [t('customers.contacts'), customer.contacts.length > 0 && <Contacts customer={customer} />],
    [t('customers.address'), place],
    [t('customers.stage'), word.stage],
    [t('customers.owner'), customer.ownerId && (reference.staff(customer.ownerId)?.name ?? customer.ownerId)],
    [t('customers.remarks'), customer.remarks && <span className={styles['text']}>{customer.remarks}</span>],
  ] as const;
  const more = [
    [t('customers.kind'), word.kind],
    [t('customers.email'), customer.email],
    [t('customers.nik'), customer.nik && maskNik(customer.nik)],
    [t('customers.npwp'), customer.npwp && maskEnds(customer.npwp)],
    [t('customers.birthDate'), customer.birthDate && <DayText value={customer.birthDate} />],
    [t('customers.commodity'), customer.commodity],
    [t('customers.source'), word.source],
    [t('customers.broughtBy'), customer.broughtBy],
    [t('customers.tags'), customer.tags.join(', ')],
    [
      t('customers.externalIds'),
      Object.entries(customer.externalIds ?? {})
        .map(([name, value]) => `${name} ${value}`)
        .join(', '),
    ],
  ] as const;
  const consents = [[t('customers.consents'), <Consents key="consents" customer={customer} />]] as const;
  return <KeyValue items={short ? [...always, ...consents] : [...always, ...more, ...consents]} />;
}

/** An NPWP may be a NIK: the same mask. */
const maskEnds = (digits: string): string => digits.replace(/^(\d{4})\d+(\d{2})$/, '$1••••••••••$2');

function words(customer: Customer, t: Translate) {
  const kind = CUSTOMER_KINDS.find((one) => one === customer.kind);
  const stage = STAGES.find((one) => one === customer.stage);
  const source = SOURCES.find((one) => one === customer.source);
  return {
    kind: kind ? t(`domain.customerKind.${kind}`) : customer.kind,
    stage: stage ? t(`domain.stage.${stage}`) : customer.stage,
    source: source ? t(`domain.source.${source}`) : customer.source,
  };
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
  const known = CONSENT_CHANNELS.flatMap((channel) => {
    const consent = customer.consents[channel];
    return consent ? [{ channel, consent }] : [];
  });
  if (known.length === 0) return <span className="lk-muted">{t('customers.noConsents')}</span>;
  return (
    <ul>
      {known.map(({ channel, consent }) => (
        <li key={channel} title={consent.proof}>
          {t(consent.given ? 'customers.consentGiven' : 'customers.consentWithdrawn', {
            channel: t(`domain.consent.${channel}`),
          })}{' '}
          <span className="lk-muted lk-small">
            <DateText value={consent.at} /> · {consent.by.name}
          </span>
        </li>
      ))}
    </ul>
  );
}
