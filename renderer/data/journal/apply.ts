/** How a journalled document meets what stands in its collection. Pure. */
import type { NotTaken, Snapshot, StoredDoc } from '#shared/sync/document.ts';
import { isDeparted, type ReplicaContext, snapshotOf, stamp } from '#shared/sync/replica.ts';
import { same } from '#shared/sync/same.ts';
import type { EntryDoc } from './entry.ts';

export interface Application {
  /** To be written by compare-and-set; null when the document is there already. */
  readonly next: StoredDoc | null;
  readonly appliedAs: string;
  readonly history: readonly NotTaken[];
}

/** A merge has other content than the entry, so it gets a rev of its own, the same one on every replay. */
const mergedRev = (rev: string): string => `${rev}~`;

/**
 * Idempotent: applied again over its own result it changes nothing.
 * @param doc what the collection holds, tombstones included
 * @param rev of a merge: where the collection has lost the document, the merge of before was another one under its rev
 */
export function applyDoc(
  doc: StoredDoc | undefined,
  entry: EntryDoc,
  context: ReplicaContext,
  rev = mergedRev(entry.rev),
): Application {
  if (doc && (doc.rev === entry.rev || doc.rev === mergedRev(entry.rev))) {
    return { next: null, appliedAs: doc.rev, history: [] };
  }
  // what has left this desk meanwhile says nothing of what was read: head office judges the edit upon that
  if (!doc || isDeparted(doc)) return { next: recreate(entry, entry.rev), appliedAs: entry.rev, history: [] };
  // another try of a refused change is a new rev of the same content
  const unchanged = entry.base !== null && (doc.rev === entry.base.rev || same(doc, entry.base));
  if (unchanged) {
    return { next: stamp(doc, entry.after, entry.deleted, entry.rev), appliedAs: entry.rev, history: [] };
  }
  const mine: Snapshot = { ...entry.after, rev: entry.rev, ver: 0, _deleted: entry.deleted };
  const { content, deleted, history } = context.merge(entry.base, mine, snapshotOf(doc));
  if (same({ ...content, _deleted: deleted }, snapshotOf(doc)))
    return { next: null, appliedAs: doc.rev, history };
  return { next: stamp(doc, content, deleted, rev), appliedAs: rev, history };
}

/**
 * A document that was applied once and that its collection has lost (a damaged disk). What was merged then had other
 * content than the entry under that rev, so it is sent as a new one.
 */
export function reapplyDoc(entry: EntryDoc, context: ReplicaContext): StoredDoc {
  return recreate(entry, entry.appliedAs === entry.rev ? entry.rev : context.newRev());
}

function recreate(entry: EntryDoc, rev: string): StoredDoc {
  const base = entry.base && entry.base.ver > 0 ? snapshotOf(entry.base) : null;
  return stamp(base ? { ...base, unsent: 0 } : undefined, entry.after, entry.deleted, rev);
}
