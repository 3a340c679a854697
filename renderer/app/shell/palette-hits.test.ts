import { expect, test } from 'vitest';
import type { Actor } from '#shared/domain/actor.ts';
import { DirectoryCore } from '#renderer/data/directory/core.ts';
import { rowOf } from '#renderer/data/directory/rows.ts';
import type { DirectoryCollection } from '#renderer/data/desk-types.ts';
import type { Translate } from '#renderer/i18n/index.ts';
import { ROUTES } from '../routes.tsx';
import { findHits, hitOption, type HitWords } from './palette-hits.ts';

const clerk: Actor = { userId: 'rina', name: 'Rina', role: 'frontliner', branchId: 'NGW' };
const words: HitWords = {
  t: ((key: string) => key) as Translate,
  actor: clerk,
  zone: 'Asia/Jayapura',
  language: 'id',
};
const row = (collection: DirectoryCollection, id: string, more: object) =>
  rowOf(collection, { id, rev: 'r', ver: 1, _deleted: false, unsent: 0, ...more });
const task = (id: string, title: string, status: string, dueAt: string, customerId = '') =>
  row('tasks', id, { kind: 'visit', title, status, dueAt, customerId, complaintId: '' });

function find(text: string) {
  const core = new DirectoryCore();
  core.put([
    row('customers', 'c1', { name: 'Sri Lestari', number: 'P-NGW-D1-1' }),
    ...Array.from({ length: 9 }, (_, n) =>
      task(`d${n}`, 'Kunjungan rutin', 'done', '2026-02-01T00:00:00.000Z', 'c1'),
    ),
    task('t1', 'Bawa contoh kain', 'open', '2026-03-05T16:00:00.000Z', 'c1'),
    row('campaigns', 'm1', { name: 'Pameran Ngawi', status: 'running', area: 'Ngawi' }),
  ]);
  return findHits((...asked) => Promise.resolve(core.search(...asked)), text);
}

test('a task is found by its words, says whom it is about, and leads to its day in the agenda', async () => {
  const [hit] = await find('contoh kain');
  expect(hit && hitOption(hit, words)).toMatchObject({
    group: 'shell.paletteTasks',
    label: 'Sri Lestari · Bawa contoh kain',
    icon: ROUTES.find(({ id }) => id === 'agenda')?.icon,
    // two hours before midnight in Jakarta is the next day in Jayapura
    to: '/agenda/t1?hari=2026-03-06&siapa=semua',
  });
});

test('a campaign is found by its name, and leads to its page', async () => {
  const [hit] = await find('pameran');
  expect(hit && hitOption(hit, words)).toMatchObject({
    group: 'shell.paletteCampaigns',
    label: 'Pameran Ngawi',
    note: 'domain.campaignStatus.running',
    icon: ROUTES.find(({ id }) => id === 'campaigns')?.icon,
    to: '/kampanye/m1',
  });
});

test('a customer comes before its tasks, and of these few, the open ones first', async () => {
  const hits = await find('sri');
  expect(hits.map(({ id }) => id).slice(0, 2)).toEqual(['c1', 't1']);
  expect(hits).toHaveLength(7);
});

test('head office has no agenda to go to', async () => {
  const [hit] = await find('contoh kain');
  const office: Actor = { userId: 'pusat', name: 'Ratna', role: 'headoffice', branchId: 'PST' };
  expect(hit && hitOption(hit, { ...words, actor: office })).toBeUndefined();
});
