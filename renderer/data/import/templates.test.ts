import { expect, test } from 'vitest';
import { fail, ok, type Result } from '#shared/errors/errors.ts';
import type { LookedFile } from '#shared/import/index.ts';
import type { DeskDatabase } from '../journal/database.ts';
import { Templates } from './templates.ts';

function pc(answer: () => Result<unknown>) {
  const settings = new Map<string, unknown>();
  const sent: string[] = [];
  const db = {
    setting: async (key: string) => settings.get(key),
    set: async (key: string, value: unknown) => void settings.set(key, value),
  } as unknown as DeskDatabase;
  const send = async ({ name }: { readonly name: string }) => {
    sent.push(name);
    return answer();
  };
  return { templates: new Templates({ db, send, reference: () => undefined }), sent };
}

const looked = (...headings: readonly string[]): LookedFile => ({
  name: 'buku.xlsx',
  sheets: [''],
  sheet: '',
  headerLine: 1,
  lines: [],
  columns: headings.map((heading) => ({ heading, field: '', by: 'none', samples: [] })),
  table: 'book',
});
const mapping = (...fields: readonly ('name' | 'phone' | '')[]) => ({ sheet: '', headerLine: 1, fields });

test('without a line a mapping is good on this PC, and is sent when there is one', async () => {
  let line = false;
  const { templates, sent } = pc(() => (line ? ok({ id: 'x' }) : fail('offline', 'retryable')));
  await templates.remember('Buku A', [looked('Siapa', 'Hub')], [mapping('name', 'phone')]);
  expect(await templates.known()).toMatchObject([{ headings: ['Siapa', 'Hub'], fields: ['name', 'phone'] }]);
  // the last word on a form counts
  await templates.remember('Buku B', [looked('Siapa', 'Hub')], [mapping('name', '')]);
  expect(await templates.known()).toMatchObject([{ fields: ['name', ''] }]);
  line = true;
  await templates.flush();
  expect([sent.at(-1), await templates.known()]).toEqual(['Buku B', []]);
});

test('what the names of the columns say needs no remembering, and what head office refuses stays here', async () => {
  const { templates, sent } = pc(() => fail('not_allowed', 'person'));
  const named = { ...looked('Nama', 'HP') };
  const columns = named.columns.map((column, at) => ({
    ...column,
    field: at === 0 ? ('name' as const) : ('phone' as const),
    by: 'name' as const,
  }));
  await templates.remember('Buku', [{ ...named, columns }], [mapping('name', 'phone')]);
  expect(sent).toEqual([]);
  await templates.remember('Buku', [looked('Siapa')], [mapping('name')]);
  await templates.flush();
  expect(await templates.known()).toHaveLength(1);
});

test('what is refused is not asked again at every connection, and one flush at a time sends each form once', async () => {
  const { templates, sent } = pc(() => fail('not_allowed', 'person'));
  await templates.remember('Buku', [looked('Siapa')], [mapping('name')]);
  await templates.flush();
  expect(sent).toEqual(['Buku']);
  let line = false;
  const other = pc(() => (line ? ok({ id: 'x' }) : fail('offline', 'retryable')));
  await other.templates.remember('Buku', [looked('Siapa')], [mapping('name')]);
  line = true;
  await Promise.all([other.templates.flush(), other.templates.flush()]);
  expect(other.sent).toEqual(['Buku', 'Buku']);
});
