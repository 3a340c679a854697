/**
 * The form of a customer's basic fields, and what of it goes to `changeCustomer`. Identity numbers are not in it: they
 * are shown for a reason only.
 */
import type { CommandArgs } from '#shared/domain/commands/index.ts';
import type { Customer } from '#shared/domain/customer.ts';
import { formatPhone, parsePhones } from '#shared/domain/phone.ts';

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
  readonly street: string;
  readonly village: string;
  readonly district: string;
  readonly regency: string;
  readonly province: string;
  readonly postalCode: string;
  readonly remarks: string;
};

/** What is being typed, and what stood there when the person began to. A draft may be older than the customer is now. */
export type CustomerEdit = { readonly seen: CustomerForm; readonly form: CustomerForm };

export type FormErrors = Partial<Readonly<Record<keyof CustomerForm, string>>>;
type Args = CommandArgs<'changeCustomer'>;

const ADDRESS = ['street', 'village', 'district', 'regency', 'province', 'postalCode'] as const;
const OPTIONAL = ['salutation', 'email', 'commodity', 'remarks', 'ownerId'] as const;

/** @returns the form with a customer's present values. */
export function formOf(customer: Customer): CustomerForm {
  const { address = {} } = customer;
  return {
    name: customer.name,
    salutation: customer.salutation ?? '',
    kind: customer.kind,
    stage: customer.stage,
    ownerId: customer.ownerId ?? '',
    phones: customer.phones.map(({ number }) => formatPhone(number)).join(', '),
    email: customer.email ?? '',
    commodity: customer.commodity ?? '',
    street: address.street ?? '',
    village: address.village ?? '',
    district: address.district ?? '',
    regency: address.regency ?? '',
    province: address.province ?? '',
    postalCode: address.postalCode ?? '',
    remarks: customer.remarks ?? '',
  };
}

const FIELDS = Object.keys as (form: CustomerForm) => readonly (keyof CustomerForm)[];

/** @returns the form as it is shown: what is typed, and for the rest what stands there `now`. */
export const shownIn = ({ seen, form }: CustomerEdit, now: CustomerForm): CustomerForm =>
  Object.fromEntries(
    FIELDS(form).map((field) => [field, form[field] === seen[field] ? now[field] : form[field]]),
  ) as CustomerForm;

/** @returns the edit with a text in a field; who begins with a field has seen what stands there `now`. */
export function typedInto(
  edit: CustomerEdit,
  now: CustomerForm,
  field: keyof CustomerForm,
  text: string,
): CustomerEdit {
  const begins = edit.form[field] === edit.seen[field];
  return {
    seen: begins ? { ...edit.seen, [field]: now[field] } : edit.seen,
    form: { ...edit.form, [field]: text },
  };
}

/** @returns the fields that somebody else gave another value since the person began to type in them. */
export const overtakenIn = ({ seen, form }: CustomerEdit, now: CustomerForm): (keyof CustomerForm)[] =>
  FIELDS(form).filter(
    (field) =>
      form[field].trim() !== seen[field].trim() &&
      now[field].trim() !== seen[field].trim() &&
      now[field].trim() !== form[field].trim(),
  );

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
export function changesOf(customer: Customer, { seen, form }: CustomerEdit): Args | undefined {
  const changed = (field: keyof CustomerForm): boolean => seen[field].trim() !== form[field].trim();
  const changes: Record<string, unknown> = {};
  const clear: string[] = [];
  for (const field of ['name', 'kind', 'stage'] as const)
    if (changed(field)) changes[field] = form[field].trim();
  for (const field of OPTIONAL) {
    if (!changed(field)) continue;
    if (form[field].trim()) changes[field] = form[field].trim();
    else clear.push(field);
  }
  if (changed('phones')) {
    const labels = new Map(customer.phones.map((entry) => [entry.number, entry]));
    changes['phones'] = parsePhones(form.phones).phones.map((number) => labels.get(number) ?? { number });
  }
  if (ADDRESS.some(changed)) {
    const { villageCode, ...rest } = customer.address ?? {};
    // The official code belongs to the village that stood there.
    const kept: Record<string, unknown> =
      changed('village') || !villageCode ? { ...rest } : { ...rest, villageCode };
    for (const field of ADDRESS.filter(changed)) {
      if (form[field].trim()) kept[field] = form[field].trim();
      else delete kept[field];
    }
    if (Object.keys(kept).length > 0) changes['address'] = kept;
    else clear.push('address');
  }
  if (Object.keys(changes).length === 0 && clear.length === 0) return undefined;
  return { id: customer.id, changes, ...(clear.length > 0 ? { clear } : {}) } as Args;
}
