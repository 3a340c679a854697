/** Two desks plan and decide the same renewal without hearing of each other, over a real head office. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#shared/domain/actor.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import { runCommand, type CommandArgs, type CommandName, type Write } from '#shared/domain/commands/index.ts';
import { renewalTaskId, successorId } from '#shared/domain/renewal-day.ts';
import type { Content } from '#shared/sync/document.ts';
import { testWorld } from '#test/support/domain.ts';
import { startHeadOffice, type HeadOffice } from '#test/support/head-office.ts';
import { enrolDesk, MemoryDesk } from '#test/support/memory-desk.ts';

const COLLECTIONS: readonly CollectionName[] = ['customers', 'agreements', 'tasks', 'activities'];
let office: HeadOffice;

beforeAll(async () => {
  office = await startHeadOffice();
});
afterAll(() => office.close());

interface Seat {
  readonly desk: MemoryDesk;
  readonly run: <N extends CommandName>(name: N, args: CommandArgs<N>) => Promise<readonly Write[]>;
}

let made = 0;

async function sit(username: string): Promise<Seat> {
  const { id } = await office.createUser({ username, name: username, branchId: 'NGW', role: 'ae' });
  const device = await enrolDesk(office.url, await office.enrolmentCode('NGW'), username);
  const desk = new MemoryDesk({
    url: office.url,
    username,
    password: 'rahasia-sekali',
    device,
    collections: COLLECTIONS,
  });
  const actor: Actor = { userId: id, name: username, role: 'ae', branchId: 'NGW', deskCode: device.deskCode };
  return {
    desk,
    async run(name, args) {
      const { context } = testWorld({ actor });
      const done = runCommand(
        name,
        {
          ...context,
          newId: () => `${username}-${++made}`,
          read: (collection, of) => desk.read(collection, of) as never,
        },
        args,
      );
      if (!done.ok) throw new Error(done.error.code);
      for (const { collection, after } of done.value.writes) await desk.write(collection, after as Content);
      return done.value.writes;
    },
  };
}

test('one visit, one agreement that follows, one entry for each; nothing is refused', async () => {
  const [here, there] = [await sit('sari'), await sit('dewi')];
  await here.run('registerCustomer', { name: 'PT Sinar Jaya' });
  const customerId = [...(here.desk.stores.get('customers')?.docs.keys() ?? [])][0] ?? '';
  // a PKS that came from a book: nobody planned its visit
  await here.run('addAgreement', { customerId, agreement: { kind: 'pks' } });
  const pks = [...(here.desk.stores.get('agreements')?.docs.keys() ?? [])][0] ?? '';
  await here.desk.write('agreements', {
    ...(here.desk.read('agreements', pks) as Content),
    end: '2026-06-30',
  });
  await here.desk.sync();
  await there.desk.sync();

  // without a connection, both
  const renewals = [{ agreementId: pks, end: '2026-06-30' }];
  await here.run('planRenewals', { renewals });
  await there.run('planRenewals', { renewals });
  const visit = renewalTaskId(pks, '2026-06-30', 'visit');
  const next = { kind: 'pks', start: '2026-07-01', end: '2027-06-30' } as const;
  await here.run('decideRenewal', { agreementId: pks, decision: 'renew', next, tasks: [visit] });
  await there.run('decideRenewal', {
    agreementId: pks,
    decision: 'change',
    next: { ...next, monthlyAmount: 2_000_000 },
    tasks: [visit],
  });

  for (let round = 0; round < 3; round++) {
    await here.desk.sync();
    await there.desk.sync();
  }
  expect(here.desk.open).toEqual({ unsent: 0, refused: [] });
  expect(there.desk.open).toEqual({ unsent: 0, refused: [] });
  expect(here.desk.contents()).toBe(there.desk.contents());

  const follower = successorId(pks);
  const ids = (collection: CollectionName): string[] =>
    [...(here.desk.stores.get(collection)?.docs.values() ?? [])].map(({ id }) => id).sort();
  expect(ids('agreements')).toEqual([follower, pks].sort());
  const after = renewalTaskId(follower, '2027-06-30', 'visit');
  expect(ids('tasks')).toEqual([visit, after].sort());
  expect(here.desk.read('tasks', visit)).toMatchObject({ status: 'cancelled' });
  expect(here.desk.read('agreements', follower)).toMatchObject({
    renewsId: pks,
    monthlyAmount: 2_000_000,
  });
  expect(ids('activities').filter((id) => id.endsWith('.planned'))).toEqual(
    [`${visit}.planned`, `${after}.planned`].sort(),
  );
});
