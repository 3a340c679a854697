/** Head office restored from an older backup while desks hold newer writes (SPEC.md, rule 24), on a real PostgreSQL. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import type { Enrolled } from '#shared/api/devices.ts';
import { asError } from '#shared/errors/errors.ts';
import type { Content } from '#shared/sync/document.ts';
import { contentOf } from '#shared/sync/replica.ts';
import { backup } from '#server/jobs/backup.ts';
import { restore } from '#server/jobs/restore.ts';
import { epochOf } from '#server/sync/pull.ts';
import { startServer } from '#server/start.ts';
import { openTestDatabase } from '#test/support/databases.ts';
import { PASSWORD, startHeadOffice, type HeadOffice } from '#test/support/head-office.ts';
import { enrolDesk, MemoryDesk } from '#test/support/memory-desk.ts';

const AT = '2026-03-05T01:00:00.000Z';
const AFTER = '2026-03-05T02:00:00.000Z';
const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

interface Desk {
  readonly desk: MemoryDesk;
  readonly device: Enrolled;
  readonly by: { readonly id: string; readonly name: string };
  readonly branchId: string;
}

async function openDesk(
  office: HeadOffice,
  username: string,
  branchId: string,
  code?: string,
): Promise<Desk> {
  const device = await enrolDesk(office.url, code ?? (await office.enrolmentCode(branchId)), username);
  const desk = new MemoryDesk({ url: office.url, username, password: PASSWORD, device });
  const { actor } = await desk.signIn();
  return { desk, device, by: { id: actor.userId, name: actor.name }, branchId };
}

const customer = ({ by, branchId, device }: Desk, n: number, more: object = {}): Content => ({
  id: `cust-${branchId}-${device.deskCode}-${n}`,
  branchId,
  createdBy: by,
  createdAt: AT,
  updatedBy: by,
  updatedAt: AT,
  clock: { offset: 0, uncertainty: 0 },
  kind: 'person',
  number: `P-${branchId}-${device.deskCode}-${n}`,
  name: `Pelanggan ${n}`,
  stage: 'prospect',
  phones: [],
  contacts: [],
  source: 'walk_in',
  consents: {},
  tags: [],
  ...more,
});

/** What people wrote, by id: a merge makes a new revision of the same content. */
const writtenOn = ({ desk }: Desk): Map<string, Content> =>
  new Map(
    [...(desk.stores.get('customers')?.docs.values() ?? [])]
      .filter((doc) => !doc._deleted)
      .map((doc) => [doc.id, contentOf(doc)]),
  );

/** One bad answer of a head office that is just coming back must not end a desk's day. */
async function settled(desks: readonly Desk[]): Promise<void> {
  for (let round = 0; round < 3; round++) await Promise.all(desks.map(({ desk }) => desk.sync()));
}

test('rules 24, 46: what desks were told after the backup comes back after the restore, and no number is given twice', async () => {
  const office = await startHeadOffice({ postgres: 'embedded' });
  let officeOpen = true;
  const closeOffice = async (): Promise<void> => {
    if (officeOpen) await office.close();
    officeOpen = false;
  };
  cleanUp.push(closeOffice);
  for (const [username, branchId] of [
    ['rina', 'NGW'],
    ['dewi', 'NGW'],
    ['yosef', 'JAP'],
  ] as const)
    await office.createUser({ username, branchId, role: 'supervisor' });
  const rina = await openDesk(office, 'rina', 'NGW');
  const dewi = await openDesk(office, 'dewi', 'NGW');
  const yosef = await openDesk(office, 'yosef', 'JAP');
  const desks = [rina, dewi, yosef];
  for (const owner of desks)
    for (let n = 1; n <= 30; n++) await owner.desk.write('customers', customer(owner, n));
  await settled(desks);

  // the backup is made while desks write
  const folder = await mkdtemp(join(tmpdir(), 'loket-restore-'));
  cleanUp.push(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'pusat.gz');
  const writing = Promise.all(
    desks.map(async (owner) => {
      for (let n = 31; n <= 60; n++) {
        await owner.desk.write('customers', customer(owner, n));
        await owner.desk.sync();
      }
    }),
  );
  const made = await backup(office.db, file, new Date());
  await writing;

  // after it: new ones, changes of what is in it, deletions, a desk that the backup does not know
  for (const owner of desks) {
    for (let n = 61; n <= 80; n++) await owner.desk.write('customers', customer(owner, n));
    for (let n = 1; n <= 10; n++)
      await owner.desk.write('customers', customer(owner, n, { remarks: 'sesudah', updatedAt: AFTER }));
    for (let n = 11; n <= 15; n++) await owner.desk.write('customers', customer(owner, n), true);
  }
  await dewi.desk.write(
    'customers',
    customer(rina, 20, { remarks: 'dari Dewi', updatedBy: dewi.by, updatedAt: AFTER }),
  );
  const usedCode = await office.enrolmentCode('NGW');
  const late = await openDesk(office, 'rina', 'NGW', usedCode);
  await late.desk.write('customers', customer(late, 1));
  await settled([...desks, late]);
  expect(new Set([rina, dewi, late].map(({ desk }) => desk.contents())).size).toBe(1);
  const told = new Map([...desks, late].map((owner) => [owner, writtenOn(owner)]));
  const oldEpoch = await epochOf(office.db);
  // an hour offline: written, not sent
  await yosef.desk.write('customers', customer(yosef, 81));

  const { port } = new URL(office.url);
  await closeOffice();
  const fresh = await openTestDatabase('embedded');
  cleanUp.push(() => fresh.close());
  const restored = await restore({ db: fresh.db, file, now: new Date(), replace: false });
  expect(restored.rows).toBe(made.rows);
  const [documents] = await fresh.db.query<{ n: number }>(
    `SELECT count(*) AS n FROM documents WHERE collection = 'customers'`,
  );
  expect(documents?.n).toBeGreaterThanOrEqual(90);
  expect(documents?.n).toBeLessThan(241);
  // one moment for all tables: every stream stands where its last event is, every version has its answer
  expect(
    await fresh.db.query(
      `SELECT stream FROM streams s WHERE seq <> (SELECT max(seq) FROM placements p WHERE p.stream = s.stream)`,
    ),
  ).toEqual([]);
  expect(
    await fresh.db.query(
      `SELECT id FROM documents d WHERE NOT EXISTS (
         SELECT 1 FROM answers a WHERE a.collection = d.collection AND a.id = d.id AND a.rev = d.rev AND a.status = 'accepted')`,
    ),
  ).toEqual([]);

  const server = await startServer(
    {
      host: '127.0.0.1',
      port: Number(port),
      dataFolder: '',
      http: { perMinute: 1e6, signInsPerMinute: 1e6 },
    },
    { db: { ...fresh.db, close: async () => undefined }, log: pino({ level: 'silent' }) },
  );
  cleanUp.push(() => server.close());
  expect(await epochOf(server.db)).not.toBe(oldEpoch);

  // everybody signs in again; the desk that came after the backup enrols again
  expect(await rina.desk.sync().catch((thrown: unknown) => asError(thrown).code)).toBe('session_ended');
  expect(await late.desk.signIn().catch((thrown: unknown) => asError(thrown).code)).toBe('device_unknown');
  for (const { desk } of desks) await desk.signIn();
  expect(await enrolDesk(office.url, usedCode).catch((thrown: unknown) => asError(thrown).code)).toBe(
    'code_invalid',
  );
  const { code } = await rina.desk.ask<{ code: string }>('/api/devices/codes', { branchId: 'NGW' });
  const again = await enrolDesk(office.url, code);
  expect([rina, dewi, late].map(({ device }) => device.deskCode)).not.toContain(again.deskCode);
  late.desk.enrolledAs(again);
  await settled([...desks, late]);
  await settled([...desks, late]);

  for (const owner of [...desks, late]) expect(owner.desk.open).toEqual({ unsent: 0, refused: [] });
  const revived = new Set(desks.flatMap((owner) => [11, 12, 13, 14, 15].map((n) => customer(owner, n).id)));
  for (const owner of [...desks, late]) {
    const now = writtenOn(owner);
    for (const [id, content] of told.get(owner) ?? []) expect(now.get(id)).toEqual(content);
    // a deletion meets what the backup still had, and what people wrote wins
    const more = [...now.keys()].filter((id) => !told.get(owner)?.has(id) && !revived.has(id));
    expect(more).toEqual(owner === yosef ? [customer(yosef, 81).id] : []);
  }
  expect(new Set([rina, dewi, late].map(({ desk }) => desk.contents())).size).toBe(1);
  const stored = await server.db.query<{ line: string }>(
    `SELECT collection || '/' || id || '@' || rev AS line FROM documents WHERE collection = 'customers' AND NOT deleted`,
  );
  const held = [rina, yosef].flatMap(({ desk }) => desk.contents().split('\n'));
  expect(stored.map(({ line }) => line).sort()).toEqual(held.sort());
  expect(rina.desk.read('customers', customer(rina, 20).id)?.['remarks']).toBe('dari Dewi');
}, 180_000);

test('a restore is refused while something else uses the database', async () => {
  const database = await openTestDatabase('embedded');
  cleanUp.push(() => database.close());
  const folder = await mkdtemp(join(tmpdir(), 'loket-restore-'));
  cleanUp.push(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'pusat.gz');
  await backup(database.db, file, new Date());
  const end = await database.db.listen('elsewhere', () => undefined);
  const refused = await restore({ db: database.db, file, now: new Date(), replace: true }).catch(asError);
  expect(refused).toMatchObject({ code: 'restore_in_use', detail: { connections: 1 } });
  await end();
});
