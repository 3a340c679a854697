/** What stands to choose for one field, and what is chosen. */
import type { CollectionName } from '#shared/domain/collections.ts';
import { isTypedText } from '#shared/domain/commands/mend.ts';
import type { Choice, MergeNote } from '#shared/domain/merge-note.ts';
import type { Content } from '#shared/sync/document.ts';
import { valueAt } from '#shared/sync/merge/paths.ts';
import { MERGE_RULES } from '#shared/sync/merge/tables.ts';
import { equal } from '#shared/sync/same.ts';

/** `now` is what stands there since, when it is neither of the two. */
export type Option = 'local' | 'master' | 'now' | 'other';

export interface Side {
  readonly value: unknown;
  readonly by?: MergeNote['by'];
  readonly at?: string;
}

export interface FieldChoices {
  readonly note: MergeNote;
  readonly local: Side;
  readonly master: Side;
  /** What stands in the document; null also when the document is gone. */
  readonly current: unknown;
  /** The option that stands in the document now. */
  readonly used: Exclude<Option, 'other'>;
  /** A third value can be typed. */
  readonly typed: boolean;
}

const side = (value: unknown, by: MergeNote['by'], at: string | undefined): Side => ({
  value,
  ...(by ? { by } : {}),
  ...(at ? { at } : {}),
});

/** @param doc undefined when it is gone: what was merged is all there is */
export function choicesOf(note: MergeNote, doc: Content | undefined): FieldChoices {
  const lost = side(note.notTaken, note.by, note.byAt);
  const won = side(note.taken, note.takenBy, note.takenAt);
  const [local, master] = note.side === 'local' ? [lost, won] : [won, lost];
  const table = MERGE_RULES[note.collection as CollectionName];
  const current = doc ? valueAt(table, doc, note.field) : note.taken;
  const used = equal(current, local.value) ? 'local' : equal(current, master.value) ? 'master' : 'now';
  return { note, local, master, current, used, typed: isTypedText(note.collection, note.field) };
}

/** What a person has set for a field; nothing yet means that what is used stays. */
export interface Picked {
  readonly option: Option;
  readonly text: string;
}

export interface Decision {
  readonly id: string;
  readonly choice: Choice;
  readonly seen: unknown;
  readonly value?: unknown;
}

/** @returns the decision as `resolveMerge` takes it. */
export function decisionOf(choices: FieldChoices, picked: Picked | undefined): Decision {
  const { note, current, used } = choices;
  const option = picked?.option ?? used;
  const base = { id: note.id, seen: current };
  if (option === 'other') return { ...base, choice: 'other', value: picked?.text ?? '' };
  if (option === 'now') return { ...base, choice: 'other', value: current };
  return { ...base, choice: option === note.side ? 'notTaken' : 'taken' };
}

/** @returns which identity number of a customer the note is about, and whose: it is masked on both sides. */
export function identityOf({
  collection,
  documentId,
  field,
}: MergeNote): { readonly customerId: string; readonly field: 'nik' | 'npwp' } | undefined {
  if (collection !== 'customers' || (field !== 'nik' && field !== 'npwp')) return undefined;
  return { customerId: documentId, field };
}
