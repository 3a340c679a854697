/** What a join did, kept on the record that was joined (`ext.join`), so that it is repeatable and can be taken back. */
import Type, { type Static } from 'typebox';
import Value from 'typebox/value';
import { digest } from '#shared/sync/merge/digest.ts';
import type { Customer } from './customer.ts';

const Path = Type.String({ minLength: 1, maxLength: 200 });

export const JoinNote = Type.Object({
  /**
   * Values of the joined record that a person saw and did not want, as `path@digest`. What is written there later is
   * another value and is taken over like everything else.
   */
  left: Type.Array(Type.String({ maxLength: 240 }), { maxItems: 500 }),
  /** What the join put into the survivor, and what stood there before; null for nothing. */
  taken: Type.Array(Type.Object({ path: Path, was: Type.Unknown(), now: Type.Unknown() }), { maxItems: 500 }),
});
export type JoinNote = Static<typeof JoinNote>;

const NOTHING: JoinNote = { left: [], taken: [] };

/** @returns the note on a record; an empty one where there is none. */
export function joinNoteOf({ ext }: Pick<Customer, 'ext'>): JoinNote {
  const note = ext?.['join'];
  return Value.Check(JoinNote, note) ? note : NOTHING;
}

/** The order of an object's fields says nothing. */
const inOrder = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** @returns a value at a place, as `JoinNote.left` names it. */
export const markOf = (path: string, value: unknown): string =>
  `${path}@${digest(JSON.stringify(value, inOrder) ?? '')}`;
