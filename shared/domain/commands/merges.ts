/** Commands on fields that were changed in two places: keep both values on record, and decide between them. */
import Type, { type Static } from 'typebox';
import { fail, ok, type Result } from '#shared/errors/errors.ts';
import type { Content } from '#shared/sync/document.ts';
import { valueAt, withValueAt } from '#shared/sync/merge/paths.ts';
import { MERGE_RULES } from '#shared/sync/merge/tables.ts';
import { equal } from '#shared/sync/same.ts';
import type { Activity } from '../activity.ts';
import { Id, OptionalId } from '../base.ts';
import { checkShape } from '../check-write.ts';
import { COLLECTION_NAMES, type CollectionName } from '../collections.ts';
import { CHOICES, decisionEntryId, MergedField, mergeEntryId, type MergeNote } from '../merge-note.ts';
import { activity, byOf, command, type CommandContext, type Write } from './command.ts';

const Collection = Type.Enum([...COLLECTION_NAMES]);

/** What an entry about a document hangs on: its own id where it is a customer, a complaint or a campaign. */
const About = Type.Object({
  customerId: OptionalId,
  complaintId: OptionalId,
  campaignId: Type.Optional(OptionalId),
});

/** @returns what an entry about the document hangs on. */
export function aboutOf(collection: string, doc: Content): Static<typeof About> {
  const text = (field: string): string => (typeof doc[field] === 'string' ? doc[field] : '');
  const campaignId = collection === 'campaigns' ? doc.id : text('campaignId');
  return {
    customerId: collection === 'customers' ? doc.id : text('customerId'),
    complaintId: collection === 'complaints' ? doc.id : text('complaintId'),
    ...(campaignId ? { campaignId } : {}),
  };
}

function entry(
  context: CommandContext,
  id: string,
  kind: 'field_merged' | 'merge_resolved',
  about: Static<typeof About>,
  merge: MergeNote,
): Write {
  const made = activity(context, kind, about, { field: merge.field.slice(0, 80) });
  const after: Activity = { ...(made.after as unknown as Activity), id, merge };
  return { ...made, id, after: after as unknown as Content };
}

/** One entry for each field whose value was not taken; what is on record already is not written again. */
export const recordMerge = command({
  args: Type.Object({
    collection: Collection,
    documentId: Id,
    about: About,
    merges: Type.Array(MergedField, { minItems: 1, maxItems: 500 }),
  }),
  reads: (args) =>
    args.merges.map((merged) => ({ collection: 'activities', id: mergeEntryId(merged) }) as const),
  run(context, args) {
    const writes = args.merges.flatMap((merged) => {
      const id = mergeEntryId(merged);
      if (context.read('activities', id)) return [];
      const note = { ...merged, collection: args.collection, documentId: args.documentId };
      return [entry(context, id, 'field_merged', args.about, note)];
    });
    return ok({ writes, result: { recorded: writes.length } });
  },
});

const Decision = Type.Object({
  /** Of the merge, as in `MergeNote.id`. */
  id: Id,
  choice: Type.Enum([...CHOICES]),
  /** The third value; an empty text takes out what stands there. */
  value: Type.Optional(Type.Unknown()),
  /** What stood in the field when the person decided. */
  seen: Type.Unknown(),
});

/** @returns the value that the decision puts into the field; null for nothing. */
function wantedOf(decision: Static<typeof Decision>, note: MergeNote): unknown {
  if (decision.choice !== 'other') return decision.choice === 'taken' ? note.taken : note.notTaken;
  const value = typeof decision.value === 'string' ? decision.value.trim() : decision.value;
  return value === '' ? null : (value ?? null);
}

/** The document with what was decided, by the rules that hold for every write to it. */
function decided(
  context: CommandContext,
  collection: CollectionName,
  before: Content,
  decisions: readonly { readonly field: string; readonly seen: unknown; readonly value: unknown }[],
): Result<Write | null> {
  const table = MERGE_RULES[collection];
  let content = before;
  for (const { field, seen, value } of decisions) {
    const now = valueAt(table, content, field);
    if (!equal(now, seen ?? null)) return fail('changed_meanwhile', 'person', { field });
    if (!equal(now, value)) content = withValueAt(table, content, field, value);
  }
  if (content === before) return ok(null);
  const after = { ...content, updatedBy: byOf(context), updatedAt: context.now, clock: context.clock };
  const wrong = checkShape(collection, after);
  if (wrong) {
    // what is missing has no place of its own in the schema's answer
    const emptied = decisions.find(({ value }) => value === null)?.field;
    return {
      ok: false,
      error: { ...wrong, field: (wrong.field === 'document' && emptied) || (wrong.field ?? '') },
    };
  }
  return ok({ collection, id: before.id, before, after });
}

/** Decides fields of one document. All of them are decided, or none. */
export const resolveMerge = command({
  args: Type.Object({
    collection: Collection,
    documentId: Id,
    decisions: Type.Array(Decision, { minItems: 1, maxItems: 100 }),
  }),
  reads: (args) => [
    { collection: args.collection, id: args.documentId },
    ...args.decisions.flatMap(({ id }) => [
      { collection: 'activities' as const, id: mergeEntryId({ id, uncertain: true }) },
      { collection: 'activities' as const, id: decisionEntryId(id) },
    ]),
  ],
  run(context, args) {
    const entries: Write[] = [];
    const wanted: { field: string; seen: unknown; value: unknown }[] = [];
    let onlyKeeps = true;
    for (const decision of args.decisions) {
      const open = context.read('activities', mergeEntryId({ id: decision.id, uncertain: true }));
      const note = open?.merge;
      if (!note || note.documentId !== args.documentId || note.collection !== args.collection)
        return fail('not_found');
      if (context.read('activities', decisionEntryId(decision.id)))
        return fail('already_decided', 'person', { field: note.field });
      const value = wantedOf(decision, note);
      wanted.push({ field: note.field, seen: decision.seen, value });
      onlyKeeps &&= decision.choice === 'taken';
      const about = {
        customerId: open.customerId,
        complaintId: open.complaintId,
        ...(open.campaignId ? { campaignId: open.campaignId } : {}),
      };
      const made = { ...note, decision: { choice: decision.choice, value } };
      entries.push(entry(context, decisionEntryId(decision.id), 'merge_resolved', about, made));
    }
    const before = context.read(args.collection, args.documentId) as Content | undefined;
    // what is gone can only be left as it is
    if (!before && !onlyKeeps) return fail('not_found');
    const changed = before ? decided(context, args.collection, before, wanted) : ok(null);
    if (!changed.ok) return changed;
    return ok({
      writes: [...(changed.value ? [changed.value] : []), ...entries],
      result: { decided: entries.length, changed: changed.value !== null },
    });
  },
});
