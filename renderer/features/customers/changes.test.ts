import { expect, test } from 'vitest';
import { runCommand } from '#shared/domain/commands/index.ts';
import { testWorld } from '#test/support/domain.ts';
import type { Customer } from '#shared/domain/customer.ts';
import { overtakenIn, shownIn, typedInto } from '#renderer/widgets/hooks/edit.ts';
import { changesOf, checkForm, formOf, type CustomerForm } from './changes.ts';

/** What is typed into the form of a customer that nobody else changes. */
const edited = (customer: Customer, typed: Partial<CustomerForm> = {}) => {
  const seen = formOf(customer);
  return { seen, form: { ...seen, ...typed } };
};

function world() {
  const made = testWorld();
  const added = runCommand('registerCustomer', made.context, { name: 'Sukarno', phone: '+6281230001037' });
  if (!added.ok) throw new Error(added.error.code);
  made.keep(added.value.writes);
  const [customer] = made.all('customers');
  if (!customer) throw new Error('no customer');
  return { ...made, customer: { ...customer, phones: [{ number: '+6281230001037', label: 'rumah' }] } };
}

test('a form that nobody touched changes nothing', () => {
  const { customer } = world();
  expect(checkForm(formOf(customer))).toEqual({});
  expect(changesOf(customer, edited(customer))).toBeUndefined();
});

test('only what differs goes to the command, and the command takes it', () => {
  const { customer, context, keep, all } = world();
  const args = changesOf(
    customer,
    edited(customer, { stage: 'active', commodity: 'beras', regency: 'Ngawi' }),
  );
  expect(args).toEqual({
    id: customer.id,
    changes: { stage: 'active', commodity: 'beras', address: { regency: 'Ngawi' } },
  });
  if (!args) return;
  const done = runCommand('changeCustomer', context, args);
  if (!done.ok) throw new Error(done.error.code);
  keep(done.value.writes);
  expect(all('customers')[0]).toMatchObject({ stage: 'active', commodity: 'beras', name: 'Sukarno' });
});

test('a second phone keeps the label of the first, and an emptied field is cleared', () => {
  const { customer } = world();
  const with2 = changesOf(customer, edited(customer, { phones: '0812-3000-1037, 0813 3000 2048' }));
  expect(with2?.changes).toEqual({
    phones: [{ number: '+6281230001037', label: 'rumah' }, { number: '+6281330002048' }],
  });
  const grower = { ...customer, commodity: 'beras' } as const;
  expect(changesOf(grower, edited(grower, { commodity: '' }))).toEqual({
    id: customer.id,
    changes: {},
    clear: ['commodity'],
  });
});

test('another village loses the official code of the old one', () => {
  const customer = {
    ...world().customer,
    address: { village: 'Beran', villageCode: '35.21.09.2010', district: 'Ngawi' },
  };
  expect(changesOf(customer, edited(customer, { village: 'Klitik' }))?.changes).toEqual({
    address: { village: 'Klitik', district: 'Ngawi' },
  });
  expect(changesOf(customer, edited(customer, { street: 'Jl. A 1' }))?.changes.address).toMatchObject({
    villageCode: '35.21.09.2010',
  });
});

test('each wrong field says so', () => {
  const form = { ...formOf(world().customer), name: ' ', phones: '08123', postalCode: '123' };
  expect(checkForm(form)).toEqual({
    name: 'name_missing',
    phones: 'phone_invalid',
    postalCode: 'postal_invalid',
  });
});

test('what another desk changes meanwhile is shown, stays, and is not written over unseen', () => {
  const { customer: before } = world();
  const typed = typedInto(
    typedInto(edited(before), formOf(before), { street: 'Jl. Mawar 2' }),
    formOf(before),
    { commodity: 'kopi' },
  );
  const customer = {
    ...before,
    email: 'kartini@contoh.id',
    commodity: 'teh',
    address: { district: 'Paron', street: 'Jl. Mawar 2' },
  };
  const now = formOf(customer);
  expect(shownIn(typed, now)).toEqual({ ...now, street: 'Jl. Mawar 2', commodity: 'kopi' });
  // the same street was put there by both
  expect(overtakenIn(typed, now)).toEqual(['commodity']);
  expect(changesOf(customer, typed)?.changes).toEqual({
    commodity: 'kopi',
    address: { district: 'Paron', street: 'Jl. Mawar 2' },
  });
  // who begins with a field now has seen what the other desk put there
  const later = typedInto(typed, now, { email: 'ajeng@contoh.id' });
  expect(overtakenIn(later, now)).toEqual(['commodity']);
});
