/**
 * Two desks and one customer that is in the book twice: joined at one desk while the other edits, in every order, and
 * separated again; and handed over to another branch with everything that hangs on it.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readReference } from '#server/jobs/office-desk.ts';
import type { Actor, Role } from '#shared/domain/actor.ts';
import type { Customer } from '#shared/domain/customer.ts';
import { commandDesk, type CommandDesk } from '#test/support/command-desk.ts';
import { PASSWORD, startHeadOffice, type HeadOffice } from '#test/support/head-office.ts';
import { MemoryDesk } from '#test/support/memory-desk.ts';

const COLLECTIONS = ['customers', 'complaints', 'tasks', 'agreements', 'activities'] as const;

let office: HeadOffice;
let minute = 0;
const START = Date.now() - 6 * 3_600_000;
/** Every command is a minute after the one before, whatever the desk. */
const now = (): string => new Date(START + 60_000 * ++minute).toISOString();

async function sit(username: string, name: string, branchId: string, role: Role): Promise<CommandDesk> {
  const member = await office.createUser({ username, name, branchId, role });
  const desk = new MemoryDesk({ url: office.url, username, password: PASSWORD, collections: COLLECTIONS });
  await desk.signIn();
  const actor: Actor = {
    userId: member.id,
    name,
    role,
    branchId,
    deskCode: username.slice(0, 2).toUpperCase(),
  };
  return commandDesk(desk, actor, now, await readReference(office.db));
}

let boss: CommandDesk;
let budi: CommandDesk;
let yapen: CommandDesk;
beforeAll(async () => {
  office = await startHeadOffice();
  boss = await sit('dewi', 'Dewi', 'NGW', 'supervisor');
  budi = await sit('budi', 'Budi', 'NGW', 'cs');
  yapen = await sit('yapen', 'Yapen', 'JAP', 'supervisor');
});
afterAll(() => office.close());

const PHONE = { number: '+6281230011099' };

async function twins(): Promise<{ readonly survivor: string; readonly merged: string }> {
  const survivor = await boss.run('registerCustomer', { name: 'Sinar Jaya', phone: '+6281230011037' });
  const merged = await boss.run('registerCustomer', { name: 'PT Sinar Jaya', phone: '+6281230011038' });
  await boss.run('changeCustomer', { id: survivor.id, changes: { commodity: 'gula', tags: ['lama'] } });
  await boss.run('changeCustomer', {
    id: merged.id,
    changes: { commodity: 'beras', email: 'lama@contoh.id' },
  });
  await boss.desk.sync();
  await budi.desk.sync();
  return { survivor: survivor.id, merged: merged.id };
}

/** Both desks send and receive until nothing moves; `first` is heard first. */
async function together(first: CommandDesk, second: CommandDesk): Promise<void> {
  for (let round = 0; round < 3; round++) {
    await first.desk.sync();
    await second.desk.sync();
  }
}

async function allAgree(): Promise<void> {
  expect([boss.desk.open, budi.desk.open]).toEqual([
    { unsent: 0, refused: [] },
    { unsent: 0, refused: [] },
  ]);
  expect(boss.desk.contents()).toBe(budi.desk.contents());
  const rows = await office.db.query<{ collection: string; id: string; rev: string }>(
    `SELECT collection, id, rev FROM documents WHERE NOT deleted`,
  );
  const stored = new Set(rows.map(({ collection, id, rev }) => `${collection}/${id}@${rev}`));
  for (const line of boss.desk.contents().split('\n')) expect(stored).toContain(line);
}

const customer = (desk: CommandDesk, id: string): Customer => {
  const found = desk.read('customers', id);
  if (!found) throw new Error(`${id} is not here`);
  return found;
};

type Ids = Awaited<ReturnType<typeof twins>>;

/** What the desk beside does: on the record that goes, on the one that stays, or on both. */
const EDITS = {
  merged: (ids: Ids) =>
    budi.run('changeCustomer', {
      id: ids.merged,
      changes: { phones: [...customer(budi, ids.merged).phones, PHONE], email: 'baru@contoh.id' },
    }),
  survivor: (ids: Ids) =>
    budi.run('changeCustomer', { id: ids.survivor, changes: { remarks: 'pagi saja', commodity: 'kopi' } }),
} as const;

const CHOICES = { name: 'merged', commodity: 'merged', email: 'survivor' } as const;
const join = (ids: Ids) =>
  boss.run('joinCustomers', { survivorId: ids.survivor, mergedId: ids.merged, choices: CHOICES });
const separate = (ids: Ids) =>
  boss.run('separateCustomers', { survivorId: ids.survivor, mergedId: ids.merged, reason: 'bapak dan anak' });

const orders = (['before', 'concurrent', 'after'] as const).flatMap((when) =>
  (['boss', 'budi'] as const).flatMap((first) =>
    (['merged', 'survivor'] as const).map((edited) => ({ when, first, edited })),
  ),
);

test.each(orders)(
  'rule 43: joined here; $edited edited there $when, $first heard first',
  async ({ when, first, edited }) => {
    const ids = await twins();
    const sides = first === 'boss' ? ([boss, budi] as const) : ([budi, boss] as const);
    if (when === 'after') {
      await join(ids);
      await together(...sides);
    }
    await EDITS[edited](ids);
    if (when === 'before') await together(...sides);
    if (when !== 'after') await join(ids);
    await together(...sides);
    await allAgree();
    const [kept, gone] = [customer(boss, ids.survivor), customer(boss, ids.merged)];
    expect(gone.mergedInto).toBe(ids.survivor);
    expect(kept.name).toBe('PT Sinar Jaya');
    const numbers = kept.phones.map(({ number }) => number);
    expect(numbers).toEqual(expect.arrayContaining(['+6281230011037', '+6281230011038']));
    if (edited === 'merged') {
      // what was written there follows, unless the person who joined saw it and chose otherwise
      expect(numbers).toContain(PHONE.number);
      expect(kept.email).toBe(when === 'before' ? undefined : 'baru@contoh.id');
      expect(kept.commodity).toBe('beras');
    } else {
      expect(kept.remarks).toBe('pagi saja');
      // both decided over it: the later one counts
      expect(kept.commodity).toBe(when === 'before' ? 'beras' : when === 'after' ? 'kopi' : 'beras');
      expect(kept.email).toBeUndefined();
    }
  },
);

test.each(orders)(
  'rule 43: separated here; $edited edited there $when, $first heard first',
  async ({ when, first, edited }) => {
    const ids = await twins();
    const sides = first === 'boss' ? ([boss, budi] as const) : ([budi, boss] as const);
    const before = { survivor: customer(boss, ids.survivor), merged: customer(boss, ids.merged) };
    await join(ids);
    await together(...sides);
    if (when === 'after') {
      await separate(ids);
      await together(...sides);
    }
    await EDITS[edited](ids);
    if (when === 'before') await together(...sides);
    if (when !== 'after') await separate(ids);
    await together(...sides);
    await allAgree();
    const [kept, gone] = [customer(boss, ids.survivor), customer(boss, ids.merged)];
    expect(gone.mergedInto).toBe('');
    expect(kept.name).toBe('Sinar Jaya');
    expect(gone).toMatchObject({ name: 'PT Sinar Jaya', commodity: 'beras', number: before.merged.number });
    if (edited === 'merged') {
      expect(gone).toMatchObject({ email: 'baru@contoh.id' });
      expect(gone.phones).toContainEqual(PHONE);
      expect(kept.commodity).toBe('gula');
    } else {
      expect(kept.remarks).toBe('pagi saja');
      expect(gone.phones).toEqual(before.merged.phones);
      expect(gone.email).toBe('lama@contoh.id');
    }
    // what nobody touched is as it was
    expect(kept.tags).toEqual(before.survivor.tags);
    expect(kept.number).toBe(before.survivor.number);
  },
);

test('rules 44, 45: handed over with the records that were joined into it; late work of another desk follows', async () => {
  const ids = await twins();
  await boss.run('addNote', { customerId: ids.merged, text: 'catatan lama' });
  const task = await boss.run('addTask', {
    kind: 'visit',
    customerId: ids.merged,
    title: 'Kunjungan',
    dueAt: '2030-03-05T02:00:00.000Z',
  });
  await boss.run('addAgreement', { customerId: ids.survivor, agreement: { kind: 'pks' } });
  const handled = await boss.run('registerComplaint', {
    kind: 'complaint',
    customerId: ids.survivor,
    channel: 'walk_in',
    category: 'terlambat',
    description: 'kiriman belum sampai',
  });
  const promise = await boss.run('addTask', {
    kind: 'follow_up',
    customerId: ids.survivor,
    complaintId: handled.id,
    title: 'Kabari',
    dueAt: '2030-03-05T02:00:00.000Z',
  });
  await join(ids);
  await together(boss, budi);
  const [agreement] = [...(boss.desk.stores.get('agreements')?.docs.keys() ?? [])];
  // the desk beside works on, not knowing
  const late = await budi.run('addNote', { customerId: ids.merged, text: 'terlambat' });
  const { accessToken } = await office.signIn('dewi');
  const path = (id: string): string => `/api/customers/${id}/transfer`;
  const body = { branchId: 'JAP', reason: 'pindah rumah' };
  const wrong = await office.api<{ error: { code: string } }>('POST', path(ids.merged), body, accessToken);
  expect(wrong.body.error.code).toBe('already_joined');
  expect((await office.api('POST', path(ids.survivor), body, accessToken)).status).toBe(204);
  await together(boss, budi);
  await together(yapen, budi);
  for (const desk of [boss, budi])
    expect([ids.survivor, ids.merged].map((id) => desk.read('customers', id))).toEqual([
      undefined,
      undefined,
    ]);
  expect(customer(yapen, ids.survivor)).toMatchObject({ branchId: 'JAP', name: 'PT Sinar Jaya' });
  expect(customer(yapen, ids.merged)).toMatchObject({ branchId: 'JAP', mergedInto: ids.survivor });
  expect(yapen.read('tasks', task.id)).toMatchObject({ branchId: 'JAP' });
  expect(yapen.read('agreements', agreement ?? '')).toMatchObject({
    branchId: 'JAP',
    customerId: ids.survivor,
  });
  expect(yapen.read('activities', late.id)).toMatchObject({ text: 'terlambat' });
  // who handles a complaint goes on with it
  for (const desk of [boss, budi]) {
    expect(desk.read('complaints', handled.id)).toMatchObject({ branchId: 'NGW', customerId: ids.survivor });
    expect(desk.read('tasks', promise.id)).toMatchObject({ branchId: 'NGW' });
    expect([desk.read('agreements', agreement ?? ''), desk.read('tasks', task.id)]).toEqual([
      undefined,
      undefined,
    ]);
  }
  expect([yapen.read('complaints', handled.id), yapen.read('tasks', promise.id)]).toEqual([
    undefined,
    undefined,
  ]);
  // and there it can be separated like anywhere
  await yapen.run('separateCustomers', {
    survivorId: ids.survivor,
    mergedId: ids.merged,
    reason: 'ternyata dua toko',
  });
  await yapen.desk.sync();
  expect(yapen.desk.open).toEqual({ unsent: 0, refused: [] });
  expect(customer(yapen, ids.survivor).name).toBe('Sinar Jaya');
});
