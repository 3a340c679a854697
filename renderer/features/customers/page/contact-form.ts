/** A contact person (PIC) as typed, and the person that comes of it. */
import type { Contact } from '#shared/domain/customer.ts';
import { formatPhone, parsePhones } from '#shared/domain/phone.ts';
import { savedIn, type Edit } from '#renderer/widgets/hooks/edit.ts';

export type ContactForm = Readonly<Record<'name' | 'salutation' | 'role' | 'phones' | 'email', string>>;

/** @returns the form of a person that is there; an empty one for a new person. */
export const contactForm = (contact?: Contact): ContactForm => ({
  name: contact?.name ?? '',
  salutation: contact?.salutation ?? '',
  role: contact?.role ?? '',
  phones: contact?.phones.map(({ number }) => formatPhone(number)).join(', ') ?? '',
  email: contact?.email ?? '',
});

/**
 * Only what was typed is put over the person as it is now.
 * @param contact as it is now; for a new one nothing but the id and no phones
 */
export function contactOf(
  contact: Pick<Contact, 'id' | 'phones'> & Partial<Contact>,
  edit: Edit<ContactForm>,
): Contact {
  const before = contactForm({ name: '', ...contact });
  const form = savedIn(edit, before);
  const { name: _name, salutation: _salutation, role: _role, email: _email, ...rest } = contact;
  const labels = new Map(contact.phones.map((entry) => [entry.number, entry]));
  const optional = (field: 'salutation' | 'role' | 'email') =>
    form[field].trim() ? { [field]: form[field].trim() } : {};
  return {
    ...rest,
    name: form.name.trim(),
    ...optional('salutation'),
    ...optional('role'),
    ...optional('email'),
    phones:
      form.phones === before.phones
        ? contact.phones
        : parsePhones(form.phones).phones.map((number) => labels.get(number) ?? { number }),
  };
}
