/** The booth's form as one plain value: what a draft keeps, what is missing, what goes to the command. */
import type { CommandArgs } from '#shared/domain/commands/index.ts';
import { RESPONSE_RESULTS } from '#shared/domain/campaign.ts';
import { parsePhones } from '#shared/domain/phone.ts';
import type { DirectoryRow } from '#renderer/data/desk-types.ts';
import type { Result } from './phases.ts';

export interface Visitor {
  readonly id: string;
  readonly name: string;
  readonly number: string;
  /** Masked. */
  readonly phone: string;
  readonly tier: string;
}

export interface ResponseState {
  /** What is typed into the search. */
  readonly search: string;
  readonly customer: Visitor | undefined;
  /** Present while a visitor who is not in the book is typed; the phone stays as it was typed. */
  readonly newcomer: { readonly name: string; readonly phone: string } | undefined;
  readonly result: Result | '';
  readonly repeatOrder: boolean;
  readonly interest: string;
  readonly note: string;
  readonly addToBook: boolean;
}

export const EMPTY_RESPONSE: ResponseState = {
  search: '',
  customer: undefined,
  newcomer: undefined,
  result: '',
  repeatOrder: false,
  interest: '',
  note: '',
  addToBook: false,
};

export type ResponseField = 'visitor' | 'name' | 'phone' | 'result' | 'interest';
/** Codes: of `errorText`, and `result_missing`. */
export type ResponseErrors = Partial<Readonly<Record<ResponseField, string>>>;

/** @returns whether anything was said about a visitor yet. */
export const worthKeeping = (state: ResponseState): boolean =>
  state.search.trim() !== '' ||
  state.customer !== undefined ||
  state.newcomer !== undefined ||
  state.result !== '' ||
  state.interest.trim() !== '' ||
  state.note.trim() !== '';

const isDigits = (text: string): boolean => /^[+\d][\d\s().-]*$/.test(text.trim());

/** Takes a customer of the book; who buys already is a repeat order until somebody says otherwise. */
export function chooseVisitor(state: ResponseState, row: DirectoryRow): ResponseState {
  const { id, name, number, phone, tier, stage } = row;
  return {
    ...state,
    search: '',
    newcomer: undefined,
    customer: { id, name, number, phone, tier },
    repeatOrder: stage === 'active' || stage === 'dormant',
  };
}

/** Begins a visitor who is not in the book with what was typed: digits are a phone, anything else a name. */
export function beginNewcomer(state: ResponseState): ResponseState {
  const typed = state.search.trim();
  const digits = isDigits(typed);
  return {
    ...state,
    customer: undefined,
    repeatOrder: false,
    newcomer: { name: digits ? '' : typed, phone: digits ? typed : '' },
  };
}

/** A name that was typed and not looked up counts: at a booth nobody waits for a list. */
export const settled = (state: ResponseState): ResponseState =>
  state.customer || state.newcomer || !state.search.trim() ? state : beginNewcomer(state);

function readPhone(typed: string): { readonly phone?: string; readonly invalid: boolean } {
  if (!typed.trim()) return { invalid: false };
  const { phones, invalid } = parsePhones(typed);
  const [phone] = phones;
  return phone && invalid.length === 0 ? { phone, invalid: false } : { invalid: true };
}

/** @returns whether something was typed that cannot be dialled. */
export const phoneInvalid = (typed: string): boolean => readPhone(typed).invalid;

/** @returns what is missing or wrong in a settled form; empty when it can be saved. */
export function checkResponse(state: ResponseState): ResponseErrors {
  const errors: Partial<Record<ResponseField, string>> = {};
  if (state.newcomer) {
    if (!state.newcomer.name.trim()) errors.name = 'name_missing';
    if (phoneInvalid(state.newcomer.phone)) errors.phone = 'phone_invalid';
    // an answer holds one number: the others would be gone without a word
    else if (parsePhones(state.newcomer.phone).phones.length > 1) errors.phone = 'phone_one';
  } else if (!state.customer) errors.visitor = 'name_missing';
  if (!state.result) errors.result = 'result_missing';
  return errors;
}

const FIELD_ORDER: readonly ResponseField[] = ['visitor', 'name', 'phone', 'result', 'interest'];

/** @returns the field to go to, in the order in which the form is walked. */
export const firstError = (errors: ResponseErrors): ResponseField | undefined =>
  FIELD_ORDER.find((field) => errors[field] !== undefined);

/** @returns the field of this form that an error of `recordResponse` is about. */
export function fieldOfCommand(field: string | undefined, state: ResponseState): ResponseField | undefined {
  if (field === undefined) return undefined;
  const name = field.split('.')[0];
  if (name === 'customerId' || (name === 'name' && !state.newcomer)) return 'visitor';
  if ((name === 'phone' || name === 'phones') && state.newcomer) return 'phone';
  return FIELD_ORDER.find((known) => known === name);
}

/** @returns the arguments of `recordResponse`; only for a form without errors. */
export function responseArgs(
  campaignId: string,
  state: ResponseState,
): CommandArgs<'recordResponse'> | undefined {
  if (!state.result) return undefined;
  const { newcomer, customer } = state;
  const phone = newcomer ? readPhone(newcomer.phone).phone : undefined;
  const interest = state.interest.trim();
  const note = state.note.trim();
  return {
    campaignId,
    name: (newcomer?.name ?? customer?.name ?? '').trim(),
    ...(customer && !newcomer ? { customerId: customer.id } : {}),
    ...(phone ? { phone } : {}),
    result: state.result,
    repeatOrder: state.repeatOrder,
    ...(interest ? { interest } : {}),
    ...(note ? { note } : {}),
    ...(newcomer && state.addToBook ? { addToBook: true } : {}),
  };
}

/** @returns the form for the next visitor; whether visitors go into the book stays as it was. */
export const nextVisitor = ({ addToBook }: ResponseState): ResponseState => ({
  ...EMPTY_RESPONSE,
  addToBook,
});

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const record = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;

/** Takes a stored draft back, of this version or another: what cannot be read is left out, text never is. */
export function restoreResponse(value: Readonly<Record<string, unknown>>): ResponseState {
  const customer = record(value['customer']);
  const newcomer = record(value['newcomer']);
  return {
    search: text(value['search']),
    customer:
      customer && text(customer['id'])
        ? {
            id: text(customer['id']),
            name: text(customer['name']),
            number: text(customer['number']),
            phone: text(customer['phone']),
            tier: text(customer['tier']),
          }
        : undefined,
    newcomer: newcomer && { name: text(newcomer['name']), phone: text(newcomer['phone']) },
    result: RESPONSE_RESULTS.find((known) => known === value['result']) ?? '',
    repeatOrder: value['repeatOrder'] === true,
    interest: text(value['interest']),
    note: text(value['note']),
    addToBook: value['addToBook'] === true,
  };
}
