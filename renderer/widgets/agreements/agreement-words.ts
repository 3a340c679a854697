/** Terms of an agreement in words. */
import { FACILITIES, type Agreement } from '#shared/domain/agreement.ts';
import type { Language, Translate } from '#renderer/i18n/index.ts';
import { formatDay, formatMoney } from '#renderer/ui/index.ts';
import { formOf, type AgreementForm } from './agreement-form.ts';

/** What each field of the form is called. */
export const LABEL = {
  kind: 'kind',
  number: 'number',
  subject: 'subject',
  start: 'start',
  end: 'end',
  monthlyAmount: 'monthly',
  known: 'facilities',
  others: 'otherFacilities',
  sla: 'sla',
  offers: 'offers',
  remarks: 'remarks',
} as const satisfies Readonly<Record<keyof AgreementForm, string>>;

/** @returns a facility in words: a known code, or as it was written. */
export function facilityWords(facility: string, t: Translate): string {
  const known = FACILITIES.find((one) => one === facility);
  return known ? t(`agreements.facility.${known}`) : facility;
}

/** @returns a promise of service with its hours, where it has any. */
export const slaWords = (
  { text, hours }: { readonly text: string; readonly hours?: number | undefined },
  t: Translate,
): string => (hours === undefined ? text : t('agreements.slaIn', { text, hours }));

/** @returns what an agreement says in a field of its form, in one line; `''` for nothing. */
export function termWords(
  agreement: Agreement,
  field: keyof AgreementForm,
  t: Translate,
  language: Language,
): string {
  const form = formOf(agreement);
  if (field === 'kind') return t(`domain.agreement.${form.kind}`);
  if (field === 'start' || field === 'end') return form[field] && formatDay(form[field], language);
  if (field === 'monthlyAmount')
    return form.monthlyAmount === undefined ? '' : formatMoney(form.monthlyAmount);
  if (field === 'known') return form.known.map((one) => facilityWords(one, t)).join(', ');
  if (field === 'sla') return form.sla.map((term) => slaWords(term, t)).join('; ');
  return form[field].split('\n').join('; ');
}
