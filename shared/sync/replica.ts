/**
 * The states of a replicated document and every way from one to the next (SPEC.md). Pure: no time, no store, no network.
 */
import type { Content, Merge, NotTaken, Snapshot, StoredDoc, SyncState } from './document.ts';
import type { PushAnswer, WireDocument } from './messages.ts';
import { same } from './same.ts';

/** What the transitions need from outside. */
export interface ReplicaContext {
  readonly merge: Merge;
  /** A token that no write has ever had. */
  readonly newRev: () => string;
}

/** The document to store instead of the one that was looked at. */
export interface Transition {
  readonly next: StoredDoc;
  readonly history: readonly NotTaken[];
}

/** Code of a change whose document has left this desk's scope (rule 23). */
export const MOVED = 'moved';

const ENVELOPE = new Set([
  'rev',
  'ver',
  'unsent',
  'sync',
  'server',
  '_deleted',
  '_left',
  '_rev',
  '_meta',
  '_attachments',
]);

/** @returns the fields that people and commands write, without the envelope and the storage's own. */
export function contentOf(doc: Content): Content {
  const out: Record<string, unknown> = {};
  for (const field in doc) if (!ENVELOPE.has(field)) out[field] = doc[field];
  return out as Content;
}

/** @returns the version that a stored document stands for. */
export function snapshotOf(doc: Snapshot): Snapshot {
  return {
    ...contentOf(doc),
    rev: doc.rev,
    ver: doc.ver,
    _deleted: doc._deleted,
    ...(doc.server ? { server: doc.server } : {}),
  };
}

const CLEAN_SYNC: SyncState = { base: null, flight: null, master: null, problem: null };
const only = (next: StoredDoc): Transition => ({ next, history: [] });
const clean = (version: Snapshot): StoredDoc => ({ ...snapshotOf(version), unsent: 0 });

/** A document that this desk may no longer keep: no content, and any version that comes back is newer (rule 23). */
const departed = (id: string, rev: string): StoredDoc => ({ id, rev, ver: 0, _deleted: true, unsent: 0 });

/** @returns whether the document has left this desk's scope: only its id and its last rev are known. */
export const isDeparted = (doc: StoredDoc): boolean => doc.unsent === 0 && doc._deleted && doc.ver === 0;

function newest(a: Snapshot | null, b: Snapshot | null): Snapshot | null {
  if (!a || !b) return a ?? b;
  return b.ver > a.ver ? b : a;
}

const syncOf = (doc: StoredDoc): SyncState => doc.sync ?? CLEAN_SYNC;

/** A state that begins anew upon `base`, in the epoch in which head office was asked. */
const upon = (base: Snapshot | null, { asked }: SyncState): SyncState => ({
  ...CLEAN_SYNC,
  base,
  ...(asked === undefined ? {} : { asked }),
});

/**
 * Rules 5 to 7: a local write. Edit, new rev and change of state are one document.
 * @param prev what is stored now, tombstones included
 * @param want the wanted content; `_deleted` when it is a deletion
 */
export function stamp(prev: StoredDoc | undefined, want: Content, deleted: boolean, rev: string): StoredDoc {
  const fresh = { ...contentOf(want), rev, _deleted: deleted };
  if (!prev) return { ...fresh, ver: 0, unsent: 2, sync: CLEAN_SYNC };
  const kept = { ...fresh, ver: prev.ver, ...(prev.server ? { server: prev.server } : {}) };
  if (prev.unsent === 0) {
    return { ...kept, unsent: 2, sync: { ...CLEAN_SYNC, base: prev.ver > 0 ? snapshotOf(prev) : null } };
  }
  const before = syncOf(prev);
  const base = before.base && before.base.ver > 0 ? before.base : null;
  if (prev.unsent === 3) {
    const { doubt, ...rest } = before;
    const flight = doubt ?? null;
    return { ...kept, unsent: flight ? 1 : 2, sync: { ...rest, base, flight, problem: null } };
  }
  const flight = prev.unsent === 2 ? snapshotOf(prev) : before.flight;
  return { ...kept, unsent: 1, sync: { ...before, base, flight, problem: null } };
}

/** Rule 9: what to send of an unsent document, and the rev of the version that it was made from. */
export function outgoing(doc: StoredDoc): { readonly sent: Snapshot; readonly base: string | null } {
  const sync = syncOf(doc);
  return { sent: sync.flight ?? snapshotOf(doc), base: sync.base?.rev ?? null };
}

/** Rule 14: a head-office version newer than the base meets local edits on top of that base. */
function rebase(
  doc: StoredDoc,
  base: Snapshot | null,
  master: Snapshot,
  context: ReplicaContext,
): Transition {
  const { content, deleted, history } = context.merge(base, snapshotOf(doc), master);
  const merged = { ...contentOf(content), id: doc.id, _deleted: deleted };
  if (same(merged, master)) return { next: clean(master), history };
  return {
    next: {
      ...merged,
      rev: context.newRev(),
      ver: master.ver,
      ...(master.server ? { server: master.server } : {}),
      unsent: 2,
      sync: upon(snapshotOf(master), syncOf(doc)),
    },
    history,
  };
}

/**
 * Rules 11 to 15: head office's answer to the revision `sent`.
 * @returns null when the answer no longer concerns the document
 */
export function settle(
  doc: StoredDoc | undefined,
  sent: Snapshot,
  answer: PushAnswer,
  context: ReplicaContext,
): Transition | null {
  if (!doc || doc.unsent === 0) return null;
  const sync = syncOf(doc);
  if (doc.unsent === 3) {
    const arrived = sync.problem?.code === MOVED && doc.rev === sent.rev && answer.status === 'accepted';
    return arrived ? only(departed(doc.id, doc.rev)) : null;
  }
  const isFlight = sync.flight?.rev === sent.rev;
  const isCurrent = doc.unsent === 2 && doc.rev === sent.rev;
  if (!isFlight && !isCurrent) return null;
  const master = newest(sync.master, answer.master ? asSnapshot(answer.master) : null);

  if (answer.status === 'accepted') {
    const server = answer.server ?? sent.server;
    const landed: Snapshot = { ...snapshotOf(sent), ver: answer.ver, ...(server ? { server } : {}) };
    const later = master && master.ver > answer.ver ? master : null;
    if (isCurrent) return only(clean(later ?? landed));
    if (later) return rebase(doc, landed, later, context);
    return only({
      ...doc,
      unsent: 2,
      ver: answer.ver,
      ...(server ? { server } : {}),
      sync: upon(landed, sync),
    });
  }
  if (answer.status === 'conflict') {
    if (isCurrent && sync.doubt)
      return only({ ...doc, unsent: 1, sync: { ...sync, master, flight: sync.doubt, doubt: null } });
    return rebase(doc, sync.base, master ?? asSnapshot(answer.master), context);
  }
  // what this desk once had and may not see any more has left, whether or not the departure was heard
  const left = answer.code === 'not_found' && sync.base !== null && sync.base.ver > 0;
  const doubt = left ? doubtOf(doc) : {};
  if (isFlight) return only({ ...doc, unsent: 2, sync: { ...sync, ...doubt, flight: null, master } });
  const problem = {
    code: left ? MOVED : answer.code,
    ...(answer.field === undefined ? {} : { field: answer.field }),
  };
  return only({ ...doc, unsent: 3, sync: { ...sync, ...doubt, master, problem } });
}

/**
 * What was sent and has no answer may be at head office, although it is not to be seen there any more. Of several the
 * first one counts: it was sent while the document was still here.
 */
function doubtOf(doc: StoredDoc): { readonly doubt?: Snapshot } {
  const { doubt, flight } = syncOf(doc);
  return doc.unsent === 3 || doubt === null ? {} : { doubt: doubt ?? flight ?? snapshotOf(doc) };
}

/**
 * Rules 17, 18 and 23: a version pulled from head office meets what is stored.
 * @returns null when there is nothing to do
 */
export function receive(
  doc: StoredDoc | undefined,
  row: WireDocument,
  context: ReplicaContext,
): Transition | null {
  if (isLeft(row)) return leave(doc, row);
  const master = asSnapshot(row);
  if (!doc) return only(clean(master));
  if (doc.unsent === 0) return master.ver > doc.ver ? only(clean(master)) : null;
  const sync = syncOf(doc);
  const own = (doc.unsent === 2 && master.rev === doc.rev) || sync.flight?.rev === master.rev;
  if (own) {
    const server = master.server ? { server: master.server } : {};
    return settle(
      doc,
      master,
      { id: doc.id, rev: master.rev, status: 'accepted', ver: master.ver, ...server },
      context,
    );
  }
  const known = Math.max(sync.base?.ver ?? 0, sync.master?.ver ?? 0);
  const newer = master.ver > known;
  const waiting: StoredDoc = newer ? { ...doc, sync: { ...sync, master } } : doc;
  // Head office has placed it here again, be it unchanged, so its verdict can be asked for again.
  if (doc.unsent === 3 && sync.problem?.code === MOVED && master.ver >= known)
    return only(retry(waiting, context.newRev()));
  if (!newer) return null;
  return only(waiting);
}

/** Rule 23: never an ordinary deletion, which a merge would revive. */
function leave(doc: StoredDoc | undefined, row: WireDocument): Transition | null {
  if (!doc || isDeparted(doc)) return null;
  if (doc.unsent === 0) return only(departed(doc.id, doc.rev));
  if (doc.unsent === 3 && syncOf(doc).problem?.code === MOVED) return null;
  if (doc.unsent === 2 && row.rev === doc.rev) return only(departed(doc.id, doc.rev));
  const sync = { ...syncOf(doc), ...doubtOf(doc), flight: null, problem: { code: MOVED } };
  return only({ ...doc, unsent: 3, sync });
}

/**
 * Rule 24: a row of the complete pull after head office's database was restored. `ver` counts anew there, and what
 * this desk holds may be newer, older or beside it: so it asks by sending its rev, which head office knows or not.
 */
export function receiveRestored(
  doc: StoredDoc | undefined,
  row: WireDocument,
  epoch: string,
  context: ReplicaContext,
): Transition | null {
  // of what has left this desk nothing is known any more: there is nothing to ask about
  if (!doc || isDeparted(doc) || isLeft(row)) return receive(doc, row, context);
  // a page that was overtaken by a later one must not put an older master in the place of what that one brought
  if (doc.sync?.asked === epoch) return receive(doc, row, context);
  const master = asSnapshot(row);
  if (doc.unsent === 0) return only(doc.rev === master.rev ? clean(master) : ask(doc, master, epoch));
  if (master.rev === doc.rev || master.rev === doc.sync?.flight?.rev) return receive(doc, row, context);
  return only(ask(doc, master, epoch));
}

/**
 * Rule 26: a version asked for by id because the summaries differ. Head office's counter orders versions; what it has
 * no newer version of is sent again, and what it says then is right.
 */
export function repair(
  doc: StoredDoc | undefined,
  row: WireDocument,
  context: ReplicaContext,
): Transition | null {
  const stale = doc?.unsent === 0 && !isLeft(row) && doc.rev !== row.rev && row.ver <= doc.ver;
  return stale ? only(ask(doc, asSnapshot(row))) : receive(doc, row, context);
}

/**
 * Rule 24: back to unsent with the same rev and no base. A known rev gets its old answer and the newer master, an
 * unknown one is stored or merged without a base, which keeps what both sides have.
 * @param master what head office has after the restoration; null when it lacks the document
 * @param epoch of the restored database; absent when head office was not restored
 */
export function ask(doc: StoredDoc, master: Snapshot | null, epoch?: string): StoredDoc {
  const { base, flight, problem, doubt } = syncOf(doc);
  const unsent = doc.unsent === 0 ? 2 : doc.unsent;
  // Under a refused change lies a version that may be nowhere else: it is sent when the change is given up.
  const beneath = unsent === 3 && base ? { ...base, ver: 0 } : null;
  const asked = epoch === undefined ? {} : { asked: epoch };
  const doubtful = doubt ? { doubt } : {};
  return { ...doc, ver: 0, unsent, sync: { base: beneath, flight, master, problem, ...doubtful, ...asked } };
}

/** Rule 16: the change that head office refused is tried once more, as a new revision. */
export const retry = (doc: StoredDoc, rev: string): StoredDoc => stamp(doc, doc, doc._deleted, rev);

/** Rule 16: the change that head office refused is given up for the newest version known. */
export function discard(doc: StoredDoc): StoredDoc {
  const sync = syncOf(doc);
  if (sync.problem?.code === MOVED) return departed(doc.id, doc.rev);
  if (sync.base && sync.base.ver === 0) {
    return { ...snapshotOf(sync.base), unsent: 2, sync: { ...upon(null, sync), master: sync.master } };
  }
  const version = newest(sync.base, sync.master);
  return version ? clean(version) : departed(doc.id, doc.rev);
}

/**
 * Rule 26: the newest version of head office that a stored document knows of: in quarantine it may wait long for a
 * person before it is taken.
 * @returns null when head office never had it, has deleted it, or has taken it out of this desk's scope
 */
export function knownOf(doc: StoredDoc): { readonly id: string; readonly rev: string } | null {
  const { base, master, problem } = syncOf(doc);
  if (problem?.code === MOVED) return null;
  const version = doc.unsent === 0 ? doc : newest(base, master);
  return version && version.ver > 0 && !version._deleted ? { id: doc.id, rev: version.rev } : null;
}

/** A document that a complete pull did not mention is outside the scope: it goes as if it had left. */
export const withdraw = (doc: StoredDoc): StoredDoc => departed(doc.id, doc.rev);

/** @returns whether the row says that the document has left this desk's scope. */
export const isLeft = (row: WireDocument): boolean => '_left' in row && row._left === true;

function asSnapshot(row: WireDocument): Snapshot {
  return snapshotOf(row as Snapshot);
}
