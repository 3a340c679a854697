/** The fields of an address as they are typed, and the address that comes of them. */
import type { Address } from '#shared/domain/customer.ts';
import type { Area } from '#renderer/data/areas/areas.ts';
import { typedIn, type Edit, type Together } from '#renderer/widgets/hooks/edit.ts';

const ADDRESS_FIELDS = [
  'street',
  'village',
  'villageCode',
  'district',
  'regency',
  'province',
  'postalCode',
] as const satisfies readonly (keyof Address)[];

/** As typed; the code is that of the village as it was chosen, `''` for one that was written. */
export type AddressForm = Readonly<Record<(typeof ADDRESS_FIELDS)[number], string>>;

/** What lies above a village came with the choice of it. */
export const ABOVE_VILLAGE: Together<AddressForm> = {
  villageCode: ['village', 'district', 'regency', 'province', 'postalCode'],
};

/** @returns the form with what an address says. */
export const addressForm = (address: Address = {}): AddressForm =>
  Object.fromEntries(ADDRESS_FIELDS.map((field) => [field, address[field] ?? ''])) as AddressForm;

/**
 * @param now the address as it stands
 * @returns what a written name puts into the form: the official code belongs to the name that stands there, and to no
 *   other one.
 */
export const writtenVillage = (
  village: string,
  now: Pick<AddressForm, 'village' | 'villageCode'>,
): Pick<AddressForm, 'village' | 'villageCode'> => ({
  village,
  villageCode: village.trim() === now.village ? now.villageCode : '',
});

/** @returns what a village of the list puts into the form; a postal code stays with the village that it belongs to. */
export const chosenVillage = (value: AddressForm, area: Area): Partial<AddressForm> => ({
  village: area.village,
  villageCode: area.code,
  district: area.district,
  regency: area.regency,
  province: area.province,
  postalCode: value.villageCode === area.code ? value.postalCode : '',
});

/** @returns fields to name to the person: the code of a village goes by its name. */
export const named = <F extends string>(fields: readonly F[]): readonly Exclude<F, 'villageCode'>[] =>
  [...new Set(fields.map((field) => (field === 'villageCode' ? 'village' : field)))] as Exclude<
    F,
    'villageCode'
  >[];

/** @returns whether a field of the address was typed in. */
export function isAddressTyped(edit: Edit<AddressForm>): boolean {
  const typed = new Set<string>(typedIn(edit, ABOVE_VILLAGE));
  return ADDRESS_FIELDS.some((field) => typed.has(field));
}

/**
 * @param address as it is now; what was not typed in stays as it stands there
 * @returns the address without what is empty; undefined where nothing is left
 */
export function addressOf(address: Address | undefined, edit: Edit<AddressForm>): Address | undefined {
  const typed = new Set<string>(typedIn(edit, ABOVE_VILLAGE));
  // the official code belongs to the village that stood there
  const isRenamed = typed.has('village') && !typed.has('villageCode');
  const now = addressForm(address);
  const lines = ADDRESS_FIELDS.map((field) => {
    const value = typed.has(field) ? edit.form[field].trim() : now[field];
    return [field, field === 'villageCode' && isRenamed ? '' : value] as const;
  });
  const kept = lines.filter(([, value]) => value !== '');
  return kept.length > 0 ? (Object.fromEntries(kept) as Address) : undefined;
}
