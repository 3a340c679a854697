/**
 * The form of a customer's basic fields, and what of it goes to `changeCustomer`. Identity numbers are not in it: they
 * are shown for a reason only.
 */
import type { CommandArgs } from '#shared/domain/commands/index.ts';
import type { Customer } from '#shared/domain/customer.ts';
import { formatPhone, parsePhones } from '#shared/domain/phone.ts';
import { typedIn, type Edit } from '#renderer/widgets/hooks/edit.ts';
import { ABOVE_VILLAGE, addressForm, addressOf, isAddressTyped, type AddressForm } from './address-form.ts';

/** As typed. A type, not an interface: a draft is a plain record. */
export type CustomerForm = {
  readonly name: string;
  readonly salutation: string;
  readonly kind: string;
  readonly stage: string;
  readonly ownerId: string;
  readonly phones: string;
  readonly email: string;
  readonly commodity: string;
  readonly remarks: string;
} & AddressForm;

/** What is being typed, and what stood there when the person began to. A draft may be older than the customer is now. */
export type CustomerEdit = Edit<CustomerForm>;

export type FormErrors = Partial<Readonly<Record<keyof CustomerForm, string>>>;
type Args = CommandArgs<'changeCustomer'>;

const OPTIONAL = ['salutation', 'email', 'commodity', 'remarks', 'ownerId'] as const;

/** @returns the form with a customer's present values. */
export function formOf(customer: Customer): CustomerForm {
  return {
    name: customer.name,
    salutation: customer.salutation ?? '',
    kind: customer.kind,
    stage: customer.stage,
    ownerId: customer.ownerId ?? '',
    phones: customer.phones.map(({ number }) => formatPhone(number)).join(', '),
    email: customer.email ?? '',
    commodity: customer.commodity ?? '',
    remarks: customer.remarks ?? '',
    ...addressForm(customer.address),
  };
}

/** @returns codes of errors by field; empty when it can be saved. */
export function checkForm(form: CustomerForm): FormErrors {
  return {
    ...(form.name.trim() ? {} : { name: 'name_missing' }),
    ...(parsePhones(form.phones).invalid.length > 0 ? { phones: 'phone_invalid' } : {}),
    ...(/^(?:\d{5})?$/.test(form.postalCode.trim()) ? {} : { postalCode: 'postal_invalid' }),
  };
}

/**
 * Only what was typed goes out, so that what somebody else changed in the meantime is not put back.
 * @param customer as it is now
 * @returns the arguments of `changeCustomer`, or undefined when nothing has changed.
 */
export function changesOf(customer: Customer, edit: CustomerEdit): Args | undefined {
  const { form } = edit;
  const typed = new Set(typedIn(edit, ABOVE_VILLAGE));
  const changes: Record<string, unknown> = {};
  const clear: string[] = [];
  for (const field of ['name', 'kind', 'stage'] as const)
    if (typed.has(field)) changes[field] = form[field].trim();
  for (const field of OPTIONAL) {
    if (!typed.has(field)) continue;
    if (form[field].trim()) changes[field] = form[field].trim();
    else clear.push(field);
  }
  if (typed.has('phones')) {
    const labels = new Map(customer.phones.map((entry) => [entry.number, entry]));
    changes['phones'] = parsePhones(form.phones).phones.map((number) => labels.get(number) ?? { number });
  }
  if (isAddressTyped(edit)) {
    const address = addressOf(customer.address, edit);
    if (address) changes['address'] = address;
    else clear.push('address');
  }
  if (Object.keys(changes).length === 0 && clear.length === 0) return undefined;
  return { id: customer.id, changes, ...(clear.length > 0 ? { clear } : {}) } as Args;
}
