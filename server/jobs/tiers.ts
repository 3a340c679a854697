/** The tiers of all customers, by the rules in force today: once a day, after new rules, and when a branch asks. */
import { v7 } from 'uuid';
import type { Activity } from '#shared/domain/activity.ts';
import { HEAD_OFFICE, type Actor } from '#shared/domain/actor.ts';
import type { Agreement } from '#shared/domain/agreement.ts';
import { runCommand, type Write } from '#shared/domain/commands/index.ts';
import type { CollectionName, ContentOf } from '#shared/domain/collections.ts';
import type { Complaint } from '#shared/domain/complaint.ts';
import type { Customer } from '#shared/domain/customer.ts';
import { survivorOf } from '#shared/domain/joining.ts';
import type { ReferenceView } from '#shared/domain/reference-view.ts';
import type { TierRules } from '#shared/domain/reference.ts';
import { judgeTier, overrideInForce, tierFacts, type TierVerdict } from '#shared/domain/tiers.ts';
import { localTime } from '#shared/domain/time.ts';
import type { Snapshot } from '#shared/sync/document.ts';
import { contentOf } from '#shared/sync/replica.ts';
import type { Database } from '../db/database.ts';
import { pushIn } from '../sync/push.ts';
import type { SyncRules } from '../sync/types.ts';
import { readReference } from './office-desk.ts';

const BATCH = 200;
/** Writes in nobody's name: the rules decided. */
const BY_RULES: Actor = { userId: 'loket', name: 'Loket', role: 'admin', branchId: HEAD_OFFICE };

export interface TierOptions {
  readonly db: Database;
  readonly rules: SyncRules;
  readonly now: Date;
  /** Called after each batch with the streams that moved. */
  readonly onStored?: (streams: ReadonlyMap<string, number>) => void;
}

/** A customer with what the rules say of it. */
export interface Judged {
  readonly customer: Customer;
  readonly rev: string;
  readonly facts: ReturnType<typeof tierFacts>;
  readonly verdict: TierVerdict;
  /** Set by a person against the rules, and still in force. */
  readonly overridden: boolean;
}

type Row = Readonly<Record<'id' | 'rev' | 'data', string>>;

const content = <C extends CollectionName>(row: { readonly data: string }): ContentOf<C> =>
  contentOf(JSON.parse(row.data) as Snapshot) as unknown as ContentOf<C>;

/** @returns ids of the records that were joined into each survivor. */
async function joinedInto(db: Database): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await db.query<Row>(
    `SELECT id, rev, data FROM documents
     WHERE collection = 'customers' AND NOT deleted AND data LIKE '%"mergedInto":"_%'`,
  );
  const into = new Map(rows.map((row) => [row.id, content<'customers'>(row)]));
  const joined = new Map<string, string[]>();
  for (const id of into.keys()) {
    const survivor = survivorOf(id, (one) => into.get(one));
    if (survivor !== id) joined.set(survivor, [...(joined.get(survivor) ?? []), id]);
  }
  return joined;
}

/**
 * Reads all customers that stand for themselves, in batches.
 * @param rulesOf rules for a local day; customers of a day without rules are left out
 */
export async function* judgeBook(
  options: Pick<TierOptions, 'db' | 'now'>,
  reference: ReferenceView,
  rulesOf: (day: string) => Pick<TierRules, 'rules' | 'windowDays'> | undefined,
): AsyncGenerator<readonly Judged[]> {
  const { db, now } = options;
  const joined = await joinedInto(db);
  let after = '';
  for (;;) {
    const rows = await db.query<Row>(
      `SELECT id, rev, data FROM documents
       WHERE collection = 'customers' AND NOT deleted AND id > $1 ORDER BY id LIMIT ${BATCH}`,
      [after],
    );
    if (rows.length === 0) return;
    after = rows[rows.length - 1]?.id ?? '';
    const customers = rows
      .map(({ rev, ...row }) => ({ rev, customer: content<'customers'>(row) }))
      .filter(({ customer }) => !customer.mergedInto);
    if (customers.length === 0) continue;
    const ownerOf = new Map(
      customers.flatMap(({ customer: { id } }) => [id, ...(joined.get(id) ?? [])].map((one) => [one, id])),
    );
    const dependents = await db.query<Row & { collection: CollectionName; owner: string }>(
      `SELECT id, rev, collection, customer_id AS owner, data FROM documents
       WHERE customer_id = ANY($1) AND NOT deleted AND collection IN ('agreements', 'complaints', 'activities')`,
      [[...ownerOf.keys()]],
    );
    const sources = new Map(
      customers.map(({ customer: { id } }) => [
        id,
        { agreements: [] as Agreement[], complaints: [] as Complaint[], activities: [] as Activity[] },
      ]),
    );
    for (const row of dependents) {
      const source = sources.get(ownerOf.get(row.owner) ?? '');
      if (row.collection === 'agreements') source?.agreements.push(content<'agreements'>(row));
      else if (row.collection === 'complaints') source?.complaints.push(content<'complaints'>(row));
      else source?.activities.push(content<'activities'>(row));
    }
    yield customers.flatMap(({ customer, rev }): Judged[] => {
      const zone = reference.branch(customer.branchId)?.zone ?? 'Asia/Jakarta';
      const { day } = localTime(now.toISOString(), zone);
      const rules = rulesOf(day);
      const source = sources.get(customer.id);
      if (!rules || !source) return [];
      const facts = tierFacts(source, {
        day,
        zone,
        branchId: customer.branchId,
        windowDays: rules.windowDays,
      });
      const overridden = overrideInForce(customer, day) !== undefined;
      return [{ customer, rev, facts, verdict: judgeTier(facts, rules), overridden }];
    });
  }
}

const REVIEWED = 'tiers_reviewed';

/** The review of today does not count any more: a server makes it anew within a minute. */
export async function reviewTiersSoon(db: Database): Promise<void> {
  await db.query(`DELETE FROM settings WHERE key = $1`, [REVIEWED]);
}

/** Reviews all tiers unless a server has done so on this day (WIB). One that fails is tried again. */
export async function reviewTiersDaily(options: TierOptions): Promise<void> {
  const { day } = localTime(options.now.toISOString(), 'Asia/Jakarta');
  const claimed = await options.db.query(
    `INSERT INTO settings AS s VALUES ($1, $2)
     ON CONFLICT (key) DO UPDATE SET value = $2 WHERE s.value <> $2 RETURNING 1 AS one`,
    [REVIEWED, day],
  );
  if (claimed.length === 0) return;
  try {
    await reviewTiers(options);
  } catch (thrown) {
    await reviewTiersSoon(options.db);
    throw thrown;
  }
}

/**
 * Writes the tier of each customer whose tier has changed. A customer that is changed meanwhile keeps its tier until
 * the next review.
 * @returns how many customers have another tier now
 */
export async function reviewTiers(options: TierOptions): Promise<{ readonly changed: number }> {
  const { db, rules, now, onStored } = options;
  const reference = await readReference(db);
  let changed = 0;
  for await (const batch of judgeBook(options, reference, (day) => reference.tierRules(day))) {
    const outcomes = batch.map(({ customer, rev, facts }) => ({
      rev,
      writes: writesOf(customer, facts, reference, now),
    }));
    const bases = new Map(outcomes.flatMap(({ rev, writes }) => (writes[0] ? [[writes[0].id, rev]] : [])));
    if (bases.size === 0) continue;
    // what is written here was judged here, in the name of no account
    const own = {
      now,
      rules: { ...rules, checkWrite: () => null },
      writer: { actor: BY_RULES, scope: 'all' as const },
    };
    const streams = await db.tx(async (tx) => {
      const moved = new Map<string, number>();
      const write = async (collection: CollectionName, writes: readonly Write[]): Promise<Set<string>> => {
        const rows = writes.map(({ id, after }) => {
          const rev = v7();
          return {
            id,
            rev,
            base: bases.get(id) ?? null,
            doc: { ...after, id, rev, ver: 0, _deleted: false },
          };
        });
        const pushed = await pushIn(tx, { ...own, collection, rows });
        for (const [stream, seq] of pushed.streams) moved.set(stream, seq);
        return new Set(rows.filter((_, n) => pushed.answers[n]?.status === 'accepted').map(({ id }) => id));
      };
      const of = (collection: CollectionName) =>
        outcomes.flatMap(({ writes }) => writes.filter((one) => one.collection === collection));
      const stored = await write('customers', of('customers'));
      changed += stored.size;
      const entries = of('activities').filter(({ after }) => stored.has(String(after['customerId'])));
      if (entries.length > 0) await write('activities', entries);
      return moved;
    });
    onStored?.(streams);
  }
  return { changed };
}

function writesOf(
  customer: Customer,
  facts: Judged['facts'],
  reference: ReferenceView,
  now: Date,
): readonly Write[] {
  const done = runCommand(
    'reviewTier',
    {
      actor: BY_RULES,
      now: now.toISOString(),
      clock: { offset: 0, uncertainty: 0 },
      reference,
      newId: () => v7(),
      number: (prefix) => `${prefix}-${HEAD_OFFICE}-D0-0`,
      read: <C extends CollectionName>() => customer as unknown as ContentOf<C>,
    },
    { customerId: customer.id, facts },
  );
  return done.ok ? done.value.writes : [];
}
