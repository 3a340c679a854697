/** A branch with a book of its own, and what its desks write in a month: mostly about what is in the book already. */
import { readReference } from '#server/jobs/office-desk.ts';
import type { Database } from '#server/db/database.ts';
import type { FaultDesk, Saved } from '#test/faults/desk.ts';
import { must, same } from '#test/faults/row.ts';
import { contentOf, inStreams, type Stored } from '#test/faults/truth.ts';
import type { World } from '#test/faults/world.ts';
import { commandDesk, type CommandDesk } from '#test/support/command-desk.ts';
import { PASSWORD } from '#test/support/head-office.ts';
import { MemoryDesk } from '#test/support/memory-desk.ts';

/** Written by one command: a new customer with a complaint, and what is changed with its entry in the timeline. */
const BY_NEW = 4;
const BY_EDIT = 2;
/** Of the documents: what is new; of the others: complaints, the rest being customers. */
const NEW = 0.1;
const COMPLAINTS = 0.3;
/** Of what this desk changes, so much the others change as well. */
const SHARED = 0.1;

/** Numbers of commands. */
export interface Plan {
  readonly made: number;
  readonly complaints: number;
  readonly customers: number;
}

/** @returns the commands that write so many documents. */
export function planOf(documents: number): Plan {
  const rest = documents * (1 - NEW - COMPLAINTS);
  return {
    made: Math.round((documents * NEW) / BY_NEW),
    complaints: Math.round((documents * COMPLAINTS) / BY_EDIT),
    customers: Math.round(rest / BY_EDIT),
  };
}

/** Ids of what the branch has before the month begins, and who works on what. */
export interface Book {
  readonly here: { readonly customers: readonly string[]; readonly complaints: readonly string[] };
  readonly others: { readonly customers: readonly string[]; readonly complaints: readonly string[] };
}

/** Documents that were changed, each counted once. */
export interface Split {
  /** Customers and complaints that the branch had before. */
  readonly edited: number;
  /** New entries of the timeline, which only ever grows. */
  readonly entries: number;
  /** New customers and complaints. */
  readonly made: number;
}

export interface Others {
  /** Fills the book that the month begins with. */
  fill(here: Plan, others: Plan): Promise<Book>;
  /** The month of the branch's other desks. */
  work(book: Book, plan: Plan): Promise<void>;
}

const WORDS = 'Kiriman belum sampai setelah beberapa hari, pelanggan menunggu di loket';
const REMARKS = 'Minta diantar sebelum pukul sepuluh. Kiriman rutin setiap Senin dan Kamis.';

/** Opens the desk that stands for all the others of the branch. */
export async function openOthers({ office, person }: World): Promise<Others> {
  const username = await person();
  const desk = new MemoryDesk({ url: office.url, username, password: PASSWORD });
  const { actor } = await desk.signIn();
  const there: CommandDesk = commandDesk(
    desk,
    { ...actor, deskCode: 'D88' },
    () => new Date().toISOString(),
    await readReference(office.db),
  );
  const register = (n: number) =>
    there.run('registerComplaint', {
      kind: 'complaint',
      newCustomer: {
        name: `PT Sinar Jaya Abadi ${n}`,
        phone: `+628123${1_000_000 + n}`,
        address: { street: 'Jl. Ahmad Yani 12', district: 'Ngawi', regency: 'Kabupaten Ngawi' },
      },
      channel: 'walk_in',
      category: 'terlambat',
      description: `${WORDS} ${n}`,
    });
  const sent = async (): Promise<void> => {
    await desk.sync();
    const { unsent, refused } = desk.open;
    must(unsent === 0 && refused.length === 0, `refused: ${JSON.stringify(refused[0])}`);
  };
  return {
    async fill(here, others) {
      const count = (kind: 'customers' | 'complaints') => here[kind] + others[kind];
      const customers: string[] = [];
      const complaints: string[] = [];
      for (let n = 0; n < count('complaints'); n++) complaints.push((await register(n)).id);
      for (let n = 0; n < count('customers'); n++)
        customers.push((await there.run('registerCustomer', { name: `Toko Makmur ${n}` })).id);
      await sent();
      const shared = (kind: 'customers' | 'complaints') => Math.round(here[kind] * SHARED);
      const split = (ids: readonly string[], kind: 'customers' | 'complaints') => ({
        here: ids.slice(0, here[kind]),
        others: ids.slice(here[kind] - shared(kind), here[kind] - shared(kind) + others[kind]),
      });
      const [one, two] = [split(customers, 'customers'), split(complaints, 'complaints')];
      return {
        here: { customers: one.here, complaints: two.here },
        others: { customers: one.others, complaints: two.others },
      };
    },
    async work(book, plan) {
      for (const id of book.others.customers)
        await there.run('changeCustomer', { id, changes: { remarks: REMARKS } });
      for (const id of book.others.complaints)
        await there.run('handOver', { id, divisionId: 'klaim', text: WORDS });
      for (let n = 0; n < plan.made; n++) await register(1_000_000 + n);
      await sent();
    },
  };
}

/** The month at the desk that has no line. @returns the complaints that it has taken in */
export async function workOffline(desk: FaultDesk, { here }: Book, plan: Plan): Promise<Saved[]> {
  for (const [n, id] of here.customers.entries())
    same(
      await desk.run('changeCustomer', { id, changes: { commodity: commodityOf(n) } }),
      '',
      'a customer changed here',
    );
  for (const id of here.complaints)
    same(await desk.run('recordPrint', { id, paper: 'A5' }), '', 'a receipt printed here');
  return desk.registerMany(plan.made, WORDS);
}

const commodityOf = (n: number): string => `gula, beras, dan hasil bumi lain ${n}`;

/** Head office has what was changed here, and where others have changed the same document, both. */
export async function holdsTheMonth(db: Database, { here, others }: Book): Promise<void> {
  const rows = await db.query<Stored>(
    `SELECT collection, id, rev, ver, deleted, data FROM documents WHERE collection = ANY($1) AND NOT deleted`,
    [['customers', 'complaints']],
  );
  const stored = new Map(rows.map((row) => [row.id, contentOf(row)]));
  const lost = [
    ...here.customers.filter((id, n) => stored.get(id)?.['commodity'] !== commodityOf(n)),
    ...here.complaints.filter((id) => stored.get(id)?.['prints'] !== 1),
    ...others.customers.filter((id) => stored.get(id)?.['remarks'] !== REMARKS),
    ...others.complaints.filter((id) => stored.get(id)?.['divisionId'] !== 'klaim'),
  ];
  same(lost, [], 'changed in that month, and not at head office');
}

export type Versions = ReadonlyMap<string, Stored>;

/** @returns what stands in the streams, by collection and id. */
export async function versionsIn(db: Database, streams: readonly string[]): Promise<Versions> {
  const rows = await inStreams(db, streams);
  return new Map(rows.map((row) => [`${row.collection}/${row.id}`, row]));
}

/** @returns how the documents that differ between two looks came about, and the size of their JSON. */
export function changedBetween(
  before: Versions,
  after: Versions,
): { readonly split: Split; readonly raw: number } {
  const split = { edited: 0, entries: 0, made: 0 };
  let raw = 0;
  for (const [key, row] of after) {
    const had = before.get(key);
    if (had?.rev === row.rev) continue;
    raw += row.data.length;
    if (had) split.edited++;
    else if (row.collection === 'activities') split.entries++;
    else split.made++;
  }
  return { split, raw };
}
