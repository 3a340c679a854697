import { expose } from 'comlink';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Actor } from '#shared/domain/actor.ts';
import { ok } from '#shared/errors/errors.ts';
import type { LookedFile, Mapping } from '#shared/import/index.ts';
import type { DeskDatabase } from '../journal/database.ts';
import { constant } from '../live.ts';
import { keptPart } from './batches.ts';
import { openImports } from './imports.ts';
import { ImportReader } from './reader.ts';
import type { ImportBatch } from './types.ts';

const ADI: Actor = { userId: 'adi', name: 'Adi', role: 'ae', branchId: 'NGW' };

/** The real reader behind a port, as it stands in a Worker. */
class PortWorker {
  static last: PortWorker | undefined;
  readonly reader = new ImportReader();
  terminated = false;
  readonly #channel = new MessageChannel();
  readonly #errors: (() => void)[] = [];

  constructor() {
    PortWorker.last = this;
    expose(this.reader, this.#channel.port1 as never);
    this.#channel.port2.start();
  }
  addEventListener(type: string, listener: never): void {
    if (type === 'error') this.#errors.push(listener);
    else this.#channel.port2.addEventListener(type, listener);
  }
  removeEventListener(type: string, listener: never): void {
    this.#channel.port2.removeEventListener(type, listener);
  }
  postMessage(message: unknown, transfer: Transferable[] = []): void {
    this.#channel.port2.postMessage(message, transfer);
  }
  breakDown(): void {
    this.terminate();
    for (const tell of this.#errors) tell();
  }
  terminate(): void {
    this.terminated = true;
    this.#channel.port1.close();
    this.#channel.port2.close();
  }
}

/** The settings of a desk in memory; `staging` is told each group of blocks that is put on the disk. */
function disk(staging: () => Promise<void> | void = () => undefined) {
  const settings = new Map<string, unknown>();
  const keysOf = (start: string): string[] => [...settings.keys()].filter((key) => key.startsWith(start));
  const table = {
    where: () => ({
      startsWith: (start: string) => ({
        toArray: async () => keysOf(start).map((key) => ({ key, value: settings.get(key) })),
        primaryKeys: async () => keysOf(start),
        delete: async () => keysOf(start).forEach((key) => settings.delete(key)),
      }),
    }),
    delete: async (key: string) => void settings.delete(key),
    bulkDelete: async (keys: readonly string[]) => keys.forEach((key) => settings.delete(key)),
    async bulkPut(rows: readonly { readonly key: string; readonly value: unknown }[]) {
      for (const { key, value } of rows) settings.set(key, value);
      await staging();
    },
  };
  const db = {
    settings: table,
    setting: async (key: string) => settings.get(key),
    set: async (key: string, value: unknown) => void settings.set(key, value),
    transaction: async (_mode: string, _table: unknown, work: () => Promise<void>) => work(),
  } as unknown as DeskDatabase;
  return { db, settings, blocks: () => keysOf('import-block/') };
}

function desk(db: DeskDatabase) {
  const written: number[] = [];
  const imports = openImports({
    db,
    branch: constant(undefined),
    actor: () => ADI,
    now: () => '2026-03-02T03:00:00.000Z',
    send: async () => ok({}),
    async run(_name, args) {
      const { rows } = args as { rows: unknown[] };
      written.push(rows.length);
      return ok({ result: { made: rows.length, filled: 0, unchanged: 0, gone: [] } } as never);
    },
  });
  return { imports, written };
}

const mappingOf = ({ sheet, headerLine, columns }: LookedFile): Mapping => ({
  sheet,
  headerLine,
  fields: columns.map(({ field }) => field),
});

/** A book of so many customers, planned. */
async function planned(imports: ReturnType<typeof desk>['imports'], rows: number) {
  const reading = imports.open();
  const lines = Array.from({ length: rows }, (_, at) => `PT Maju ${at},0812${10_000_000 + at}`);
  const looked = await reading.look([{ name: 'buku.csv', content: ['Nama,HP', ...lines].join('\n') }]);
  if (!looked.ok) throw new Error(looked.error.code);
  const worker = PortWorker.last;
  if (!worker) throw new Error('nothing was opened');
  const { reader } = worker;
  await reader.read(looked.value.map(mappingOf), { branchId: 'NGW' }, () => undefined);
  reader.compared();
  return { reading, worker };
}

beforeEach(() => {
  vi.stubGlobal('Worker', PortWorker);
});
afterEach(() => {
  PortWorker.last?.terminate();
  vi.unstubAllGlobals();
});

test('a page that is left while its import is staged loses none of it', async () => {
  const left: (() => void)[] = [];
  const { db, blocks } = disk(() => left.pop()?.());
  const { imports, written } = desk(db);
  const { reading, worker } = await planned(imports, 1_200);
  left.push(() => {
    reading.close();
  });
  const begun = await imports.begin(reading);
  expect(begun).toMatchObject({ ok: true, value: { state: 'done', total: 1_200, made: 1_200, blocks: 24 } });
  expect(written.reduce((sum, rows) => sum + rows, 0)).toBe(1_200);
  expect([blocks(), worker.terminated]).toEqual([[], true]);
});

test('while one import is staged no other is begun', async () => {
  const second: Promise<unknown>[] = [];
  const { db } = disk(() => void second.push(imports.begin(another.reading)));
  const { imports } = desk(db);
  const first = await planned(imports, 3);
  const another = await planned(imports, 3);
  expect(await imports.begin(first.reading)).toMatchObject({ ok: true });
  expect(await Promise.all(second)).toMatchObject([{ ok: false, error: { code: 'import.busy' } }]);
  first.worker.terminate();
});

test('a reading that is closed before, or breaks while its import is staged, ends it and leaves nothing', async () => {
  const breaking: (() => void)[] = [];
  const { db, settings } = disk(() => breaking.pop()?.());
  const { imports } = desk(db);
  const closed = await planned(imports, 3);
  closed.reading.close();
  expect(await imports.begin(closed.reading)).toMatchObject({
    ok: false,
    error: { code: 'import.aborted' },
  });
  const { reading, worker } = await planned(imports, 1_200);
  breaking.push(() => {
    worker.breakDown();
  });
  expect(await imports.begin(reading)).toMatchObject({ ok: false, error: { code: 'not_ready' } });
  expect([...settings.keys()]).toEqual([]);
});

test('a full disk while an import is staged is told, and leaves nothing', async () => {
  const { db, blocks } = disk(() => {
    throw Object.assign(new Error('full'), { name: 'QuotaExceededError' });
  });
  const { imports } = desk(db);
  const { reading } = await planned(imports, 3);
  expect(await imports.begin(reading)).toMatchObject({ ok: false, error: { code: 'storage_full' } });
  expect(blocks()).toEqual([]);
});

test('blocks that a crash left of no import go at the next start; those of a stopped one stay', async () => {
  const { db, settings, blocks } = disk();
  const batch = (id: string, state: ImportBatch['state']) =>
    settings.set(`import/${id}`, { id, state, startedAt: id === 'a' ? '2026-03-02' : '2026-03-01' });
  batch('a', 'running');
  batch('b', 'done');
  for (const id of ['a', 'b', 'c']) settings.set(`import-block/${id}/000000`, { rows: [] });
  settings.set('import-templates', []);
  const { imports } = desk(db);
  await imports.load();
  expect(blocks()).toEqual(['import-block/a/000000']);
  expect(imports.batches.get().map(({ id, state }) => [id, state])).toEqual([
    ['a', 'stopped'],
    ['b', 'done'],
  ]);
  expect(settings.has('import-templates')).toBe(true);
});

test('what a taking back kept is counted whole, however much of it is listed', () => {
  const rows = Array.from({ length: 700 }, (_, at) => ({
    id: `c${at}`,
    name: 'PT Maju',
    number: `P-NGW-D1-${at}`,
    row: 700 - at,
    reason: 'used' as const,
  }));
  const { kept, keptCount } = keptPart(rows);
  expect([kept.length, kept[0]?.row, keptCount]).toEqual([500, 1, 700]);
});
