/** A customer moves to another branch: a command of head office, because no desk may have both sides. */
import { v7 } from 'uuid';
import type { Actor } from '#shared/domain/actor.ts';
import { isHeadOffice } from '#shared/domain/actor.ts';
import type { Activity } from '#shared/domain/activity.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import { LoketFailure } from '#shared/errors/errors.ts';
import type { Content, Snapshot } from '#shared/sync/document.ts';
import { contentOf } from '#shared/sync/replica.ts';
import type { Database, Queryable } from '../db/database.ts';
import { pushIn } from '../sync/push.ts';
import type { SyncRules } from '../sync/types.ts';
import { readReference } from './office-desk.ts';

export interface TransferOptions {
  readonly db: Database;
  readonly rules: SyncRules;
  /** A supervisor of the branch that gives the customer away, or head office. */
  readonly actor: Actor;
  readonly now: Date;
}

export interface Transfer {
  readonly customerId: string;
  /** Code of the branch that gets the customer. */
  readonly branchId: string;
  readonly reason: string;
}

/**
 * What hangs on the customer follows by placement; what the new branch goes on working on (agreements, tasks,
 * responses) changes its branch as well. Complaints stay with the branch that handles them (domain.md).
 */
const HANDED_OVER: readonly CollectionName[] = ['agreements', 'tasks', 'responses'];

/**
 * One transaction: all of it or nothing. The records that were joined into the customer are the same customer: they go
 * along with what hangs on them.
 * @returns the streams that moved, to be announced
 * @throws LoketFailure `not_found` (also for another branch's customer), `branch_unknown`, `same_branch`,
 *   `already_joined` (the record that stands for it has to be handed over)
 */
export async function transferCustomer(
  options: TransferOptions,
  { customerId, branchId, reason }: Transfer,
): Promise<ReadonlyMap<string, number>> {
  const { db, rules, actor, now } = options;
  if (!(await readReference(db)).branch(branchId))
    throw new LoketFailure({ code: 'branch_unknown', kind: 'person', field: 'branchId' });
  // what is written here was judged here: the rules of a desk do not let a document change its branch
  const own = { now, rules: { ...rules, checkWrite: () => null }, writer: { actor, scope: 'all' as const } };
  return db.tx(async (tx) => {
    const customer = await readDocument(tx, customerId);
    const mine = customer && (isHeadOffice(actor) || customer['branchId'] === actor.branchId);
    if (!customer || !mine) throw new LoketFailure({ code: 'not_found', kind: 'person' });
    if (customer['branchId'] === branchId)
      throw new LoketFailure({ code: 'same_branch', kind: 'person', field: 'branchId' });
    if (customer['mergedInto']) throw new LoketFailure({ code: 'already_joined', kind: 'person' });
    const records = [customer, ...(await readJoined(tx, customerId))];
    const streams = new Map<string, number>();
    const write = async (collection: CollectionName, rows: readonly Snapshot[]): Promise<void> => {
      const versions = rows.map((row) => versionOf(row, branchId, options));
      const pushed = await pushIn(tx, { ...own, collection, rows: versions });
      for (const [stream, seq] of pushed.streams) streams.set(stream, seq);
    };
    // the owner's tie ends with the branch
    await write(
      'customers',
      records.map(({ ownerId: _owner, ...rest }) => rest as Snapshot),
    );
    const staff = await readStaff(tx, branchId);
    for (const collection of HANDED_OVER)
      for (const { id } of records) {
        const rows = await readDependents(tx, collection, id);
        if (rows.length > 0)
          await write(collection, collection === 'tasks' ? rows.map((row) => handedTo(staff, row)) : rows);
      }
    const entry = entryOf(customer, branchId, reason, options);
    const rev = v7();
    const row = { id: entry.id, rev, base: null, doc: { ...entry, rev, ver: 0, _deleted: false } };
    for (const [stream, seq] of (await pushIn(tx, { ...own, collection: 'activities', rows: [row] })).streams)
      streams.set(stream, seq);
    return streams;
  });
}

const parse = (row: { readonly data: string }): Snapshot => JSON.parse(row.data) as Snapshot;

async function readDocument(tx: Queryable, id: string): Promise<Snapshot | undefined> {
  const [row] = await tx.query<{ data: string }>(
    `SELECT data FROM documents WHERE collection = 'customers' AND id = $1 AND NOT deleted FOR UPDATE`,
    [id],
  );
  return row && parse(row);
}

/** Records that were joined into `id`, straight or over others. */
async function readJoined(tx: Queryable, id: string): Promise<Snapshot[]> {
  const found = new Map<string, Snapshot>();
  for (let wave = [id]; wave.length > 0;) {
    const next: string[] = [];
    for (const into of wave) {
      // rare, and never in the way of a counter: a look through the branch's customers costs no index on every write
      const rows = await tx.query<{ data: string }>(
        `SELECT data FROM documents
         WHERE collection = 'customers' AND NOT deleted AND data LIKE $1 ORDER BY id FOR UPDATE`,
        [`%"mergedInto":"${into.replace(/[\\%_]/g, '\\$&')}"%`],
      );
      for (const record of rows.map(parse))
        if (record['mergedInto'] === into && record.id !== id && !found.has(record.id)) {
          found.set(record.id, record);
          next.push(record.id);
        }
    }
    wave = next;
  }
  return [...found.values()];
}

/** Tasks of a complaint stay with the complaint. */
async function readDependents(
  tx: Queryable,
  collection: CollectionName,
  customerId: string,
): Promise<Snapshot[]> {
  const rows = await tx.query<{ data: string }>(
    `SELECT data FROM documents
     WHERE collection = $1 AND customer_id = $2 AND complaint_id IS NULL AND NOT deleted ORDER BY id FOR UPDATE`,
    [collection, customerId],
  );
  return rows.map(parse);
}

/** Ids of the people who work in the branch. */
async function readStaff(tx: Queryable, branchId: string): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ id: string }>(
    'SELECT id FROM users WHERE branch_id = $1 AND disabled_at IS NULL',
    [branchId],
  );
  return new Set(rows.map(({ id }) => id));
}

/** An open task of somebody who does not work in the new branch is nobody's there; who did one stays on record. */
function handedTo(staff: ReadonlySet<string>, task: Snapshot): Snapshot {
  const { assigneeId, ...rest } = task;
  return task['status'] !== 'open' || staff.has(String(assigneeId)) ? task : (rest as Snapshot);
}

function versionOf(stored: Snapshot, branchId: string, { actor, now }: TransferOptions) {
  const rev = v7();
  const content: Content = {
    ...contentOf(stored),
    branchId,
    updatedBy: { id: actor.userId, name: actor.name },
    updatedAt: now.toISOString(),
    clock: { offset: 0, uncertainty: 0 },
  };
  return { id: stored.id, rev, base: stored.rev, doc: { ...content, rev, ver: 0, _deleted: false } };
}

function entryOf(
  customer: Snapshot,
  branchId: string,
  reason: string,
  { actor, now }: TransferOptions,
): Activity {
  const by = { id: actor.userId, name: actor.name };
  const at = now.toISOString();
  return {
    id: v7(),
    branchId,
    createdBy: by,
    createdAt: at,
    updatedBy: by,
    updatedAt: at,
    clock: { offset: 0, uncertainty: 0 },
    kind: 'customer_transferred',
    at,
    customerId: customer.id,
    complaintId: '',
    from: String(customer['branchId']),
    to: branchId,
    text: reason,
  };
}
