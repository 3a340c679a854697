/** Plausible mistakes in the product's own source: each must be caught by the schedules. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Outcome } from './schedule.ts';

const MAX_SCHEDULES = 1000;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loket-mutants-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Bundles the simulator with one mistake in `file`. @throws when the text to be replaced is not there. */
async function simulatorWith(
  file: string,
  text: string,
  mistake: string,
): Promise<(seed: number) => Promise<Outcome>> {
  let applied = false;
  const output = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'mistake',
        enforce: 'pre',
        transform(code, id) {
          if (!id.endsWith(file)) return null;
          expect(code).toContain(text);
          applied = true;
          return code.replace(text, mistake);
        },
      },
    ],
    build: {
      write: false,
      ssr: join(import.meta.dirname, 'schedule.ts'),
      minify: false,
      rolldownOptions: { output: { format: 'es' } },
    },
  });
  expect(applied).toBe(true);
  const [bundle] = [output].flat();
  if (!bundle || !('output' in bundle)) throw new Error('nothing was bundled');
  const path = join(folder, `${Math.random().toString(36).slice(2)}.mjs`);
  await writeFile(path, bundle.output[0].code);
  const module = (await import(pathToFileURL(path).href)) as { runSchedule(seed: number): Promise<Outcome> };
  return module.runSchedule;
}

const REPLICA = 'shared/sync/replica.ts';
const REPLICATOR = 'shared/sync/replicator.ts';

test.each([
  ['an answer of another rev counts', REPLICA, 'if (!isFlight && !isCurrent) return null;', ''],
  [
    'an accepted flight makes the document clean',
    REPLICA,
    'if (isCurrent) return only(clean(later ?? landed))',
    'if (true) return only(clean(later ?? landed))',
  ],
  [
    'an edit forgets what was sent',
    REPLICA,
    'const flight = prev.unsent === 2 ? snapshotOf(prev) : before.flight;',
    'const flight = before.flight;',
  ],
  [
    'an edit of a clean document keeps no base',
    REPLICA,
    'base: prev.ver > 0 ? snapshotOf(prev) : null',
    'base: null',
  ],
  [
    'a merge is made without the base',
    REPLICA,
    'context.merge(base, snapshotOf(doc), master)',
    'context.merge(null, snapshotOf(doc), master)',
  ],
  ['a merge keeps the old rev', REPLICA, 'rev: context.newRev(),', 'rev: doc.rev,'],
  [
    'a pull does not compare versions',
    REPLICA,
    'return master.ver > doc.ver ? only(clean(master)) : null;',
    'return only(clean(master));',
  ],
  ['a pull forgets masters of unsent documents', REPLICA, 'return only(waiting);', 'return null;'],
  [
    'a departure is an ordinary deletion',
    REPLICA,
    'if (doc.unsent === 0) return only(departed(doc.id, doc.rev));',
    'if (doc.unsent === 0) return only({ ...doc, _deleted: true, unsent: 2, sync: CLEAN_SYNC, ver: 0 });',
  ],
  [
    'an unsent document just goes when it leaves',
    REPLICA,
    'return only({ ...doc, unsent: 3,',
    'return only(departed(doc.id, doc.rev)); return only({ ...doc, unsent: 3,',
  ],
  [
    'the checkpoint is saved before the documents',
    REPLICATOR,
    'const rows = newestRows(answer.rows);',
    'const rows = newestRows(answer.rows); await store.savePosition({ ...position, checkpoint: answer.checkpoint, epoch: answer.epoch, scope: answer.scope });',
  ],
  [
    'a lost race is not run again',
    REPLICATOR,
    'todo = todo.filter((key) => wanted.has(key.id) && !written.has(key.id));',
    'todo = [];',
  ],
  [
    'an answer of another incarnation is believed',
    'shared/sync/pushing.ts',
    "if (epoch !== position.epoch) return 'foreign';",
    '',
  ],
  [
    'a pulled answer is not validated',
    'shared/sync/validate.ts',
    'if (!Value.Check(PullResponse, answer)) throw malformed();',
    "if (typeof answer === 'object') answer = { rows: [], more: false, checkpoint: {}, epoch: 'e1', scope: '', ...answer };",
  ],
  [
    'saved entries are not replayed',
    'renderer/data/journal/applier.ts',
    'for (const entry of entries) if (entry.applied === 0 && !this.#known.has(entry.seq)) this.#take(entry);\n    this.#applied',
    'this.#applied',
  ],
  [
    'an entry is flagged before it is applied',
    'renderer/data/journal/applier.ts',
    'const docs: EntryDoc[] = [];',
    'await this.#options.entries.markApplied({ ...entry, applied: 1 }); const docs: EntryDoc[] = [];',
  ],
])('caught: %s', { timeout: 120_000 }, async (_name, file, text, mistake) => {
  const runMutant = await simulatorWith(file, text, mistake);
  let caughtAt = 0;
  for (let seed = 1; seed <= MAX_SCHEDULES && caughtAt === 0; seed++) {
    if ((await runMutant(seed)).failures.length > 0) caughtAt = seed;
  }
  expect(caughtAt, 'no schedule failed').toBeGreaterThan(0);
});
