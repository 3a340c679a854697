import { expect, test } from 'vitest';
import { runCommand } from '#shared/domain/commands/index.ts';
import { testWorld } from '#test/support/domain.ts';
import {
  beginNewcomer,
  checkIntake,
  draftName,
  EMPTY_INTAKE,
  fieldOfCommand,
  firstError,
  intakeArgs,
  readPhone,
  restoreIntake,
  worthKeeping,
  type IntakeState,
} from './intake-state.ts';

const FULL: IntakeState = {
  ...EMPTY_INTAKE,
  newcomer: { name: ' Kartini ', phone: '0812 3000 1037' },
  category: 'rusak',
  description: 'Kemasan sobek',
  references: [
    { kind: 'receipt', value: ' P2603 ' },
    { kind: 'contract', value: '  ' },
  ],
  startedAt: '2026-03-05T07:00:00.000Z',
};

test('a filled form is what the command takes, blank references left out', () => {
  expect(checkIntake(FULL)).toEqual({});
  const world = testWorld();
  const made = runCommand('registerComplaint', world.context, intakeArgs(FULL));
  if (!made.ok) throw new Error(made.error.code);
  world.keep(made.value.writes);
  expect(world.all('complaints')[0]).toMatchObject({
    references: [{ kind: 'receipt', value: 'P2603' }],
    receivedAt: '2026-03-05T07:00:00.000Z',
  });
  expect(world.all('customers')[0]).toMatchObject({
    name: 'Kartini',
    phones: [{ number: '+6281230001037' }],
  });
});

test('every missing part is named, the first one in the order of the form', () => {
  const errors = checkIntake(EMPTY_INTAKE);
  expect(errors).toEqual({
    customer: 'customer_missing',
    category: 'category_missing',
    description: 'description_missing',
  });
  expect(firstError(errors)).toBe('customer');
  expect(checkIntake({ ...FULL, newcomer: { name: '', phone: '081' } })).toEqual({
    name: 'name_missing',
    phone: 'phone_invalid',
  });
});

test('a new customer needs no phone, and digits that were searched become the phone', () => {
  expect(checkIntake({ ...FULL, newcomer: { name: 'Suharto', phone: '' } })).toEqual({});
  expect(beginNewcomer({ ...EMPTY_INTAKE, search: '0812-3000' }).newcomer).toEqual({
    name: '',
    phone: '0812-3000',
  });
  expect(beginNewcomer({ ...EMPTY_INTAKE, search: 'Ni Luh' }).newcomer).toEqual({
    name: 'Ni Luh',
    phone: '',
  });
});

test('a phone is read without being rewritten, and two in one field are not guessed at', () => {
  expect(readPhone('0812-3000-1037')).toEqual({ phone: '+6281230001037', invalid: false });
  expect(readPhone('0812-3000-1037 / 0812-3000-1038')).toEqual({
    phone: '+6281230001037',
    morePhones: ['+6281230001038'],
    invalid: false,
  });
  expect(readPhone(' ')).toEqual({ invalid: false });
  expect(readPhone('08123')).toEqual({ invalid: true });
});

test('a draft comes back from storage as it was left', () => {
  const chosen: IntakeState = {
    ...FULL,
    newcomer: undefined,
    customer: { id: 'c1', name: 'Sukarno', number: 'P-NGW-D1-1', phone: '', tier: 'gold', openComplaints: 2 },
  };
  for (const state of [FULL, chosen])
    expect(restoreIntake(JSON.parse(JSON.stringify(state)) as Record<string, unknown>)).toEqual(state);
});

test('a damaged draft or one of another version keeps its text', () => {
  expect(
    restoreIntake({ description: 'Paket hilang', kind: 'grievance', references: 'x', customer: null }),
  ).toEqual({
    ...EMPTY_INTAKE,
    description: 'Paket hilang',
  });
});

test('one character is worth a draft, an untouched form is not', () => {
  expect(worthKeeping(EMPTY_INTAKE)).toBe(false);
  expect(worthKeeping({ ...EMPTY_INTAKE, search: '1' })).toBe(true);
  expect(worthKeeping({ ...EMPTY_INTAKE, channel: 'phone' })).toBe(false);
  expect(draftName({ ...EMPTY_INTAKE, description: 'Paket hilang' })).toBe('Paket hilang');
});

test('a refusal of the command finds its field', () => {
  expect(fieldOfCommand('newCustomer.phone')).toBe('phone');
  expect(fieldOfCommand('customerId')).toBe('customer');
  expect(fieldOfCommand('description')).toBe('description');
  expect(fieldOfCommand('receivedAt')).toBeUndefined();
});
