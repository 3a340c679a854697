import { expect, test } from 'vitest';
import type { Address } from '#shared/domain/customer.ts';
import { overtakenIn, typedInto, type Edit } from '#renderer/widgets/hooks/edit.ts';
import {
  ABOVE_VILLAGE,
  addressForm,
  addressOf,
  chosenVillage,
  isAddressTyped,
  named,
  writtenVillage,
  type AddressForm,
} from './address-form.ts';

const BERAN: Address = {
  street: 'Jl. A 1',
  village: 'Beran',
  villageCode: '35.21.09.2010',
  district: 'Ngawi',
  regency: 'Kabupaten Ngawi',
  province: 'Jawa Timur',
  postalCode: '63216',
};
const GELUNG = {
  code: '35.21.08.2001',
  village: 'Gelung',
  district: 'Paron',
  regency: 'Kabupaten Ngawi',
  province: 'Jawa Timur',
};

/** What is typed into the form of an address, in this order. */
const typed = (address: Address, ...changes: readonly Partial<AddressForm>[]): Edit<AddressForm> => {
  const now = addressForm(address);
  const start: Edit<AddressForm> = { seen: now, form: now };
  return changes.reduce((edit, one) => typedInto(edit, now, one, ABOVE_VILLAGE), start);
};

test('a village of the list fills in what lies above it, and the postal code of the old one goes', () => {
  const edit = typed(
    BERAN,
    writtenVillage('Gel', addressForm(BERAN)),
    chosenVillage(addressForm(BERAN), GELUNG),
  );
  const { code, ...above } = GELUNG;
  expect(addressOf(BERAN, edit)).toEqual({ street: 'Jl. A 1', ...above, villageCode: code });
});

test('a letter that is typed and taken back leaves the official code where it is', () => {
  const now = addressForm(BERAN);
  const edit = typed(BERAN, writtenVillage(`${now.village}x`, now), writtenVillage(now.village, now));
  expect(isAddressTyped(edit)).toBe(false);
  expect(addressOf(BERAN, edit)).toEqual(BERAN);
});

test('a village may be written as well: it loses the official code, the rest stays', () => {
  const { villageCode: _, ...rest } = BERAN;
  expect(addressOf(BERAN, typed(BERAN, writtenVillage(' Kampung Baru ', addressForm(BERAN))))).toEqual({
    ...rest,
    village: 'Kampung Baru',
  });
});

test('only what was typed is put over what another desk wrote meanwhile', () => {
  const now = { ...BERAN, postalCode: '63217', street: 'Jl. B 2' };
  const street = typed(BERAN, { street: 'Jl. C 3' });
  expect(addressOf(now, street)).toEqual({ ...now, street: 'Jl. C 3' });
  expect(overtakenIn(street, addressForm(now), ABOVE_VILLAGE)).toEqual(['street']);
  expect(isAddressTyped(typed(BERAN))).toBe(false);
  expect(isAddressTyped(typed(BERAN, { street: 'Jl. A 1 ' }))).toBe(false);
});

test('a chosen village is not mixed with the one that another desk chose', () => {
  const edit = typed(BERAN, chosenVillage(addressForm(BERAN), GELUNG));
  const now = { ...BERAN, village: 'Caruban', villageCode: '35.19.10.1001', regency: 'Kabupaten Madiun' };
  const fields = overtakenIn(edit, addressForm(now), ABOVE_VILLAGE);
  expect(named(fields)).toEqual(['village', 'regency']);
  expect(addressOf(now, edit)).toMatchObject({ village: 'Gelung', regency: 'Kabupaten Ngawi' });
});

test('an emptied address is none', () => {
  expect(addressOf({ street: 'Jl. A 1' }, typed({ street: 'Jl. A 1' }, { street: ' ' }))).toBeUndefined();
});
