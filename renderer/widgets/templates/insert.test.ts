import { expect, test } from 'vitest';
import { insertTemplate, matchingTemplates, openTemplate } from './insert.ts';

test('a slash opens templates at the beginning of a word only', () => {
  expect(openTemplate('/', 1)).toEqual({ from: 0, query: '' });
  expect(openTemplate('Paket /kro', 10)).toEqual({ from: 6, query: 'kro' });
  expect(openTemplate('dan/atau', 8)).toBeUndefined();
  expect(openTemplate('jam 10/12 ', 10)).toBeUndefined();
});

test('a template takes the place of the slash and the caret waits at its first blank', () => {
  expect(insertTemplate('Awal /kro akhir', 9, 'Kronologi:\nTanggal:')).toEqual({
    value: 'Awal Kronologi:\nTanggal: akhir',
    caret: 15,
  });
});

test('any word of a title finds it', () => {
  const all = [{ title: 'Dokumen belum lengkap' }, { title: 'Kronologi' }];
  expect(matchingTemplates(all, 'BEL')).toEqual([all[0]]);
  expect(matchingTemplates(all, '')).toEqual(all);
  expect(matchingTemplates(all, 'okumen')).toEqual([]);
});
