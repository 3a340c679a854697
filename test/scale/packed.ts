/**
 * `node build/run.mjs test/scale/packed.ts [--customers N] [--complaints N]`: what the packed index costs the processor,
 * so that it can be compared on a busy machine: making it, its bytes, reading it back, questions and lists. Milliseconds
 * of processor time; figures are printed, not judged.
 */
import { parseArgs } from 'node:util';
import { DirectoryCore } from '#renderer/data/directory/core.ts';
import { checksum, segmentBytes, segmentOfBytes } from '#renderer/data/directory/packed/saved.ts';
import { Shelf } from '#renderer/data/directory/packed/shelf.ts';
import { rowOf, type SourceRow } from '#renderer/data/directory/rows.ts';
import { madeComplaints, madeCustomers } from '#test/support/directory/people.ts';

const { values } = parseArgs({
  options: {
    customers: { type: 'string', default: '100000' },
    complaints: { type: 'string', default: '20000' },
  },
});
const SEED = 20260305;
const HANDED = 500;
const TEXTS = ['siti rahayu', 'santoso', 'pt maju jaya', 'simanjuntak', 'wahyuni lubis', 'bambamg', 'hutagalnug', '0812345678', '7890', 'P-NGW-D1-4711', 'melati paron', 'h. ahmad']; // prettier-ignore

const used = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
function taken<T>(name: string, work: () => T): T {
  const began = used();
  const made = work();
  process.stdout.write(`${name}: ${(used() - began).toFixed(1)} ms\n`);
  return made;
}
function spread(name: string, times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number): string => (sorted[Math.floor((sorted.length - 1) * part)] ?? 0).toFixed(2);
  process.stdout.write(`${name}: p50 ${at(0.5)}, p95 ${at(0.95)}, most ${at(1)} ms (${times.length})\n`);
}
const each = <T>(all: readonly T[], work: (one: T) => void): number[] =>
  all.map((one) => {
    const began = used();
    work(one);
    return used() - began;
  });

const people = madeCustomers(SEED, Number(values.customers));
const rows = people.map((doc) => rowOf('customers', doc));
const complaints = madeComplaints(SEED, Number(values.complaints), people).map((doc) =>
  rowOf('complaints', doc),
);
const shelf = new Shelf();
const pages = Array.from({ length: Math.ceil(rows.length / HANDED) }, (_, n) =>
  rows.slice(n * HANDED, (n + 1) * HANDED),
);
shelf.filling = true;
const steps: number[] = [];
const handed = each(pages, (page) => {
  for (const row of page) shelf.put(row);
});
spread('taking 500 rows', handed);
shelf.filling = false;
for (let more = true; more;) {
  const began = used();
  more = shelf.unite(() => false);
  steps.push(used() - began);
}
spread('one step of the background', steps);
process.stdout.write(`made: ${[...handed, ...steps].reduce((sum, ms) => sum + ms, 0).toFixed(0)} ms\n`);
const segment = shelf.largest;
if (!segment) throw new Error('nothing was made');
const bytes = taken('into bytes', () => segmentBytes(segment));
process.stdout.write(`size: ${(bytes.byteLength / 1e6).toFixed(1)} MB\n`);
taken('sum', () => checksum(bytes));
taken('out of bytes', () => segmentOfBytes(bytes));

const core = new DirectoryCore();
core.put(rows);
core.put(complaints);
core.settle();
const keys = TEXTS.flatMap((text) => Array.from(text, (_, at) => text.slice(0, at + 1)));
const search = (text: string): void => void core.search(text);
each(keys, search);
spread('search', each(keys, search));
spread(
  'list of what was typed, 200 rows',
  each(
    keys,
    (text) =>
      void core.list({ collection: 'customers', view: { text }, sort: { by: 'relevance' }, limit: 200 }),
  ),
);
const change = (n: number): void => core.put([{ ...(rows[n] as SourceRow), stage: 'lost' }]);
for (const by of ['name', 'number', 'updatedAt', 'tier'] as const) {
  change(by.length);
  const query = { collection: 'customers', sort: { by, descending: true }, limit: 200 } as const;
  taken(`list by ${by} after a change`, () => core.list(query));
  taken('  with another filter', () => core.list({ ...query, view: { is: { stage: ['active'] } } }));
}
const views = Object.fromEntries(
  ['ae0', 'ae1', 'ae2', 'ae3', 'ae4', 'ae5', '', 'x'].map((owner) => [
    owner,
    { is: { ownerId: [owner] }, not: { tier: ['gold'] } },
  ]),
);
taken('counts of eight views', () => core.counts('customers', views));
taken('values of a facet', () => core.values('customers', 'area'));
taken('similar', () => core.similar({ name: 'Siti Rahayu', phones: ['+6281234567890'], area: 'Ngawi' }));
