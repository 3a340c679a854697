/** What the timeline keeps of a field that was changed in two places, and of what a person decided about it. */
import Type, { type Static } from 'typebox';
import type { LoketError } from '#shared/errors/errors.ts';
import type { Content } from '#shared/sync/document.ts';
import { By, Id, Instant, Line } from './base.ts';

export const CHOICES = ['taken', 'notTaken', 'other'] as const;
export type Choice = (typeof CHOICES)[number];

/** Both values of one field. `null` stands for "nothing there". */
export const MergedField = Type.Object({
  /** Derived from the document, both versions and the field: the same merge made twice has the same. */
  id: Id,
  /** Path of the field within the document, as in `contacts.c1.name`. */
  field: Line(200),
  /** Whose value was not taken, seen from the desk that merged: its own, or head office's. */
  side: Type.Enum(['local', 'master']),
  notTaken: Type.Unknown(),
  taken: Type.Unknown(),
  base: Type.Unknown(),
  /** Who wrote the value that was not taken, with the desk, and when. */
  by: Type.Optional(By),
  byAt: Type.Optional(Instant),
  takenBy: Type.Optional(By),
  takenAt: Type.Optional(Instant),
  /** The clocks do not decide which one is later: a person should. */
  uncertain: Type.Boolean(),
});
export type MergedField = Static<typeof MergedField>;

/** The part of an entry `field_merged` or `merge_resolved` that says what was merged. */
export const MergeNote = Type.Object({
  ...MergedField.properties,
  collection: Line(32),
  documentId: Id,
  /** What a person decided (`merge_resolved`). */
  decision: Type.Optional(Type.Object({ choice: Type.Enum([...CHOICES]), value: Type.Unknown() })),
});
export type MergeNote = Static<typeof MergeNote>;

/** Ids of entries that wait for a person; a desk finds them by this beginning. */
export const CONFLICT_PREFIX = 'conflict-';
export const DECISION_PREFIX = 'decided-';

/** @returns the id of the entry about a merged field: one for each merge and field, whoever writes it. */
export const mergeEntryId = ({ id, uncertain }: Pick<MergedField, 'id' | 'uncertain'>): string =>
  `${uncertain ? CONFLICT_PREFIX : 'merge-'}${id}`;

/** @returns the id of the entry about its decision: of two decisions made apart, head office keeps one. */
export const decisionEntryId = (id: string): string => `${DECISION_PREFIX}${id}`;

const refuse = (code: string, field: string): LoketError => ({ code, kind: 'person', field });

/** What a document of the collection is told apart by in an entry of the timeline. */
const ABOUT: Readonly<Record<string, (entry: Content, id: string) => boolean>> = {
  customers: (entry, id) => entry['customerId'] === id,
  complaints: (entry, id) => entry['complaintId'] === id,
  agreements: (entry) => entry['customerId'] !== '',
  tasks: () => true,
  responses: (entry) => Boolean(entry['campaignId']),
};
const OF_HEAD_OFFICE = new Set(['campaigns', 'reference']);

/**
 * @param entry an entry of the timeline whose shape is right
 * @param wide the writer works at head office
 * @returns why such an entry may not be written: it hangs on what it is about, so that whoever may not write there
 *   may not write about it either
 */
export function checkMergeNote(entry: Content, wide: boolean): LoketError | null {
  const note = entry['merge'] as MergeNote | undefined;
  const kind = entry['kind'];
  if (kind !== 'field_merged' && kind !== 'merge_resolved') return note ? refuse('invalid', 'merge') : null;
  if (!note) return refuse('invalid', 'merge');
  const id = kind === 'field_merged' ? mergeEntryId(note) : decisionEntryId(note.id);
  if (entry.id !== id) return refuse('invalid', 'id');
  if ((kind === 'merge_resolved') !== (note.decision !== undefined))
    return refuse('invalid', 'merge.decision');
  if (OF_HEAD_OFFICE.has(note.collection)) return wide ? null : refuse('not_allowed', 'merge.collection');
  const about = Object.hasOwn(ABOUT, note.collection) ? ABOUT[note.collection] : undefined;
  if (!about) return refuse('invalid', 'merge.collection');
  return about(entry, note.documentId) ? null : refuse('unknown_reference', 'merge.documentId');
}
