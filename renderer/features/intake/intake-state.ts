/** The intake's form as one plain value: what a draft keeps, what is still missing, what goes to the command. */
import type { CommandArgs } from '#shared/domain/commands/index.ts';
import {
  CHANNELS,
  COMPLAINT_KINDS,
  REFERENCE_KINDS,
  type Channel,
  type Complaint,
  type ComplaintKind,
} from '#shared/domain/complaint.ts';
import { TIERS, type Tier } from '#shared/domain/customer.ts';
import { parsePhones } from '#shared/domain/phone.ts';

/** The customer as the form shows it; the document is read again when the command runs. */
export interface ChosenCustomer {
  readonly id: string;
  readonly name: string;
  readonly number: string;
  /** Masked. */
  readonly phone: string;
  readonly tier: Tier | '';
  readonly openComplaints: number;
}

export interface IntakeReference {
  readonly kind: Complaint['references'][number]['kind'];
  readonly value: string;
}

export interface IntakeState {
  /** What is typed into the search. */
  readonly search: string;
  readonly customer: ChosenCustomer | undefined;
  /** Present while a new customer is being registered; the phone stays as it was typed. */
  readonly newcomer: { readonly name: string; readonly phone: string } | undefined;
  readonly kind: ComplaintKind;
  readonly channel: Channel;
  readonly category: string;
  readonly description: string;
  readonly references: readonly IntakeReference[];
  readonly confidential: boolean;
  /** ISO UTC: when the first character was typed; the promise counts from here. `''` before that. */
  readonly startedAt: string;
}

export const EMPTY_INTAKE: IntakeState = {
  search: '',
  customer: undefined,
  newcomer: undefined,
  kind: 'complaint',
  channel: 'walk_in',
  category: '',
  description: '',
  references: [],
  confidential: false,
  startedAt: '',
};

export type IntakeField = 'customer' | 'name' | 'phone' | 'category' | 'description' | 'references';
/** Codes of `domain.error`, one a field. */
export type IntakeErrors = Partial<Readonly<Record<IntakeField, string>>>;

/** @returns whether a draft of it would be worth keeping. */
export const worthKeeping = (state: IntakeState): boolean =>
  state.search.trim() !== '' ||
  state.customer !== undefined ||
  state.newcomer !== undefined ||
  state.category !== '' ||
  state.description.trim() !== '' ||
  state.references.some((r) => r.value.trim() !== '');

/** The name that a list of parked drafts shows; `''` when nobody is named yet. */
export const draftName = (state: IntakeState): string =>
  state.customer?.name ||
  state.newcomer?.name.trim() ||
  state.search.trim() ||
  state.description.trim().slice(0, 40);

/** Begins a new customer with what was typed: digits are a phone, anything else a name. */
export function beginNewcomer(state: IntakeState): IntakeState {
  const typed = state.search.trim();
  const digits = isDigits(typed);
  return {
    ...state,
    customer: undefined,
    newcomer: { name: digits ? '' : typed, phone: digits ? typed : '' },
  };
}

/** @returns whether a search is meant for a phone or a number rather than a name. */
export const isDigits = (text: string): boolean => /^[+\d][\d\s().-]*$/.test(text.trim());

interface ReadPhone {
  /** In E.164; undefined when the field is empty. */
  readonly phone?: string;
  /** What stands behind the first one. */
  readonly morePhones?: readonly string[];
  /** Something cannot be dialled. */
  readonly invalid: boolean;
}

/** @returns the numbers of a field. */
export function readPhone(typed: string): ReadPhone {
  if (!typed.trim()) return { invalid: false };
  const { phones, invalid } = parsePhones(typed);
  const [phone, ...morePhones] = phones;
  if (!phone || invalid.length > 0) return { invalid: true };
  return { phone, ...(morePhones.length > 0 ? { morePhones } : {}), invalid: false };
}

/** @returns the errors of the form, empty when it can be saved. */
export function checkIntake(state: IntakeState): IntakeErrors {
  const errors: Partial<Record<IntakeField, string>> = {};
  if (state.newcomer) {
    if (!state.newcomer.name.trim()) errors.name = 'name_missing';
    if (readPhone(state.newcomer.phone).invalid) errors.phone = 'phone_invalid';
  } else if (!state.customer) errors.customer = 'customer_missing';
  if (!state.category) errors.category = 'category_missing';
  if (!state.description.trim()) errors.description = 'description_missing';
  return errors;
}

/** The order in which the form is walked, and so the order in which a mistake is shown first. */
export const FIELD_ORDER: readonly IntakeField[] = [
  'customer',
  'name',
  'phone',
  'category',
  'description',
  'references',
];

export const firstError = (errors: IntakeErrors): IntakeField | undefined =>
  FIELD_ORDER.find((field) => errors[field] !== undefined);

/** @returns the field in which the work goes on when the form is opened. */
export const firstOpenField = (state: IntakeState): IntakeField =>
  state.customer || state.newcomer?.name.trim() ? (state.category ? 'description' : 'category') : 'customer';

/** Fields of `registerComplaint` as the fields of this form. */
export function fieldOfCommand(field: string | undefined): IntakeField | undefined {
  if (field === undefined) return undefined;
  if (/^newCustomer\.(?:phone|morePhones)/.test(field)) return 'phone';
  if (field.startsWith('newCustomer') || field === 'name') return 'name';
  if (field === 'customerId') return 'customer';
  if (field.startsWith('references')) return 'references';
  return FIELD_ORDER.find((known) => known === field);
}

/** @returns the arguments of `registerComplaint`; only for a form without errors. */
export function intakeArgs(state: IntakeState): CommandArgs<'registerComplaint'> {
  const references = state.references
    .map(({ kind, value }) => ({ kind, value: value.trim() }))
    .filter(({ value }) => value !== '');
  const { phone, morePhones } = readPhone(state.newcomer?.phone ?? '');
  return {
    kind: state.kind,
    ...(state.newcomer
      ? {
          newCustomer: {
            name: state.newcomer.name.trim(),
            ...(phone ? { phone } : {}),
            ...(morePhones ? { morePhones: [...morePhones] } : {}),
            source: sourceOf(state.channel),
          },
        }
      : { customerId: state.customer?.id ?? '' }),
    channel: state.channel,
    category: state.category,
    description: state.description.trim(),
    ...(references.length > 0 ? { references } : {}),
    ...(state.startedAt ? { receivedAt: state.startedAt } : {}),
    ...(state.confidential ? { confidential: true } : {}),
  };
}

const sourceOf = (channel: Channel): 'walk_in' | 'website' | 'other' =>
  channel === 'walk_in' ? 'walk_in' : channel === 'website' ? 'website' : 'other';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const oneOf = <T extends string>(values: readonly T[], value: unknown, otherwise: T): T =>
  values.find((known) => known === value) ?? otherwise;
const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};

/** Takes a stored draft back, of this version or another: what cannot be read is left out, text never is. */
export function restoreIntake(value: Readonly<Record<string, unknown>>): IntakeState {
  const customer = record(value['customer']);
  const newcomer = record(value['newcomer']);
  const references = Array.isArray(value['references']) ? value['references'].map(record) : [];
  return {
    search: text(value['search']),
    customer: text(customer['id'])
      ? {
          id: text(customer['id']),
          name: text(customer['name']),
          number: text(customer['number']),
          phone: text(customer['phone']),
          tier: TIERS.find((tier) => tier === customer['tier']) ?? '',
          openComplaints: typeof customer['openComplaints'] === 'number' ? customer['openComplaints'] : 0,
        }
      : undefined,
    newcomer:
      'newcomer' in value && value['newcomer'] !== null && Object.keys(newcomer).length > 0
        ? { name: text(newcomer['name']), phone: text(newcomer['phone']) }
        : undefined,
    kind: oneOf(COMPLAINT_KINDS, value['kind'], 'complaint'),
    channel: oneOf(CHANNELS, value['channel'], 'walk_in'),
    category: text(value['category']),
    description: text(value['description']),
    references: references.map((r) => ({
      kind: oneOf(REFERENCE_KINDS, r['kind'], 'other'),
      value: text(r['value']),
    })),
    confidential: value['confidential'] === true,
    startedAt: text(value['startedAt']),
  };
}
