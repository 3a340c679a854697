import { expect, test } from 'vitest';
import { testWorld, type TestWorld } from '#test/support/domain.ts';
import { consentKey, consentOf } from '../customer.ts';
import type { InverseChange } from './customers.ts';
import { runCommand, type CommandArgs, type CommandName } from './index.ts';

function run<N extends CommandName>(world: TestWorld, name: N, args: CommandArgs<N>) {
  const done = runCommand(name, world.context, args);
  if (done.ok) world.keep(done.value.writes);
  return done.ok ? done.value : done.error.code;
}
const result = (done: ReturnType<typeof run>): Record<string, unknown> => {
  if (typeof done === 'string') throw new Error(done);
  return done.result as Record<string, unknown>;
};

function withCustomer() {
  const world = testWorld();
  const { id } = result(run(world, 'registerCustomer', { name: 'Kartini', phone: '+6281230011037' }));
  const read = () => {
    const found = world.all('customers')[0];
    if (!found) throw new Error('no customer');
    return found;
  };
  const kinds = () => world.all('activities').map((entry) => entry.kind);
  return { world, id: String(id), read, kinds };
}

test('a change is taken back by its inverse, unless somebody changed it again', () => {
  const { world, id, read } = withCustomer();
  const before = read();
  const changes = { name: 'Kartini Rahayu', email: 'kartini@contoh.id', birthDate: '1990-04-21' };
  const { inverse } = result(run(world, 'changeCustomer', { id, changes }));
  const args = inverse as InverseChange as CommandArgs<'changeCustomer'>;
  run(world, 'changeCustomer', { id, changes: { name: 'R.A. Kartini' } });
  expect(run(world, 'changeCustomer', args)).toBe('changed_meanwhile');
  expect(read()).toMatchObject({ name: 'R.A. Kartini', email: 'kartini@contoh.id' });
  run(world, 'changeCustomer', { id, changes: { name: 'Kartini Rahayu' } });
  run(world, 'changeCustomer', args);
  expect(read()).toEqual(before);
});

test('a long remark does not make an entry that nobody takes', () => {
  const { world, id } = withCustomer();
  run(world, 'changeCustomer', { id, changes: { remarks: 'x'.repeat(8000) } });
  expect(world.all('activities').find((a) => a.field === 'remarks')?.to).toHaveLength(2000);
});

test('labels are put on beside those that are there, and only those come off again', () => {
  const { world, id, read } = withCustomer();
  run(world, 'tagCustomer', { id, add: ['beras'] });
  const { inverse } = result(run(world, 'tagCustomer', { id, add: ['beras', 'lebaran'] }));
  run(world, 'tagCustomer', { id, add: ['kopi'] });
  expect(read().tags).toEqual(['beras', 'lebaran', 'kopi']);
  run(world, 'tagCustomer', inverse as CommandArgs<'tagCustomer'>);
  expect(read().tags).toEqual(['beras', 'kopi']);
  expect(run(world, 'tagCustomer', { id, add: ['kopi'] })).toMatchObject({ writes: [] });
  const many = Array.from({ length: 50 }, (_, n) => `label ${n}`);
  expect(run(world, 'tagCustomer', { id, add: many })).toBe('too_many');
});

test('a consent is kept by channel and purpose, with how it was given', () => {
  const { world, id, read } = withCustomer();
  const about = { customerId: id, channel: 'whatsapp' } as const;
  run(world, 'recordConsent', { ...about, given: true, how: 'spoken', proof: ' boleh promo ' });
  run(world, 'recordConsent', {
    ...about,
    purpose: 'survey',
    given: true,
    how: 'written',
    proof: 'formulir 12',
  });
  run(world, 'recordConsent', { ...about, given: false, how: 'message', proof: 'berhenti' });
  expect(read().consents).toMatchObject({
    whatsapp: { given: false, how: 'message', proof: 'berhenti', by: { id: 'rina', desk: 'D1' } },
    'whatsapp:survey': { given: true, how: 'written' },
  });
  expect(consentOf(consentKey('sms', 'service'))).toEqual({ channel: 'sms', purpose: 'service' });
  expect(consentOf('fax:offers')).toBeUndefined();
  expect(run(world, 'recordConsent', { ...about, given: true, proof: '  ' })).toBe('text_missing');
});

test('a need is offered for, and an accepted offer meets it', () => {
  const { world, id, read, kinds } = withCustomer();
  const need = result(run(world, 'addNeed', { customerId: id, text: ' jemput tiap hari ' }));
  const offer = result(
    run(world, 'makeOffer', {
      customerId: id,
      text: 'jemput gratis',
      needId: String(need['id']),
      monthlyAmount: 2_500_000,
      until: '2026-04-01',
    }),
  );
  expect(run(world, 'makeOffer', { customerId: id, text: 'x', needId: 'tidak-ada' })).toBe('not_found');
  run(world, 'answerOffer', { customerId: id, offerId: String(offer['id']), status: 'accepted' });
  expect(read()).toMatchObject({
    needs: [{ text: 'jemput tiap hari', status: 'met' }],
    offers: [{ text: 'jemput gratis', status: 'accepted', monthlyAmount: 2_500_000 }],
  });
  run(world, 'closeNeed', { customerId: id, needId: String(need['id']), status: 'open' });
  expect(read().needs?.[0]?.status).toBe('open');
  expect(kinds().slice(1)).toEqual([
    'need_found',
    'offer_made',
    'offer_answered',
    'need_closed',
    'need_closed',
  ]);
});

test('who looks at a NIK says why, and the number stands nowhere else', () => {
  const { world, id } = withCustomer();
  const nik = '3521112205617035';
  expect(run(world, 'revealIdentity', { customerId: id, field: 'nik', reason: 'cek KTP' })).toBe('not_found');
  run(world, 'changeCustomer', { id, changes: { nik } });
  expect(run(world, 'revealIdentity', { customerId: id, field: 'nik', reason: '  ' })).toBe('reason_missing');
  const done = run(world, 'revealIdentity', { customerId: id, field: 'nik', reason: 'cek KTP' });
  expect(done).toMatchObject({ writes: [{ collection: 'activities' }] });
  expect(JSON.stringify([done, world.all('activities')])).not.toContain(nik);
  expect(world.all('activities').at(-1)).toMatchObject({
    kind: 'identity_revealed',
    field: 'nik',
    text: 'cek KTP',
  });
});

test('a new customer keeps every number that was given, none twice', () => {
  const world = testWorld();
  const [first, second] = ['+6281230011037', '+6281230011038'];
  run(world, 'registerCustomer', { name: 'Kartini', phone: first, morePhones: [second, first] });
  expect(world.all('customers')[0]?.phones).toEqual([{ number: first }, { number: second }]);
});
