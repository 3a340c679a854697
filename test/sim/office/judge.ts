/** The verdict on one row of a push (rules 21, 22, 32 to 35), written apart from the server. */
import type { Actor } from '#shared/domain/actor.ts';
import { checkWrite } from '#shared/domain/check-write.ts';
import type { WriteFacts } from '#shared/domain/placement.ts';
import type { Snapshot } from '#shared/sync/document.ts';
import type { PushAnswer, PushRow } from '#shared/sync/messages.ts';
import { contentOf } from '#shared/sync/replica.ts';
import type { SimCollection } from '../people.ts';
import { belongsTo, factsOf, parentsKnownTo, place } from './placing.ts';
import { type State, streamsRead, streamsWith, tell } from './state.ts';

export interface Judge {
  readonly state: State;
  readonly actor: Actor;
  readonly people: NonNullable<WriteFacts['users']>;
  /** Each version that is stored. */
  readonly onStored: (collection: SimCollection, before: Snapshot | undefined, version: Snapshot) => void;
}

/** Words that head office refuses, so that there is something to refuse which no desk knows of. */
export const REFUSED = 'Tolak';

function isRefused(collection: SimCollection, doc: Snapshot): boolean {
  const said = collection === 'customers' ? doc['name'] : (doc['text'] ?? doc['outcome']);
  return typeof said === 'string' && said.startsWith(REFUSED);
}

function mayPlace(actor: Actor, streams: readonly string[], allowed: readonly string[]): boolean {
  if (actor.branchId === 'PST') return true;
  const own = new Set([`b:${actor.branchId}`, `c:${actor.branchId}`, ...allowed]);
  return streams.every((stream) => stream !== 'global' && (own.has(stream) || stream.startsWith('d:')));
}

export function judge(
  { state, actor, people, onStored }: Judge,
  collection: SimCollection,
  row: PushRow,
): PushAnswer {
  const { id, rev, base, doc } = row;
  const key = `${collection}/${id}`;
  const scope = streamsRead(actor);
  const stored = state.docs.get(key);
  const stands = streamsWith(state, collection, id);
  const visible = stored !== undefined && stands.some((stream) => scope.includes(stream));
  const remembered = state.answers.get(`${key}|${rev}`);
  const reject = (code: string, keep = true): PushAnswer => {
    if (keep) state.answers.set(`${key}|${rev}`, { branch: actor.branchId, ver: 0, code });
    return { id, rev, status: 'rejected', code };
  };

  if (remembered && (visible || remembered.branch === actor.branchId)) {
    if (remembered.code !== null) return reject(remembered.code, false);
    const newer = visible && stored.ver > remembered.ver ? { master: stored } : {};
    const server = visible && stored.rev === rev && stored.server ? { server: { ...stored.server } } : {};
    return { id, rev, status: 'accepted', ver: remembered.ver, ...server, ...newer };
  }
  if (stored ? !visible : base !== null) return reject('not_found', !remembered);
  if (stored && stored.rev !== base) return { id, rev, status: 'conflict', master: stored };

  const content = contentOf(doc);
  const parent = parentsKnownTo(state, actor);
  const facts = factsOf(content, parent, people);
  const before = stored && !stored._deleted ? contentOf(stored) : null;
  const error = checkWrite(collection, before, { ...content, _deleted: doc._deleted }, actor, facts);
  if (error) return reject(error.code);
  if (isRefused(collection, doc as Snapshot)) return reject('invalid');
  const number = typeof content['number'] === 'string' ? content['number'] : null;
  const owner = number === null ? undefined : state.numbers.get(number);
  if (owner !== undefined && owner !== key) return reject('number_taken');
  const streams = stored && doc._deleted ? stands : belongsTo(collection, content, parent);
  const customer = [...facts.customers.values()][0];
  const followed = customer ? [`b:${customer.branchId}`] : [];
  if (!mayPlace(actor, streams, [...stands, ...scope, ...followed])) return reject('other_branch');

  const ver = (stored?.ver ?? 0) + 1;
  const version: Snapshot = { ...content, rev, ver, _deleted: doc._deleted, server: { at: `v${ver}` } };
  state.docs.set(key, version);
  if (number !== null) state.numbers.set(number, key);
  state.answers.set(`${key}|${rev}`, { branch: actor.branchId, ver, code: null });
  place(state, collection, id, rev, streams);
  // what its writer may not see is told as a departure: the desk has it, and must not keep it
  if (!stored && !streams.some((stream) => scope.includes(stream)))
    tell(state, collection, scope.find((stream) => stream !== 'global') ?? 'global', id, true, rev);
  onStored(collection, stored, version);
  return { id, rev, status: 'accepted', ver, server: { ...version.server } };
}
