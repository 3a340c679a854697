/** A form about something that others change as well: what of it is shown, what goes out, and what was overtaken. */
import { useState } from 'react';

/** What is typed, and what stood there when the person began. It may be older than what stands there now. */
export type Edit<F> = { readonly seen: F; readonly form: F };

/** By a field that is filled in: the fields that came with it and stay with it, as what lies above a village. */
export type Together<F> = Partial<Readonly<Record<keyof F, readonly (keyof F)[]>>>;

const fieldsOf = <F extends object>(form: F): (keyof F)[] => Object.keys(form) as (keyof F)[];

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
/** A blank at the edge of a text says nothing. */
const saysSame = (a: unknown, b: unknown): boolean =>
  typeof a === 'string' && typeof b === 'string' ? a.trim() === b.trim() : same(a, b);

function differing<F extends object>(
  { seen, form }: Edit<F>,
  together: Together<F>,
  equal: (a: unknown, b: unknown) => boolean,
): ReadonlySet<keyof F> {
  const own = fieldsOf(form).filter((field) => !equal(form[field], seen[field]));
  return new Set([...own, ...own.flatMap((field) => (form[field] ? (together[field] ?? []) : []))]);
}

const over = <F extends object>(now: F, form: F, fields: ReadonlySet<keyof F>): F =>
  ({
    ...now,
    ...Object.fromEntries([...fields].map((field) => [field, form[field]])),
  }) as F;

/** @returns the form as it is shown: what is typed, and for the rest what stands there `now`. */
export const shownIn = <F extends object>(edit: Edit<F>, now: F, together: Together<F> = {}): F =>
  over(now, edit.form, differing(edit, together, same));

/** @returns the form as it is saved: the same, without what only looks typed. */
export const savedIn = <F extends object>(edit: Edit<F>, now: F, together: Together<F> = {}): F =>
  over(now, edit.form, differing(edit, together, saysSame));

/** @returns the edit with other values in some fields; who begins with a field has seen what stands there `now`. */
export function typedInto<F extends object>(
  edit: Edit<F>,
  now: F,
  changes: Partial<F>,
  together: Together<F> = {},
): Edit<F> {
  const begun = differing(edit, together, same);
  const begins = fieldsOf(changes as F).filter((field) => !begun.has(field));
  return {
    seen: over(edit.seen, now, new Set(begins)),
    form: { ...edit.form, ...changes },
  };
}

/** @returns the fields that say something else than when the person began. */
export const typedIn = <F extends object>(edit: Edit<F>, together: Together<F> = {}): (keyof F)[] => [
  ...differing(edit, together, saysSame),
];

/** @returns the fields that somebody else gave another value since the person began to type in them. */
export const overtakenIn = <F extends object>(
  edit: Edit<F>,
  now: F,
  together: Together<F> = {},
): (keyof F)[] =>
  typedIn(edit, together).filter(
    (field) => !saysSame(now[field], edit.seen[field]) && !saysSame(now[field], edit.form[field]),
  );

/** @returns the edit of a person who was told what stands in these fields `now`. */
export const lookedAt = <F extends object>(edit: Edit<F>, now: F, fields: readonly (keyof F)[]): Edit<F> => ({
  ...edit,
  seen: over(edit.seen, now, new Set(fields)),
});

interface OpenEdit<F> {
  readonly edit: Edit<F>;
  /** The form as it is shown. */
  readonly value: F;
  readonly put: (changes: Partial<F>) => void;
  /** Fields to name as changed by somebody else, since the last `mayWrite`. */
  readonly overtaken: readonly (keyof F)[];
  /** Asked before saving. @returns false once for each change that would be written over: `overtaken` names it */
  readonly mayWrite: () => boolean;
}

/** @param now the form of what stands there, at each call anew */
export function useOpenEdit<F extends object>(now: F, together: Together<F> = {}): OpenEdit<F> {
  const [edit, setEdit] = useState<Edit<F>>({ seen: now, form: now });
  const [overtaken, setOvertaken] = useState<readonly (keyof F)[]>([]);
  return {
    edit,
    value: shownIn(edit, now, together),
    put: (changes) => {
      setEdit((before) => typedInto(before, now, changes, together));
    },
    overtaken,
    mayWrite: () => {
      const others = overtakenIn(edit, now, together);
      setOvertaken(others);
      if (others.length > 0) setEdit(lookedAt(edit, now, others));
      return others.length === 0;
    },
  };
}
