/** The verdict on each row of a push (SPEC.md, "Head office"). Pure: what has to be known is given. */
import { Value } from 'typebox/value';
import { branchStream, confidentialStream, isHeadOffice } from '#shared/domain/actor.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import { PushRow, type PushAnswer, type WireDocument } from '#shared/sync/messages.ts';
import type { Content, Snapshot } from '#shared/sync/document.ts';
import { contentOf } from '#shared/sync/replica.ts';
import {
  answerKey,
  inScope,
  type Known,
  type Remembered,
  type Stored,
  type SyncRules,
  type Writer,
} from './types.ts';

/** Largest document, in characters of JSON. */
export const MAX_DOCUMENT = 256 * 1024;

/** What JSON can say and PostgreSQL cannot store: the character 0 and halves of surrogate pairs. */
export const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/;

export interface Change {
  readonly id: string;
  readonly next: Stored;
  readonly content: Content;
  readonly streams: readonly string[];
  readonly number: string | undefined;
}

export interface Verdicts {
  readonly answers: readonly PushAnswer[];
  /** Verdicts to remember, by `answerKey`. */
  readonly remember: ReadonlyMap<
    string,
    { readonly id: string; readonly rev: string; readonly verdict: Remembered }
  >;
  /** Last version of each document that was accepted. */
  readonly changes: ReadonlyMap<string, Change>;
  /** A number of the writer's own desk was already printed by another profile of it. */
  readonly deskCodeUsedTwice: boolean;
}

export interface Question {
  readonly collection: CollectionName;
  readonly rows: readonly unknown[];
  readonly writer: Writer;
  readonly known: Known;
  readonly rules: SyncRules;
  /** ISO 8601 UTC. */
  readonly now: string;
}

type Rejected = Extract<PushAnswer, { status: 'rejected' }>;

const parse = (stored: Stored): WireDocument & Snapshot => JSON.parse(stored.data) as WireDocument & Snapshot;
const textAt = (row: unknown, field: string): string => {
  const value = typeof row === 'object' && row !== null ? (row as Record<string, unknown>)[field] : undefined;
  return typeof value === 'string' ? value : '';
};

/** Judges rows in order; a later row of a document sees what an earlier one did to it. */
export function decide({ collection, rows, writer, known, rules, now }: Question): Verdicts {
  const { actor, scope } = writer;
  const stored = new Map(known.stored);
  const live = new Map(known.live);
  const numbers = new Map(known.numbers);
  const remembered = new Map(known.answers);
  const remember = new Map<string, { id: string; rev: string; verdict: Remembered }>();
  const changes = new Map<string, Change>();
  let deskCodeUsedTwice = false;

  const keep = (id: string, rev: string, verdict: Remembered): void => {
    remembered.set(answerKey(id, rev), verdict);
    remember.set(answerKey(id, rev), { id, rev, verdict });
  };
  const reject = (id: string, rev: string, code: string, field?: string): Rejected => {
    keep(id, rev, { branch: actor.branchId, status: 'rejected', ver: 0, code, field: field ?? null });
    return { id, rev, status: 'rejected', code, ...(field === undefined ? {} : { field }) };
  };

  const again = (
    row: PushRow,
    verdict: Remembered,
    current: Stored | undefined,
    visible: boolean,
  ): PushAnswer => {
    if (verdict.status === 'rejected')
      return {
        id: row.id,
        rev: row.rev,
        status: 'rejected',
        code: verdict.code ?? 'invalid',
        ...(verdict.field === null ? {} : { field: verdict.field }),
      };
    const server = visible && current?.rev === row.rev ? parse(current).server : undefined;
    return {
      id: row.id,
      rev: row.rev,
      status: 'accepted',
      ver: verdict.ver,
      ...(server ? { server } : {}),
      ...(current && visible && current.ver > verdict.ver ? { master: parse(current) } : {}),
    };
  };

  const judge = (raw: unknown): PushAnswer => {
    if (!Value.Check(PushRow, raw) || raw.doc.id !== raw.id || raw.doc.rev !== raw.rev)
      return {
        id: textAt(raw, 'id'),
        rev: textAt(raw, 'rev'),
        status: 'rejected',
        code: 'invalid',
        field: 'row',
      };
    const { id, rev, base, doc } = raw;
    const current = stored.get(id);
    const visible = current !== undefined && inScope(scope, live.get(id));
    const verdict = remembered.get(answerKey(id, rev));
    if (verdict && (visible || scope === 'all' || verdict.branch === actor.branchId))
      return again(raw, verdict, current, visible);
    // the same answer for what is missing and for what is another's
    if (current ? !visible : base !== null) {
      if (verdict) return { id, rev, status: 'rejected', code: 'not_found' };
      return reject(id, rev, 'not_found');
    }
    if (current && current.rev !== base) return { id, rev, status: 'conflict', master: parse(current) };

    const content = contentOf(doc);
    const after = { ...content, _deleted: doc._deleted };
    const beforeContent = current ? contentOf(parse(current)) : null;
    const error = rules.checkWrite(
      collection,
      current?.deleted ? null : beforeContent,
      after,
      actor,
      known.facts,
    );
    if (error) return reject(id, rev, error.code, error.field);

    const number = paperNumber(collection, content);
    const owner = number === undefined ? undefined : numbers.get(number);
    const self = `${collection}/${id}`;
    if (owner !== undefined && owner !== self) {
      if (actor.deskCode !== undefined && number?.split('-')[2] === actor.deskCode) deskCodeUsedTwice = true;
      return reject(id, rev, 'number_taken', 'number');
    }
    // what is deleted stays where it stood, whatever its tombstone says
    const streams =
      current && doc._deleted
        ? [...(live.get(id) ?? [])]
        : rules.placementsOf(collection, content, known.facts);
    const customer = known.facts.customers.get(textAt(content, 'customerId'));
    // what is late for a transferred customer follows it
    const followed = customer?.formerly ? [branchStream(customer.branchId)] : [];
    if (!mayPlace(writer, collection, streams, [...(live.get(id) ?? []), ...followed]))
      return reject(id, rev, 'other_branch', 'branchId');

    const ver = (current?.ver ?? 0) + 1;
    const server = { at: now };
    const data = JSON.stringify({ ...content, rev, ver, _deleted: doc._deleted, server });
    if (data.length > MAX_DOCUMENT) return reject(id, rev, 'too_large');
    if (UNSTORABLE.test(data)) return reject(id, rev, 'invalid', 'text');
    const next: Stored = { rev, ver, deleted: doc._deleted, data };
    stored.set(id, next);
    live.set(id, new Set(streams));
    if (number !== undefined) numbers.set(number, self);
    changes.set(id, { id, next, content, streams, number });
    keep(id, rev, { branch: actor.branchId, status: 'accepted', ver, code: null, field: null });
    return { id, rev, status: 'accepted', ver, server };
  };

  return { answers: rows.map(judge), remember, changes, deskCodeUsedTwice };
}

/** Numbers on paper are those of customers and complaints; an agreement's number is the customer's business. */
function paperNumber(collection: CollectionName, content: Content): string | undefined {
  if (collection !== 'customers' && collection !== 'complaints') return undefined;
  const number = content['number'];
  return typeof number === 'string' && number !== '' ? number : undefined;
}

/** What people at head office add to cases that they read; all else is made in branches. */
const ADDED: ReadonlySet<CollectionName> = new Set(['activities', 'tasks']);
const OF_HEAD_OFFICE: ReadonlySet<CollectionName> = new Set(['campaigns', 'reference']);

/**
 * Rule 33. A branch's person may put a document where it already stands, into the own branch and into any division's
 * queue. Who works at head office changes what stands somewhere already, and adds to what is read there.
 */
function mayPlace(
  { actor, scope }: Writer,
  collection: CollectionName,
  streams: readonly string[],
  before: readonly string[],
): boolean {
  if (scope === 'all') return true;
  const own = branchStream(actor.branchId);
  if (isHeadOffice(actor)) {
    if (OF_HEAD_OFFICE.has(collection) || before.length > 0) return true;
    return ADDED.has(collection) && streams.some((stream) => stream === own || scope.has(stream));
  }
  const allowed = new Set([own, confidentialStream(actor.branchId), ...scope, ...before]);
  allowed.delete('global');
  return streams.every((stream) => allowed.has(stream) || stream.startsWith('d:'));
}
