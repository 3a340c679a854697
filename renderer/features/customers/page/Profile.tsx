/** What is known about a customer, each value to be changed where it stands. */
import { useState } from 'react';
import { CUSTOMER_KINDS, SOURCES } from '#shared/domain/customer.ts';
import { labelList } from '#shared/domain/label-list.ts';
import { formatPhone, parsePhones } from '#shared/domain/phone.ts';
import { readDay } from '#shared/import/dates.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { formatDay } from '#renderer/ui/index.ts';
import type { DocOf } from '#renderer/widgets/hooks/documents.ts';
import { addressText } from '#renderer/widgets/address/address-text.ts';
import { changesOf, formOf, type CustomerForm } from '../changes.ts';
import { typedLabels } from '../typed-labels.ts';
import { AddressDialog } from './AddressDialog.tsx';
import { Duplicates } from './Duplicates.tsx';
import { useEdit, type Changes } from './edits.ts';
import { Identity } from './Identity.tsx';
import { FieldRow, InlineField, InlineSelect, ValueButton } from './InlineField.tsx';
import styles from './page.module.css';

interface ProfileProps {
  readonly customer: DocOf<'customers'>;
  readonly onCompare?: ((id: string) => void) | undefined;
}

const NOTHING_CHANGED = { changes: {} };

/** Changes of one text; an empty one takes out what stands there. */
const textChange = (field: 'broughtBy', text: string): Changes =>
  text ? { changes: { [field]: text } } : { changes: {}, clear: [field] };

export function Profile({ customer, onCompare }: ProfileProps) {
  const t = useT();
  const language = useLanguage();
  const edit = useEdit(customer.id);
  const [address, setAddress] = useState(false);
  const form = formOf(customer);

  const put = (field: keyof CustomerForm, label: string) => (text: string) => {
    const { id: _, ...changes } = changesOf(customer, { seen: form, form: { ...form, [field]: text } }) ?? {
      id: '',
      ...NOTHING_CHANGED,
    };
    return edit(changes, t('customer.saved', { field: label }), { quiet: true });
  };
  const text = (field: keyof CustomerForm, label: string, more: object = {}) => (
    <InlineField key={field} label={label} value={form[field]} save={put(field, label)} {...more} />
  );
  const about = { id: customer.id, area: customer.address?.district ?? '' };
  const like = (candidate: object) => (
    <Duplicates candidate={{ ...about, ...candidate }} onCompare={onCompare} />
  );
  const place = addressText(customer.address);
  return (
    <>
      <dl className={styles['fields']}>
        {text('name', t('customers.name'), {
          check: (name: string) => (name.trim() ? undefined : 'name_missing'),
          beside: (name: string) => (name.trim() === customer.name ? null : like({ name })),
        })}
        {text('salutation', t('customers.salutation'))}
        <InlineSelect
          label={t('customers.kind')}
          value={customer.kind}
          options={CUSTOMER_KINDS.map((kind) => ({ value: kind, label: t(`domain.customerKind.${kind}`) }))}
          onChange={(kind) => void put('kind', t('customers.kind'))(kind)}
        />
        {text('phones', t('customers.phones'), {
          inputMode: 'tel',
          hint: t('customers.phonesHint'),
          shown: <Phones customer={customer} />,
          check: (phones: string) => (parsePhones(phones).invalid.length > 0 ? 'phone_invalid' : undefined),
          beside: (phones: string) =>
            phones === form.phones ? null : like({ phones: parsePhones(phones).phones }),
        })}
        {text('email', t('customers.email'), { inputMode: 'email' })}
        <AddressRow
          label={t('customers.address')}
          place={place}
          onEdit={() => {
            setAddress(true);
          }}
        />
        <Identity customer={customer} field="nik" onCompare={onCompare} />
        <Identity customer={customer} field="npwp" onCompare={onCompare} />
        {customer.kind === 'person' && (
          <InlineField
            label={t('customers.birthDate')}
            value={customer.birthDate ? formatDay(customer.birthDate, language) : ''}
            check={(day) => (day.trim() && !readDay(day.trim()) ? 'day_invalid' : undefined)}
            save={(typed) => {
              const day = readDay(typed);
              return edit(
                day ? { changes: { birthDate: day } } : { changes: {}, clear: ['birthDate'] },
                t('customer.saved', { field: t('customers.birthDate') }),
                { quiet: true },
              );
            }}
          />
        )}
        {text('commodity', t('customers.commodity'))}
        <InlineField
          label={t('customers.tags')}
          value={labelList(customer.tags)}
          hint={t('customers.tagsHint')}
          check={(typed) => typedLabels(typed).wrong}
          save={(typed) =>
            edit(
              { changes: { tags: typedLabels(typed).labels } },
              t('customer.saved', { field: t('customers.tags') }),
              { quiet: true },
            )
          }
        />
        <InlineSelect
          label={t('customers.source')}
          value={customer.source}
          options={SOURCES.map((source) => ({ value: source, label: t(`domain.source.${source}`) }))}
          onChange={(next) => {
            const source = SOURCES.find((one) => one === next);
            if (source)
              void edit({ changes: { source } }, t('customer.saved', { field: t('customers.source') }));
          }}
        />
        <InlineField
          label={t('customers.broughtBy')}
          value={customer.broughtBy ?? ''}
          check={(typed) => (typed.trim().length > 120 ? 'text_long' : undefined)}
          save={(typed) =>
            edit(textChange('broughtBy', typed), t('customer.saved', { field: t('customers.broughtBy') }), {
              quiet: true,
            })
          }
        />
        {text('remarks', t('customers.remarks'), { long: true })}
        <ExternalIds customer={customer} />
      </dl>
      <AddressDialog
        open={address}
        customer={customer}
        onClose={() => {
          setAddress(false);
        }}
      />
    </>
  );
}

function AddressRow(props: { readonly label: string; readonly place: string; readonly onEdit: () => void }) {
  return (
    <FieldRow label={props.label} labelId="customer-address">
      <ValueButton
        labelId="customer-address"
        empty={props.place === ''}
        shown={props.place}
        onEdit={props.onEdit}
      />
    </FieldRow>
  );
}

function Phones({ customer }: { readonly customer: DocOf<'customers'> }) {
  return (
    <>
      {customer.phones.map(({ number, label }) => (
        <span key={number} style={{ display: 'block' }}>
          {formatPhone(number)} {label && <span className="lk-muted lk-small">{label}</span>}
        </span>
      ))}
    </>
  );
}

function ExternalIds({ customer }: { readonly customer: DocOf<'customers'> }) {
  const t = useT();
  const ids = Object.entries(customer.externalIds ?? {});
  if (ids.length === 0) return null;
  return (
    <FieldRow label={t('customers.externalIds')}>
      <span style={{ padding: '5px 8px' }}>{ids.map(([name, value]) => `${name} ${value}`).join(', ')}</span>
    </FieldRow>
  );
}
