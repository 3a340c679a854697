import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { HOST_ERRORS } from '#shared/host/errors.ts';
import { errorText, hasErrorText } from './errors.ts';

const root = join(import.meta.dirname, '..', '..');

/** Ways in which a code is written: `fail('x'`, `refuse('x'`, `{ code: 'x', kind`, and tables of codes. */
const WRITTEN = [
  /\b(?:fail|refuse|refused|reject|failure|problem)\(\s*'([a-z][\w.]*)'/g,
  // head office's verdict on one row
  /\breject\(\w+, \w+, '([a-z][\w.]*)'/g,
  /\bcode:\s*'([a-z][\w.]*)',\s*kind\b/g,
];

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => join(root, folder, name));
}

function codesOf(folder: string): string[] {
  const found = new Set<string>();
  for (const file of sources(folder)) {
    const text = readFileSync(file, 'utf8');
    for (const pattern of WRITTEN)
      for (const match of text.matchAll(pattern)) if (match[1]) found.add(match[1]);
  }
  return [...found].sort();
}

/** Refusals of the book import carry their own sentences (`shared/import/messages.ts`). */
const ownSentence = (code: string): boolean => code.startsWith('import.') || /^(?:nik|npwp)\./.test(code);

test.each(['shared', 'server', 'renderer/data'])(
  'every code that %s can answer with has a sentence',
  (folder) => {
    const codes = codesOf(folder);
    expect(codes.length).toBeGreaterThan(3);
    expect(codes.filter((code) => !ownSentence(code) && !hasErrorText(code))).toEqual([]);
  },
);

test('every code of a host has a sentence', () => {
  expect(Object.keys(HOST_ERRORS).filter((code) => !hasErrorText(code))).toEqual([]);
});

test('values of the error stand in its sentence', () => {
  const error = { code: 'host.unsentWork', kind: 'person', detail: { unsent: 3 } } as const;
  expect(errorText(error, 'id')).toBe('3 perubahan belum terkirim. Kirim dulu, lalu perbarui.');
  expect(errorText({ code: 'host.unsentWork', kind: 'person' }, 'en')).toContain('…');
});

test('a code of a newer version gets a general sentence by its kind, also one that looks like a property', () => {
  expect(errorText({ code: 'from_the_future', kind: 'retryable' }, 'id')).toContain('akan dicoba lagi');
  expect(errorText({ code: 'constructor', kind: 'permanent' }, 'en')).toContain('administrator');
});
