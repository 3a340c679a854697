import { expect, test } from 'vitest';
import type { StoredDoc } from '#shared/sync/document.ts';
import { madeComplaints, madeCustomers } from '#test/support/directory/people.ts';
import { DirectoryEngine, type EngineOptions } from './engine.ts';
import { checksum, segmentBytes, segmentOfBytes } from './packed/saved.ts';
import type { Segment } from './packed/segment.ts';
import { rowOf } from './rows.ts';

const SEED = 41;
const SCHEMAS = { customers: 0, complaints: 0, tasks: 0, campaigns: 0 };
type Kept = { bytes: ArrayBuffer; mark: number; old: boolean };

/** A disk in memory and background work that is done when it is asked for. */
function world() {
  const disk = new Map<string, Kept>();
  const waiting: (() => void)[] = [];
  let elapsed = 0;
  const written: string[] = [];
  const options = (startedAt: number, hasTime = true): EngineOptions => ({
    later: (work) => waiting.push(work),
    // without time every call does one small step
    elapsed: () => (hasTime ? 0 : (elapsed += 100)),
    now: () => startedAt,
    startedAt,
    snapshotsOf: () => ({
      async read(collection, _schema, now) {
        const kept = disk.get(collection);
        if (!kept) return undefined;
        kept.mark = Math.min(kept.mark, now);
        return { segment: segmentOfBytes(kept.bytes), mark: kept.mark, old: kept.old };
      },
      async write(collection, _schema, { segment, mark }: { segment: Segment; mark: number }) {
        written.push(collection);
        disk.set(collection, { bytes: segmentBytes(segment), mark, old: false });
      },
    }),
  });
  const rest = (): void => {
    for (let work = waiting.shift(); work; work = waiting.shift()) work();
  };
  const step = (): boolean => {
    const work = waiting.shift();
    work?.();
    return work !== undefined;
  };
  return { disk, options, rest, step, written };
}

const customers = madeCustomers(SEED, 2500);
const complaints = madeComplaints(SEED, 800, customers);
const rows = customers.map((doc) => rowOf('customers', doc));
const renamed = (doc: StoredDoc, name: string) => rowOf('customers', { ...doc, name });
const first = customers[0] as StoredDoc;

function fill(engine: DirectoryEngine): void {
  for (const [collection, docs] of [
    ['customers', customers],
    ['complaints', complaints],
  ] as const) {
    engine.begin(collection, true);
    for (let at = 0; at < docs.length; at += 500)
      engine.fill(collection, docs.slice(at, at + 500).map((doc) => rowOf(collection, doc)), []); // prettier-ignore
    engine.end(collection);
  }
}

const answers = (engine: DirectoryEngine) => ({
  byName: engine.ids({ collection: 'customers' }),
  byNumber: engine.ids({ collection: 'customers', sort: { by: 'number', descending: true } }),
  complaints: engine.ids({ collection: 'complaints', sort: { by: 'name' } }),
  search: engine.search('siti', { limit: 50 }),
  page: engine.list({ collection: 'complaints', sort: { by: 'dueAt' }, limit: 50 }),
  areas: engine.values('customers', 'area'),
  similar: engine.similar({ phones: ['0812-3456-7890'], name: String(first['name']), area: 'Ngawi' }),
});

test('what was kept answers at the next start as what was read, and says since when changes are missing', async () => {
  const { options, rest, written } = world();
  const before = new DirectoryEngine(options(1_000_000));
  expect((await before.open('b', SCHEMAS, [])).customers).toEqual({ old: false });
  fill(before);
  rest();
  expect(written.toSorted()).toEqual(['complaints', 'customers']);
  const after = new DirectoryEngine(options(2_000_000));
  const opened = await after.open('b', SCHEMAS, []);
  expect(opened.customers).toEqual({ since: 1_000_000 - 60_000, old: false });
  expect(opened.tasks).toEqual({ old: false });
  expect(answers(after)).toEqual(answers(before));
});

test('a clock that was put back: changes are asked for from the start of this run, also by the next one', async () => {
  const { options, rest } = world();
  const before = new DirectoryEngine(options(5_000_000));
  await before.open('b', SCHEMAS, []);
  fill(before);
  rest();
  const earlier = new DirectoryEngine(options(3_000_000));
  expect((await earlier.open('b', SCHEMAS, [])).customers.since).toBe(3_000_000);
  const later = new DirectoryEngine(options(9_000_000));
  expect((await later.open('b', SCHEMAS, [])).customers.since).toBe(3_000_000);
});

test('a collection that was lost begins with nothing, whatever was kept of it', async () => {
  const { options, rest } = world();
  const before = new DirectoryEngine(options(1_000_000));
  await before.open('b', SCHEMAS, []);
  fill(before);
  rest();
  const after = new DirectoryEngine(options(2_000_000));
  const opened = await after.open('b', SCHEMAS, ['customers']);
  expect([opened.customers.since, opened.complaints.since]).toEqual([undefined, 940_000]);
  expect(after.list({ collection: 'customers' }).total).toBe(0);
});

test('while a collection is read anew the one before answers, and changes of the meantime stand in both', async () => {
  const { disk, options, rest } = world();
  const before = new DirectoryEngine(options(1_000_000));
  await before.open('b', SCHEMAS, []);
  fill(before);
  rest();
  for (const kept of disk.values()) kept.old = true;
  const engine = new DirectoryEngine(options(2_000_000));
  expect((await engine.open('b', SCHEMAS, [])).customers.old).toBe(true);
  engine.begin('customers', true);
  engine.fill('customers', rows.slice(0, 1000), []);
  engine.put([renamed(first, 'Xaverius Baru')]);
  engine.delete('customers', [customers[2000]?.id ?? '']);
  expect(engine.list({ collection: 'customers' }).total).toBe(2499);
  expect(engine.search('xaverius', { collections: ['customers'] }).map((hit) => hit.id)).toEqual([first.id]);
  // pages that were read before the change come after it
  engine.fill('customers', rows.slice(0, 2400), []);
  engine.fill('customers', rows.slice(1990, 2010), []);
  engine.end('customers');
  rest();
  expect(engine.list({ collection: 'customers' }).total).toBe(2399);
  expect(engine.search('xaverius', { collections: ['customers'] }).map((hit) => hit.id)).toEqual([first.id]);
});

test('background work in small steps: every answer in between is right', async () => {
  const { options, step, disk } = world();
  const engine = new DirectoryEngine(options(1_000_000, false));
  await engine.open('b', SCHEMAS, []);
  fill(engine);
  const whole = new DirectoryEngine(options(1_000_000));
  whole.put(rows);
  whole.put(complaints.map((doc) => rowOf('complaints', doc)));
  whole.settle();
  let steps = 0;
  for (let more = true; more; steps++) {
    more = step();
    if (steps % 97 === 0 && steps < 1500) {
      const at = (steps * 7) % customers.length;
      const changed = renamed(customers[at] as StoredDoc, `Diganti ${steps}`);
      engine.put([changed]);
      whole.put([changed]);
      const gone = customers[(steps * 11 + 5) % customers.length]?.id ?? '';
      engine.delete('customers', [gone]);
      whole.delete('customers', [gone]);
      expect(answers(engine), `after step ${steps}`).toEqual(answers(whole));
    }
    if (steps > 8000) throw new Error('it never rests');
  }
  expect(steps).toBeGreaterThan(50);
  expect([...disk.keys()]).toContain('customers');
  expect(answers(engine)).toEqual(answers(whole));
});

test('a block of bytes that is damaged anywhere has another sum', () => {
  const engine = new DirectoryEngine(world().options(0));
  engine.put(rows.slice(0, 50));
  engine.settle();
  const bytes = new ArrayBuffer(4096);
  const sum = checksum(bytes);
  for (const at of [0, 17, 4095]) {
    const damaged = bytes.slice(0);
    new Uint8Array(damaged)[at] = 1;
    expect(checksum(damaged)).not.toBe(sum);
  }
});
