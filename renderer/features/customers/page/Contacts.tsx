/** The people behind a customer (PIC): added, changed and removed, each with its way back. */
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { v7 } from 'uuid';
import type { Contact, Customer } from '#shared/domain/customer.ts';
import { formatPhone, parsePhones } from '#shared/domain/phone.ts';
import { errorText } from '#renderer/i18n/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import {
  Banner,
  Button,
  Dialog,
  DialogActions,
  FieldRow,
  IconButton,
  Stack,
  TextField,
} from '#renderer/ui/index.ts';
import { useOpenEdit } from '#renderer/widgets/hooks/edit.ts';
import { formSavedBy } from '#renderer/widgets/hooks/form-keys.ts';
import { useSaving } from '#renderer/widgets/hooks/saving.ts';
import { Overtaken } from '#renderer/widgets/overtaken/Overtaken.tsx';
import { contactForm, contactOf, type ContactForm } from './contact-form.ts';
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
          <ContactEditor
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

interface ContactEditorProps {
  readonly customer: Customer;
  readonly contact: Contact | undefined;
  readonly onClose: () => void;
}

function ContactEditor({ customer, contact, onClose }: ContactEditorProps) {
  const t = useT();
  const language = useLanguage();
  const save = useEdit(customer.id);
  const there = customer.contacts.find(({ id }) => id === contact?.id);
  const now = contactForm(there ?? contact);
  const { edit, value, put, overtaken, mayWrite } = useOpenEdit(now);
  const [errors, setErrors] = useState<{ readonly name?: string; readonly phones?: string }>({});
  /** Said once that somebody else removed the person. */
  const [toldGone, setToldGone] = useState(false);
  const words = (code: string) => errorText({ code, kind: 'person' }, language);
  const { busy, once } = useSaving();
  const write = async (contacts: readonly Contact[], said: string) => {
    await once(async () => {
      const saved = await save({ changes: { contacts: [...contacts] } }, said);
      if (saved.ok) onClose();
    });
  };
  const submit = async () => {
    const found = {
      ...(value.name.trim() ? {} : { name: words('name_missing') }),
      ...(parsePhones(value.phones).invalid.length > 0 ? { phones: words('phone_invalid') } : {}),
    };
    setErrors(found);
    if (Object.keys(found).length > 0 || !mayWrite()) return;
    if (contact && !there && !toldGone) {
      setToldGone(true);
      return;
    }
    const made = contactOf(there ?? contact ?? { id: v7(), phones: [] }, edit);
    const { name } = made;
    if (there) {
      const contacts = customer.contacts.map((one) => (one.id === made.id ? made : one));
      await write(contacts, t('customer.contactChanged', { name }));
    } else await write([...customer.contacts, made], t('customer.contactAdded', { name }));
  };
  const remove = (name: string) => {
    const others = customer.contacts.filter(({ id }) => id !== contact?.id);
    void write(others, t('customer.contactRemoved', { name }));
  };
  const label = (field: keyof ContactForm): string =>
    field === 'name'
      ? t('customer.contactName')
      : field === 'role'
        ? t('customer.contactRole')
        : t(`customers.${field}`);
  const field = (name: keyof ContactForm, most: number, more: object = {}) => (
    <TextField
      label={label(name)}
      value={value[name]}
      maxLength={most}
      autoComplete="off"
      error={name === 'name' || name === 'phones' ? errors[name] : undefined}
      onChange={(event) => {
        put({ [name]: event.currentTarget.value });
        setErrors({});
      }}
      {...more}
    />
  );
  return (
    <form {...formSavedBy(submit)}>
      <Stack>
        <FieldRow>
          {field('name', 120, { required: true, 'data-autofocus': true })}
          {field('salutation', 20)}
        </FieldRow>
        {field('role', 80)}
        {field('phones', 200, {
          inputMode: 'tel',
          description: t('customers.phonesHint'),
        })}
        {field('email', 120)}
        <Overtaken fields={overtaken.map((one) => ({ label: label(one), value: now[one] }))} />
        <div role="alert">
          {toldGone && !there && <Banner tone="warn">{t('customer.contactGone')}</Banner>}
        </div>
        <DialogActions>
          {there && (
            <Button
              onClick={() => {
                remove(there.name);
              }}
            >
              {t('customer.removeContact')}
            </Button>
          )}
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" variant="primary" shortcut="Ctrl ↵" busy={busy}>
            {t('common.save')}
          </Button>
        </DialogActions>
      </Stack>
    </form>
  );
}
