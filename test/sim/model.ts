/**
 * The documents of the simulation: `log` keeps the tag of every operation, `set` loses and gains members, `v` is a
 * plain value. From what each operation saw and did, the end can be judged without knowing the order of events.
 */
import type { Content, Snapshot } from '#shared/sync/document.ts';
import { mergeBy } from '#shared/sync/merge/engine.ts';

export interface Body extends Content {
  readonly log: readonly string[];
  readonly set: readonly string[];
  readonly v: string;
}

const merged = mergeBy({ log: { rule: 'set' }, set: { rule: 'set' }, v: { rule: 'later' } });
const sorted = (value: unknown): string[] => (Array.isArray(value) ? [...(value as string[])].sort() : []);

/** The product's merge; lists in one order, so that equal sets are equal documents. */
export const merge: typeof merged = (base, local, master) => {
  const result = merged(base, local, master);
  const { content } = result;
  return { ...result, content: { ...content, log: sorted(content['log']), set: sorted(content['set']) } };
};

export const refuse = (doc: Snapshot): string | null =>
  String(doc['v']).startsWith('bad') ? 'invalid' : null;

export class Operation {
  readonly tag: string;
  readonly id: string;
  saved = false;
  seen: readonly string[] = [];
  overwrote: string | null = null;
  removed: string | null = null;
  added: string | null = null;
  deletes = false;
  readonly #kind: number;
  readonly #pick: number;
  readonly #bad: boolean;

  constructor(random: () => number, index: number) {
    this.tag = `o${index}`;
    this.id = `d${Math.floor(random() * 5)}`;
    this.#kind = random();
    this.#pick = random();
    this.#bad = random() < 0.12;
  }

  /**
   * @param before what the operation read, tombstones included
   * @returns what it makes of it
   */
  apply(before: Snapshot | undefined, at: string): { readonly content: Body; readonly deleted: boolean } {
    const log = [...new Set([...sorted(before?.['log']), this.tag])].sort();
    let set = sorted(before?.['set']);
    let v = String(before?.['v'] ?? '');
    if (this.#kind < 0.14 && before && !before._deleted) {
      this.deletes = true;
      this.seen = log;
    } else if (this.#kind < 0.45) {
      this.overwrote = v;
      v = `${this.#bad ? 'bad' : 'v'}${this.tag}`;
    } else if (this.#kind < 0.7) {
      this.added = `e${this.tag}`;
      set = [...set, this.added].sort();
    } else if (this.#kind < 0.85 && set.length > 0) {
      this.removed = set[Math.floor(this.#pick * set.length)] ?? null;
      set = set.filter((member) => member !== this.removed);
    }
    return { content: { id: this.id, log, set, v, updatedAt: at }, deleted: this.deletes };
  }
}

const bodyOf = (doc: Snapshot): Body => ({
  id: doc.id,
  log: sorted(doc['log']),
  set: sorted(doc['set']),
  v: String(doc['v']),
});

/** @returns tags of operations that were shown as saved and are neither at head office nor in a quarantine. */
export function lostOf(
  operations: readonly Operation[],
  docs: ReadonlyMap<string, Snapshot>,
  quarantined: ReadonlySet<string>,
): string[] {
  return operations
    .filter((op) => op.saved && !quarantined.has(op.tag))
    .filter((op) => !sorted(docs.get(op.id)?.['log']).includes(op.tag))
    .map((op) => op.tag);
}

/** @returns what head office's documents say that no order of the operations could have produced. */
export function wrongOf(operations: readonly Operation[], docs: ReadonlyMap<string, Snapshot>): string[] {
  const wrong: string[] = [];
  for (const [id, stored] of docs) {
    const doc = bodyOf(stored);
    const log = new Set(doc.log);
    const mine = operations.filter((op) => op.id === id && log.has(op.tag));
    if (doc.v && mine.some((op) => op.overwrote === doc.v)) wrong.push(`${id}: ${doc.v} came back`);
    const removed = new Set(mine.map((op) => op.removed));
    const want = mine.flatMap((op) => (op.added && !removed.has(op.added) ? [op.added] : [])).sort();
    if (want.join() !== doc.set.join())
      wrong.push(`${id}: members ${doc.set.join()} instead of ${want.join()}`);
    const deletions = mine.filter((op) => op.deletes);
    const unseen = doc.log.filter((tag) => !deletions.some((op) => op.seen.includes(tag)));
    if (stored._deleted && unseen.length > 0) wrong.push(`${id}: deleted over ${unseen.join()}`);
    const sawAll = deletions.some((op) => doc.log.every((tag) => op.seen.includes(tag)));
    if (!stored._deleted && sawAll) wrong.push(`${id}: the deletion was undone`);
  }
  return wrong;
}
