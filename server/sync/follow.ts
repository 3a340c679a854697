/**
 * A customer that was joined into another one goes on receiving what people write who did not know of it. What they
 * wrote follows to the record that stands for it, in the transaction that stores it.
 */
import { absorb, survivorOf } from '#shared/domain/joining.ts';
import type { Customer } from '#shared/domain/customer.ts';
import type { Content, Snapshot } from '#shared/sync/document.ts';
import { digest } from '#shared/sync/merge/digest.ts';
import { mergeOf } from '#shared/sync/merge/tables.ts';
import { contentOf } from '#shared/sync/replica.ts';
import { same } from '#shared/sync/same.ts';
import type { Queryable } from '../db/database.ts';
import type { Change } from './decide.ts';
import { textOf } from './known.ts';
import type { Stored } from './types.ts';

/** A new version of a survivor, to be stored upon `base`. */
export interface Following {
  readonly id: string;
  readonly rev: string;
  readonly base: string;
  readonly doc: Snapshot;
}

const parse = (stored: Pick<Stored, 'data'>): Snapshot => JSON.parse(stored.data) as Snapshot;

/** What makes a record itself and does not come over from another one. */
const OWN = ['number', 'branchId', 'createdBy', 'createdAt', 'mergedInto', 'command'] as const;

/**
 * @param changes versions of customers just stored
 * @param before what was stored of them until then
 * @returns the survivors' new versions; survivors are locked
 */
export async function followMerged(
  tx: Queryable,
  changes: readonly Change[],
  before: ReadonlyMap<string, Stored>,
): Promise<Following[]> {
  const survivors = new Map<string, { readonly base: string; readonly now: Snapshot }>();
  for (const { id, next, content } of changes) {
    if (next.deleted || textOf(content['mergedInto']) === '') continue;
    const stored = await readSurvivor(tx, id);
    const survivor = stored && (survivors.get(stored.id)?.now ?? stored);
    if (!stored || !survivor) continue;
    const old = before.get(id);
    const known = old && !old.deleted ? parse(old) : undefined;
    const wasJoined = known !== undefined && known['mergedInto'] === content['mergedInto'];
    // a join takes over what the survivor lacks; an edit of what was joined already is merged upon what it changed
    const after: Content = wasJoined
      ? mergeOf('customers')({ ...known, id: stored.id }, { ...parse(next), id: stored.id }, survivor).content
      : {
          ...contentOf(survivor),
          ...absorb(survivor as unknown as Customer, content as unknown as Customer),
        };
    const now: Record<string, unknown> = { ...after };
    for (const field of OWN) {
      if (survivor[field] === undefined) delete now[field];
      else now[field] = survivor[field];
    }
    const version = { ...now, id: stored.id, _deleted: false };
    if (same(version, survivor)) continue;
    const rev = digest(`follow|${survivor.rev}|${next.rev}`);
    survivors.set(stored.id, { base: stored.rev, now: { ...version, rev, ver: stored.ver } });
  }
  return [...survivors].map(([id, { base, now }]) => ({ id, rev: now.rev, base, doc: now }));
}

/** @returns the record that stands for `id`, locked; undefined when that is itself, or none that is alive. */
async function readSurvivor(tx: Queryable, id: string): Promise<Snapshot | undefined> {
  const way = new Map<string, Snapshot>();
  let at = id;
  for (;;) {
    const [row] = await tx.query<{ data: string }>(
      `SELECT data FROM documents WHERE collection = 'customers' AND id = $1 AND NOT deleted FOR UPDATE`,
      [at],
    );
    if (!row || way.has(at)) break;
    const doc = parse(row);
    way.set(at, doc);
    const next = textOf(doc['mergedInto']);
    if (next === '') break;
    at = next;
  }
  const survivor = survivorOf(id, (step) => way.get(step) as Pick<Customer, 'mergedInto'> | undefined);
  return survivor === id ? undefined : way.get(survivor);
}
