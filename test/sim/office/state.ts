/** What the reference head office remembers, and how its streams are numbered (rules 27 and 28). */
import type { Actor } from '#shared/domain/actor.ts';
import type { Snapshot } from '#shared/sync/document.ts';

export interface Placement {
  readonly seq: number;
  readonly gone: boolean;
  /** Rev with which the document left. */
  readonly rev: string;
}

export interface Remembered {
  readonly branch: string;
  readonly ver: number;
  /** Of a refusal. */
  readonly code: string | null;
}

export interface State {
  /** By `collection/id`. */
  readonly docs: Map<string, Snapshot>;
  /** By `collection|stream`; within, by id, in the order of their numbers. */
  readonly placements: Map<string, Map<string, Placement>>;
  readonly counters: Map<string, number>;
  /** By `collection/id|rev`. */
  readonly answers: Map<string, Remembered>;
  /** Numbers on paper with the document that has them. */
  readonly numbers: Map<string, string>;
}

export const emptyState = (): State => ({
  docs: new Map(),
  placements: new Map(),
  counters: new Map(),
  answers: new Map(),
  numbers: new Map(),
});

/** @returns a state that does not follow the changes of `state`; single values never change. */
export const copyOf = (state: State): State => ({
  docs: new Map(state.docs),
  placements: new Map([...state.placements].map(([key, placed]) => [key, new Map(placed)])),
  counters: new Map(state.counters),
  answers: new Map(state.answers),
  numbers: new Map(state.numbers),
});

const NOWHERE: ReadonlyMap<string, Placement> = new Map();

export const placed = (state: State, collection: string, stream: string): ReadonlyMap<string, Placement> =>
  state.placements.get(`${collection}|${stream}`) ?? NOWHERE;

/** @returns the streams in which a document stands, or ever stood. */
export function streamsWith(state: State, collection: string, id: string, everStood = false): string[] {
  const out: string[] = [];
  for (const [key, within] of state.placements) {
    if (!key.startsWith(`${collection}|`)) continue;
    const placement = within.get(id);
    if (placement && (everStood || !placement.gone)) out.push(key.slice(collection.length + 1));
  }
  return out;
}

/** Rule 28: the next number of a stream goes to this document. */
export function tell(
  state: State,
  collection: string,
  stream: string,
  id: string,
  gone: boolean,
  rev: string,
): void {
  const seq = (state.counters.get(stream) ?? 0) + 1;
  state.counters.set(stream, seq);
  const key = `${collection}|${stream}`;
  const within = state.placements.get(key) ?? new Map<string, Placement>();
  state.placements.set(key, within);
  // last in the map: it is read in the order of numbers
  within.delete(id);
  within.set(id, { seq, gone, rev });
}

const READ = new WeakMap<Actor, readonly string[]>();

/** Rule 27, written apart from the product: which streams a person reads. */
export function streamsRead(actor: Actor): readonly string[] {
  const known = READ.get(actor);
  if (known) return known;
  const { role, branchId, divisionId } = actor;
  const streams = ['global'];
  const overAll = branchId === 'PST' || role === 'headoffice' || role === 'admin';
  if (!overAll) streams.push(`b:${branchId}`);
  if (!overAll && role === 'supervisor') streams.push(`c:${branchId}`);
  if (role === 'division' && branchId === 'PST' && divisionId) streams.push(`d:${divisionId}`);
  READ.set(actor, streams.sort());
  return streams;
}
