import { expect, test } from 'vitest';
import { lookedAt, overtakenIn, savedIn, shownIn, typedIn, typedInto, type Edit } from './edit.ts';

interface Form {
  readonly village: string;
  readonly code: string;
  readonly district: string;
  readonly street: string;
  readonly lines: readonly string[];
}
const start: Form = { village: 'Beran', code: '', district: 'Ngawi', street: '', lines: ['a'] };
const fresh: Edit<Form> = { seen: start, form: start };

test('what is not typed in follows what stands there now; only what says something else is saved', () => {
  const edit = typedInto(fresh, start, { village: 'Beran ', lines: ['a', 'b'] });
  const now = { ...start, village: 'Klitik', street: 'Jl. Mawar 2' };
  expect(shownIn(edit, now)).toEqual({ ...now, village: 'Beran ', lines: ['a', 'b'] });
  expect(savedIn(edit, now)).toEqual({ ...now, lines: ['a', 'b'] });
  expect(typedIn(edit)).toEqual(['lines']);
  expect(overtakenIn(edit, now)).toEqual([]);
});

test('a field that both changed is named once; who begins with it later has seen it', () => {
  const now = { ...start, street: 'Jl. Mawar 2', lines: [] };
  const edit = typedInto(typedInto(fresh, start, { street: 'Jl. Melati 1' }), now, { lines: ['b'] });
  expect(overtakenIn(edit, now)).toEqual(['street']);
  const told = lookedAt(edit, now, ['street']);
  expect(overtakenIn(told, now)).toEqual([]);
  expect(savedIn(told, now)).toEqual({ ...now, street: 'Jl. Melati 1', lines: ['b'] });
  // both typed the same
  expect(overtakenIn(edit, { ...now, street: 'Jl. Melati 1' })).toEqual([]);
});

test('what came with a field stays with it, and goes with it', () => {
  const together = { code: ['village', 'district'] } as const;
  // the same district: nothing in it was typed
  const chosen = typedInto(fresh, start, { village: 'Ketanggi', code: '1', district: 'Ngawi' }, together);
  const now = { ...start, village: 'Gelung', district: 'Paron' };
  expect(shownIn(chosen, now, together)).toMatchObject({ village: 'Ketanggi', district: 'Ngawi' });
  expect(overtakenIn(chosen, now, together)).toEqual(['village', 'district']);
  const left = typedInto(chosen, now, { village: 'Ketang', code: '' }, together);
  expect(shownIn(left, now, together)).toMatchObject({ village: 'Ketang', district: 'Paron' });
});

test('a draft of a version with fewer fields shows what stands in the others', () => {
  const { code: _, ...older } = start;
  const draft = { seen: older, form: { ...older, street: 'Jl. A 1' } } as Edit<Form>;
  expect(savedIn(draft, { ...start, code: '1' })).toEqual({ ...start, code: '1', street: 'Jl. A 1' });
});
