/** Fields in words. */
import { consentOf } from '#shared/domain/customer.ts';
import { formatPhone } from '#shared/domain/phone.ts';
import type { Translate } from '#renderer/i18n/index.ts';
import { values } from '#renderer/i18n/values.ts';

type Known = keyof (typeof values)['id']['field'];
const KNOWN = new Set(Object.keys(values.id.field));
const isKnown = (field: string): field is Known => KNOWN.has(field);

/** @returns a key of a customer's consents in words, as in `WhatsApp` or `WhatsApp · Survei`. */
export function consentName(key: string, t: Translate): string {
  const about = consentOf(key);
  if (!about) return key;
  const channel = t(`domain.consent.${about.channel}`);
  return about.purpose === 'offers' ? channel : `${channel} · ${t(`domain.purpose.${about.purpose}`)}`;
}

const wordOf = (field: string, t: Translate): string => (isKnown(field) ? t(`values.field.${field}`) : field);

/**
 * @param path of a field within a document, as in `name` or `contacts.c1.phones.+62811.label`
 * @returns the field in words, its own name where there are none
 */
export function fieldName(path: string, t: Translate): string {
  if (path === '_deleted') return t('values.field.deleted');
  const [field = path, ...rest] = path.split('.');
  const name = wordOf(field, t);
  if (rest.length === 0) return name;
  if (field === 'consents') return rest[0] ? `${name} · ${consentName(rest[0], t)}` : name;
  const inner = rest
    .slice(field === 'contacts' ? 1 : 0)
    .map((part) => (part.startsWith('+') ? formatPhone(part) : wordOf(part, t)));
  return [name, ...inner].join(' · ');
}
