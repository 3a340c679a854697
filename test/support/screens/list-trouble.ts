/** Conflict centre, quarantine and sync centre: what asks for a person. */
import type { Page } from 'playwright-core';
import type { Screen } from './list.ts';

const CONFLICTS = '/sinkronisasi/konflik';

const typeThird = async (page: Page): Promise<void> => {
  await page
    .getByRole('group', { name: /Nama|Name/ })
    .getByRole('textbox')
    .fill('R.A. Kartini');
};
const scrollTo = (name: RegExp) => async (page: Page) => {
  await page.getByRole('region', { name }).first().scrollIntoViewIfNeeded();
  await page
    .getByRole('heading', { level: 2, name })
    .first()
    .evaluate((heading) => {
      heading.scrollIntoView();
    });
};
const discard = async (page: Page): Promise<void> => {
  await page
    .getByRole('button', { name: /^Buang perubahan…|^Discard change…/ })
    .first()
    .click();
  await page.getByRole('dialog').getByRole('textbox').fill('Sudah dicatat ulang oleh supervisor.');
};

export const TROUBLE_SCREENS: readonly Screen[] = [
  { name: 'conflicts', query: 'world=error', path: CONFLICTS },
  { name: 'conflicts-dark', query: 'world=error', path: CONFLICTS, dark: true, act: typeThird },
  { name: 'conflicts-english', query: 'world=error&lang=en', path: CONFLICTS, act: typeThird },
  { name: 'conflicts-english-dark', query: 'world=error&lang=en', path: CONFLICTS, dark: true },
  { name: 'conflicts-empty', query: '', path: CONFLICTS },
  { name: 'conflicts-offline', query: 'world=offline&lang=en', path: CONFLICTS, dark: true },
  { name: 'quarantine', query: 'world=error', path: '/sinkronisasi', act: scrollTo(/Ditolak pusat/) },
  {
    name: 'quarantine-english',
    query: 'world=error&lang=en',
    path: '/sinkronisasi',
    act: scrollTo(/Refused by head office/),
  },
  { name: 'quarantine-discard', query: 'world=error', path: '/sinkronisasi', dark: true, act: discard },
  {
    name: 'quarantine-mend',
    query: 'world=error&lang=en',
    path: '/sinkronisasi',
    dark: true,
    act: async (page) => {
      await page.getByRole('button', { name: 'Correct…' }).first().click();
      await page.getByRole('dialog').getByRole('textbox').waitFor();
    },
  },
  {
    name: 'quarantine-renumber',
    query: 'world=error',
    path: '/sinkronisasi',
    act: async (page) => {
      await page.getByRole('button', { name: 'Kirim dengan nomor baru…' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'quarantine-discarded', query: 'world=error', path: '/sinkronisasi', act: scrollTo(/^Dibuang/) },
  {
    name: 'quarantine-discarded-dark',
    query: 'world=error&lang=en',
    path: '/sinkronisasi',
    dark: true,
    act: async (page) => {
      await page
        .getByRole('button', { name: /^Show text of/ })
        .first()
        .click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'sync-clock', query: 'world=error&lang=en', path: '/sinkronisasi', act: scrollTo(/^Clock/) },
  { name: 'sync-empty', query: 'world=empty&lang=en', path: '/sinkronisasi' },
];
