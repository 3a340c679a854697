/** An agreement as a form holds it, and what of it was changed. */
import { FACILITIES, type Agreement, type Facility } from '#shared/domain/agreement.ts';
import type { AgreementFields } from '#shared/domain/commands/agreement-fields.ts';
import { nextTerm } from '#shared/domain/renewal.ts';

export interface SlaLine {
  /** Kept of a term that was there before. */
  readonly id?: string;
  readonly text: string;
  readonly hours: number | undefined;
}

export interface AgreementForm {
  readonly kind: AgreementFields['kind'];
  readonly number: string;
  readonly subject: string;
  /** `2026-03-05`, or empty. */
  readonly start: string;
  readonly end: string;
  readonly monthlyAmount: number | undefined;
  readonly known: readonly Facility[];
  /** Others in words, one a line. */
  readonly others: string;
  readonly sla: readonly SlaLine[];
  /** One a line. */
  readonly offers: string;
  readonly remarks: string;
}

export const NEW_AGREEMENT: AgreementForm = {
  kind: 'pks',
  number: '',
  subject: '',
  start: '',
  end: '',
  monthlyAmount: undefined,
  known: [],
  others: '',
  sla: [],
  offers: '',
  remarks: '',
};

const isKnown = (facility: string): facility is Facility => FACILITIES.some((one) => one === facility);

/** @returns the form of an agreement that is there. */
export function formOf(agreement: Agreement): AgreementForm {
  return {
    kind: agreement.kind,
    number: agreement.number ?? '',
    subject: agreement.subject ?? '',
    start: agreement.start ?? '',
    end: agreement.end ?? '',
    monthlyAmount: agreement.monthlyAmount,
    known: agreement.facilities.filter(isKnown),
    others: agreement.facilities.filter((facility) => !isKnown(facility)).join('\n'),
    sla: (agreement.sla ?? []).map(({ id, text, hours }) => ({ id, text, hours })),
    offers: (agreement.offers ?? []).join('\n'),
    remarks: agreement.remarks ?? '',
  };
}

/** @returns the form of the agreement that would follow: the same terms, the next time. Terms get ids of their own. */
export function formAfter(agreement: Agreement): AgreementForm {
  const before = formOf(agreement);
  const term = nextTerm(agreement);
  return {
    ...before,
    number: '',
    start: term?.start ?? '',
    end: term?.end ?? '',
    sla: before.sla.map(({ text, hours }) => ({ text, hours })),
  };
}

/** @returns the lines of a text that say something, each once. */
export const linesOf = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  ),
];

/** @returns the arguments of a command; what is empty is left out. */
export function fieldsOf(form: AgreementForm): AgreementFields {
  const sla = form.sla.flatMap(({ id, text, hours }) =>
    text.trim()
      ? [{ ...(id ? { id } : {}), text: text.trim(), ...(hours === undefined || hours < 1 ? {} : { hours }) }]
      : [],
  );
  const facilities = [...form.known, ...linesOf(form.others)];
  const offers = linesOf(form.offers);
  const texts = Object.fromEntries(
    (['number', 'subject', 'start', 'end', 'remarks'] as const)
      .map((field) => [field, form[field].trim()] as const)
      .filter(([, value]) => value),
  );
  return {
    kind: form.kind,
    ...texts,
    ...(form.monthlyAmount === undefined ? {} : { monthlyAmount: form.monthlyAmount }),
    ...(facilities.length > 0 ? { facilities } : {}),
    ...(sla.length > 0 ? { sla } : {}),
    ...(offers.length > 0 ? { offers } : {}),
  };
}

export interface AgreementChanges {
  readonly changes: Partial<AgreementFields>;
  /** Fields that were emptied. */
  readonly clear: readonly (keyof AgreementFields)[];
}

/**
 * @param agreement as it is now
 * @param form its form with what was typed put over it (`savedIn`)
 * @returns what to ask of `changeAgreement`: only the fields that say something else than now
 */
export function changesOf(agreement: Agreement, form: AgreementForm): AgreementChanges {
  const [before, after] = [fieldsOf(formOf(agreement)), fieldsOf(form)];
  const differs = (field: keyof AgreementFields): boolean =>
    JSON.stringify(before[field]) !== JSON.stringify(after[field]);
  const fields = Object.keys({ ...before, ...after }) as (keyof AgreementFields)[];
  const changed = fields.filter(differs);
  return {
    changes: Object.fromEntries(
      changed.filter((field) => after[field] !== undefined).map((field) => [field, after[field]]),
    ),
    clear: changed.filter((field) => after[field] === undefined),
  };
}
