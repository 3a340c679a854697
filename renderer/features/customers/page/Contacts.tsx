/** The people behind a customer (PIC): added, changed and removed, each with its way back. */
import { IconPlus } from '@tabler/icons-react';
import { useState, type FormEvent, type KeyboardEvent } from 'react';
import { v7 } from 'uuid';
import type { Contact, Customer } from '#shared/domain/customer.ts';
import { formatPhone, parsePhones } from '#shared/domain/phone.ts';
import { errorText } from '#renderer/i18n/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { Button, Dialog, DialogActions, FieldRow, IconButton, Stack, TextField } from '#renderer/ui/index.ts';
import { useEdit } from './edits.ts';
import styles from './page.module.css';

export function Contacts({ customer }: { readonly customer: Customer }) {
  const t = useT();
  const [open, setOpen] = useState<Contact | 'new'>();
  return (
    <section aria-label={t('customers.contacts')}>
      <div className={styles['head']}>
        <h3>{t('customers.contacts')}</h3>
        <IconButton
          label={t('customer.addContact')}
          onClick={() => {
            setOpen('new');
          }}
        >
          <IconPlus size={16} aria-hidden />
        </IconButton>
      </div>
      {customer.contacts.length === 0 && <p className="lk-muted">{t('customer.noContacts')}</p>}
      <ul className={styles['list']}>
        {customer.contacts.map((contact) => (
          <li key={contact.id}>
            <button
              type="button"
              className={styles['person']}
              title={t('customer.editField')}
              onClick={() => {
                setOpen(contact);
              }}
              onKeyDown={(event) => {
                if (event.key !== 'F2') return;
                event.preventDefault();
                setOpen(contact);
              }}
            >
              <span>
                {[contact.salutation, contact.name].filter(Boolean).join(' ')}
                {contact.role && <span className="lk-muted"> · {contact.role}</span>}
              </span>
              <span className="lk-muted lk-small">
                {[...contact.phones.map(({ number }) => formatPhone(number)), contact.email ?? '']
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <Dialog
        open={open !== undefined}
        title={t(open === 'new' ? 'customer.addContact' : 'customer.editContact')}
        onClose={() => {
          setOpen(undefined);
        }}
      >
        {open && (
          <ContactForm
            customer={customer}
            contact={open === 'new' ? undefined : open}
            onClose={() => {
              setOpen(undefined);
            }}
          />
        )}
      </Dialog>
    </section>
  );
}

interface ContactFormProps {
  readonly customer: Customer;
  readonly contact: Contact | undefined;
  readonly onClose: () => void;
}

type Typed = Readonly<Record<'name' | 'salutation' | 'role' | 'phones' | 'email', string>>;

function ContactForm({ customer, contact, onClose }: ContactFormProps) {
  const t = useT();
  const language = useLanguage();
  const edit = useEdit(customer.id);
  const [value, setValue] = useState<Typed>({
    name: contact?.name ?? '',
    salutation: contact?.salutation ?? '',
    role: contact?.role ?? '',
    phones: contact?.phones.map(({ number }) => formatPhone(number)).join(', ') ?? '',
    email: contact?.email ?? '',
  });
  const [errors, setErrors] = useState<{ readonly name?: string; readonly phones?: string }>({});
  const words = (code: string) => errorText({ code, kind: 'person' }, language);
  const put = async (contacts: readonly Contact[], said: string) => {
    const saved = await edit({ changes: { contacts: [...contacts] } }, said);
    if (saved.ok) onClose();
  };
  const others = customer.contacts.filter(({ id }) => id !== contact?.id);
  const save = async () => {
    const { phones, invalid } = parsePhones(value.phones);
    const found = {
      ...(value.name.trim() ? {} : { name: words('name_missing') }),
      ...(invalid.length > 0 ? { phones: words('phone_invalid') } : {}),
    };
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    const labels = new Map(contact?.phones.map((entry) => [entry.number, entry]));
    const optional = (field: 'salutation' | 'role' | 'email') =>
      value[field].trim() ? { [field]: value[field].trim() } : {};
    const made: Contact = {
      id: contact?.id ?? v7(),
      name: value.name.trim(),
      ...optional('salutation'),
      ...optional('role'),
      ...optional('email'),
      phones: phones.map((number) => labels.get(number) ?? { number }),
    };
    const { name } = made;
    if (contact) {
      const contacts = customer.contacts.map((one) => (one.id === made.id ? made : one));
      await put(contacts, t('customer.contactChanged', { name }));
    } else await put([...customer.contacts, made], t('customer.contactAdded', { name }));
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.ctrlKey || event.key !== 'Enter') return;
    event.preventDefault();
    void save();
  };
  const field = (name: keyof Typed, label: string, most: number, more: object = {}) => (
    <TextField
      label={label}
      value={value[name]}
      maxLength={most}
      autoComplete="off"
      error={name === 'name' || name === 'phones' ? errors[name] : undefined}
      onChange={(event) => {
        setValue({ ...value, [name]: event.currentTarget.value });
        setErrors({});
      }}
      {...more}
    />
  );
  return (
    <form noValidate onSubmit={onSubmit} onKeyDown={onKeyDown}>
      <Stack>
        <FieldRow>
          {field('name', t('customer.contactName'), 120, { required: true, 'data-autofocus': true })}
          {field('salutation', t('customers.salutation'), 20)}
        </FieldRow>
        {field('role', t('customer.contactRole'), 80)}
        {field('phones', t('customers.phones'), 200, {
          inputMode: 'tel',
          description: t('customers.phonesHint'),
        })}
        {field('email', t('customers.email'), 120)}
        <DialogActions>
          {contact && (
            <Button onClick={() => void put(others, t('customer.contactRemoved', { name: contact.name }))}>
              {t('customer.removeContact')}
            </Button>
          )}
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" variant="primary" shortcut="Ctrl ↵">
            {t('common.save')}
          </Button>
        </DialogActions>
      </Stack>
    </form>
  );
}
