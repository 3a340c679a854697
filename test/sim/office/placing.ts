/** Where documents stand, and what moves with them (rules 27, 31 to 33), written apart from the product. */
import type { Actor } from '#shared/domain/actor.ts';
import type { WriteFacts } from '#shared/domain/placement.ts';
import type { Content, Snapshot } from '#shared/sync/document.ts';
import { type State, streamsRead, streamsWith, tell } from './state.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Looks a parent up; null when it is not there or may not be known. */
export type Parent = (collection: 'customers' | 'complaints', id: string) => Snapshot | null;

function complaintStreams(complaint: Content): string[] {
  const division = text(complaint['divisionId']);
  const own = `${complaint['confidential'] === true ? 'c' : 'b'}:${text(complaint['branchId'])}`;
  return division === '' ? [own] : [own, `d:${division}`];
}

/** @returns the streams in which a document of this content belongs. */
export function belongsTo(collection: string, content: Content, parent: Parent): string[] {
  const own = `b:${text(content['branchId'])}`;
  if (collection === 'reference') return ['global'];
  if (collection === 'customers') return [own];
  if (collection === 'complaints') return complaintStreams(content);
  const complaint = parent('complaints', text(content['complaintId']));
  if (complaint) return complaintStreams(complaint);
  // it is on its way, and may be confidential
  if (text(content['complaintId']) !== '') return [own];
  const customer = parent('customers', text(content['customerId']));
  return customer ? [`b:${text(customer['branchId'])}`] : [own];
}

/** Rule 32: parents that never stood where the writer could see them are unknown. */
export function parentsKnownTo(state: State, actor: Actor): Parent {
  const wide = actor.branchId === 'PST';
  const scope = new Set([...streamsRead(actor), `b:${actor.branchId}`, `c:${actor.branchId}`]);
  return (collection, id) => {
    const doc = id === '' ? undefined : state.docs.get(`${collection}/${id}`);
    if (!doc) return null;
    const known = wide || streamsWith(state, collection, id, true).some((stream) => scope.has(stream));
    return known ? doc : null;
  };
}

export const anyParent =
  (state: State): Parent =>
  (collection, id) =>
    state.docs.get(`${collection}/${id}`) ?? null;

/** @returns what `checkWrite` wants to know of the parents. */
export function factsOf(content: Content, parent: Parent, people: WriteFacts['users']): WriteFacts {
  const customer = parent('customers', text(content['customerId']));
  const complaint = parent('complaints', text(content['complaintId']));
  return {
    customers: new Map(
      customer ? [[customer.id, { branchId: text(customer['branchId']), formerly: true }]] : [],
    ),
    complaints: new Map(
      complaint
        ? [
            [
              complaint.id,
              {
                branchId: text(complaint['branchId']),
                divisionId: text(complaint['divisionId']),
                confidential: complaint['confidential'] === true,
              },
            ],
          ]
        : [],
    ),
    campaigns: new Map(),
    ...(people ? { users: people } : {}),
  };
}

/** Numbers the coming, changing and leaving of a document, and moves what hangs on it (rule 31). */
export function place(
  state: State,
  collection: string,
  id: string,
  rev: string,
  streams: readonly string[],
): void {
  const before = streamsWith(state, collection, id);
  for (const stream of [...streams].sort()) tell(state, collection, stream, id, false, rev);
  for (const stream of before.sort())
    if (!streams.includes(stream)) tell(state, collection, stream, id, true, rev);
  const stays = before.length === streams.length && streams.every((stream) => before.includes(stream));
  if (!stays) moveDependents(state, collection, id, [...before, ...streams]);
}

const branchOf = (stream: string): string => stream.replace(/^c:/, 'b:');

function moveDependents(
  state: State,
  collection: string,
  parentId: string,
  parentStreams: readonly string[],
): void {
  const field =
    collection === 'customers' ? 'customerId' : collection === 'complaints' ? 'complaintId' : null;
  if (field === null) return;
  const branches = new Set(parentStreams.filter((s) => !s.startsWith('d:')).map(branchOf));
  for (const [key, doc] of state.docs) {
    if (doc[field] !== parentId) continue;
    const name = key.slice(0, key.indexOf('/'));
    const stands = streamsWith(state, name, doc.id);
    if (!stands.some((stream) => branches.has(branchOf(stream)))) continue;
    const belongs = belongsTo(name, doc, anyParent(state));
    for (const stream of belongs)
      if (!stands.includes(stream)) tell(state, name, stream, doc.id, false, doc.rev);
    for (const stream of stands)
      if (!belongs.includes(stream)) tell(state, name, stream, doc.id, true, doc.rev);
  }
}
