/** Two desks work on the same thing while the line is cut (rows 33 to 36). */
import { has, make, settled } from '../acting.ts';
import type { FaultDesk } from '../desk.ts';
import type { FaultProxy } from '../proxy.ts';
import { must, type Row, same, until } from '../row.ts';
import { agrees, contentOf, stored } from '../truth.ts';
import type { World } from '../world.ts';

interface Pair {
  readonly a: FaultDesk;
  readonly b: FaultDesk;
  /** Both lines are cut. */
  apart(): Promise<void>;
  /** The lines come back, that of the first one first, and both agree with head office before the next. */
  together(first: 'a' | 'b'): Promise<void>;
}

async function pairOf(world: World): Promise<Pair> {
  const lines: FaultProxy[] = [await world.proxy(), await world.proxy()];
  const [near, far] = lines;
  must(near && far, 'two proxies');
  const a = await world.desk({ url: near.url, name: 'A', role: 'supervisor' });
  const b = await world.desk({ url: far.url, name: 'B', role: 'supervisor' });
  const back = async (proxy: FaultProxy, desk: FaultDesk): Promise<void> => {
    await proxy.line.mend();
    await settled(desk);
  };
  return {
    a,
    b,
    apart: async () => {
      await near.line.cut();
      await far.line.cut();
    },
    together: async (first) => {
      const order =
        first === 'a'
          ? ([
              [near, a],
              [far, b],
            ] as const)
          : ([
              [far, b],
              [near, a],
            ] as const);
      for (const [proxy, desk] of order) await back(proxy, desk);
      // what the second one brought has still to reach the first one
      for (const desk of [a, b]) await settled(desk);
    },
  };
}

/** @returns a customer that both desks have. */
async function sharedCustomer({ a, b }: Pair, name: string): Promise<string> {
  const id = await make(a, 'registerCustomer', { name });
  await settled(a);
  await b.sendNow();
  await until(`the other desk has ${name}`, async () => has(b, 'customers', id));
  return id;
}

async function bothAgree(world: World, { a, b }: Pair): Promise<void> {
  for (const desk of [a, b]) await agrees(world.office.db, desk, streamsOfSupervisor(world.branch));
}
const streamsOfSupervisor = (branch: string): string[] => ['global', `b:${branch}`, `c:${branch}`];

const sameComplaint: Row = {
  number: 33,
  name: 'the same complaint edited at two desks offline',
  expected:
    'merged by field; both follow-ups stay; the status that cannot follow the other one does not win, whichever desk comes first',
  async run(world) {
    const pair = await pairOf(world);
    for (const first of ['a', 'b'] as const) {
      const { id } = await pair.a.register(`dua loket, ${first} dulu`);
      await settled(pair.a);
      await pair.b.sendNow();
      await until('the other desk has the complaint', () => has(pair.b, 'complaints', id));
      await pair.apart();
      same(await pair.a.run('followUp', { id, text: 'catatan A' }), '', 'follow-up at A');
      same(await pair.a.run('resolveComplaint', { id, resolution: 'paket ditemukan' }), '', 'resolved at A');
      same(await pair.b.run('followUp', { id, text: 'catatan B', status: 'waiting_customer' }), '', 'at B');
      same(await pair.b.run('handOver', { id, divisionId: 'klaim' }), '', 'handed over at B');
      await pair.together(first);
      const row = await stored(world.office.db, 'complaints', id);
      must(row, 'the complaint is gone');
      same(
        [contentOf(row)['status'], contentOf(row)['divisionId']],
        ['resolved', 'klaim'],
        'status and division of the merged complaint',
      );
      const texts = await world.office.db.query<{ text: string }>(
        `SELECT data::jsonb ->> 'text' AS text FROM documents
         WHERE collection = 'activities' AND complaint_id = $1 AND data::jsonb ->> 'text' LIKE 'catatan%' ORDER BY 1`,
        [id],
      );
      same(
        texts.map(({ text }) => text),
        ['catatan A', 'catatan B'],
        'follow-ups at head office',
      );
      await bothAgree(world, pair);
    }
  },
};

const deletedAndEdited: Row = {
  number: 34,
  name: 'deleted here, edited there',
  expected: 'the edit brings the customer back, whichever comes first; never silent',
  async run(world) {
    const pair = await pairOf(world);
    for (const first of ['a', 'b'] as const) {
      const id = await sharedCustomer(pair, `Hapus ${first}`);
      await pair.apart();
      same(await pair.a.run('deleteCustomer', { id, reason: 'salah ketik' }), '', 'deleted at A');
      same(await pair.b.run('changeCustomer', { id, changes: { commodity: 'beras' } }), '', 'edited at B');
      await pair.together(first);
      const row = await stored(world.office.db, 'customers', id);
      same(
        [row?.deleted, row && contentOf(row)['commodity']],
        [false, 'beras'],
        'the customer at head office',
      );
      const told = await world.office.db.query<{ kind: string }>(
        `SELECT data::jsonb ->> 'kind' AS kind FROM documents
         WHERE collection = 'activities' AND customer_id = $1 ORDER BY 1`,
        [id],
      );
      const kinds = new Set(told.map(({ kind }) => kind));
      must(
        kinds.has('customer_deleted') && kinds.has('field_merged'),
        `the timeline is silent: ${[...kinds].join(', ')}`,
      );
      await bothAgree(world, pair);
    }
  },
};

const joinedAndEdited: Row = {
  number: 35,
  name: 'customer merged here, edited there',
  expected: 'the edit follows to the survivor, whichever comes first',
  async run(world) {
    const pair = await pairOf(world);
    for (const first of ['a', 'b'] as const) {
      const survivor = await sharedCustomer(pair, `Utama ${first}`);
      const twin = await sharedCustomer(pair, `Ganda ${first}`);
      await pair.apart();
      same(await pair.a.run('joinCustomers', { survivorId: survivor, mergedId: twin }), '', 'joined at A');
      const phones = [{ number: '+6281230011037' }];
      same(await pair.b.run('changeCustomer', { id: twin, changes: { phones } }), '', 'edited at B');
      same(
        await pair.b.run('addNote', { customerId: twin, text: `titip di satpam ${first}` }),
        '',
        'noted at B',
      );
      await pair.together(first);
      const [kept, gone] = [
        await stored(world.office.db, 'customers', survivor),
        await stored(world.office.db, 'customers', twin),
      ];
      must(kept && gone, 'a customer is gone');
      same(contentOf(kept)['phones'], phones, "the survivor's phones");
      same([contentOf(gone)['mergedInto'], gone.deleted], [survivor, false], 'the joined record');
      const notes = await world.office.db.query<{ customer: string }>(
        `SELECT customer_id AS customer FROM documents
         WHERE collection = 'activities' AND data::jsonb ->> 'text' = $1`,
        [`titip di satpam ${first}`],
      );
      same(
        notes.map(({ customer }) => customer),
        [twin],
        'the note that was written on the joined record meanwhile',
      );
      await bothAgree(world, pair);
    }
  },
};

const transferred: Row = {
  number: 36,
  name: 'customer transferred to another branch',
  expected:
    'the old branch lets the customer go; its late edit stands in quarantine; its late note follows to the new branch',
  async run(world) {
    const proxy = await world.proxy();
    const old = await world.desk({ url: proxy.url, name: 'lama' });
    const id = await make(old, 'registerCustomer', { name: 'Pindah' });
    same(await old.run('addNote', { customerId: id, text: 'sebelum pindah' }), '', 'first note');
    await settled(old);
    await proxy.line.cut();
    same(await old.run('changeCustomer', { id, changes: { commodity: 'kopi' } }), '', 'late edit');
    same(await old.run('addNote', { customerId: id, text: 'terlambat' }), '', 'late note');
    const { status } = await world.office.api(
      'POST',
      `/api/customers/${id}/transfer`,
      { branchId: world.otherBranch, reason: 'pindah rumah' },
      await world.office.adminToken(),
    );
    same(status, 204, 'the answer to the transfer');
    await proxy.line.mend();
    await old.sendNow();
    await until('the late edit stands in quarantine', async () =>
      (await old.quarantine()).some((item) => item.id === id && ['moved', 'not_found'].includes(item.code)),
    );
    const next = await world.desk({ branch: world.otherBranch, name: 'baru' });
    await until('the new branch has the late note', async () => {
      const texts = (await next.documents('activities')).map((entry) => entry['text']);
      return texts.includes('terlambat') && texts.includes('sebelum pindah');
    });
    await agrees(world.office.db, next);
    await until('the old branch lets go of everything that is not in quarantine', async () =>
      (await old.holds(['customers', 'activities'])).every((doc) => doc.unsent === 3),
    );
  },
};

export const TWO_DESKS: readonly Row[] = [sameComplaint, deletedAndEdited, joinedAndEdited, transferred];
