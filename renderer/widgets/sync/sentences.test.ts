import i18next from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import type { SyncStatus } from '../../data/desk-types.ts';
import { textsOf, type Language, type Translate } from '../../i18n/index.ts';
import { syncSentences } from './sentences.ts';

const now = '2026-03-05T07:07:00.000Z';

function status(changes: Partial<SyncStatus>): SyncStatus {
  return {
    kind: 'synced',
    pending: 0,
    sending: 0,
    rejected: 0,
    since: null,
    dataAsOf: '2026-03-05T07:07:00.000Z',
    retryAt: null,
    reason: null,
    progress: null,
    merged: [],
    storageLow: false,
    checked: null,
    clock: { offset: 0, uncertainty: 40, skewed: false },
    ...changes,
  };
}

const translate: Partial<Record<Language, Translate>> = {};
beforeAll(async () => {
  for (const language of ['id', 'en'] as const) {
    const instance = i18next.createInstance();
    await instance.init({
      lng: language,
      resources: { [language]: { translation: textsOf(language) } },
      interpolation: { escapeValue: false },
    });
    translate[language] = instance.t;
  }
});

function said(changes: Partial<SyncStatus>, language: Language = 'id', conflicts = 0): string[] {
  const t = translate[language];
  if (!t) throw new Error('no words');
  return syncSentences(status(changes), { t, language, zone: 'Asia/Jakarta', now, conflicts }).map(
    ({ text }) => text,
  );
}

test('every state says exactly the words of the design', () => {
  expect(said({})).toEqual(['Tersinkron · 14.07']);
  expect(said({ kind: 'sending', pending: 3, sending: 3 })).toEqual(['Mengirim 3 perubahan…']);
  expect(said({ kind: 'receiving', progress: { collection: 'customers', done: 4_000, total: 0 } })).toEqual([
    'Mengambil perubahan dari pusat: pelanggan 4.000',
  ]);
  expect(
    said({ kind: 'offline', dataAsOf: '2026-03-05T06:41:00.000Z', since: '2026-03-05T06:42:00.000Z' }),
  ).toEqual(['Offline · data pusat per 13.41']);
  expect(said({ kind: 'offline', pending: 3, since: '2026-03-05T06:42:00.000Z' })).toEqual([
    'Offline sejak 13.42 · 3 perubahan tersimpan di komputer ini',
  ]);
  expect(said({ kind: 'unreachable', retryAt: '2026-03-05T07:07:30.000Z' })).toEqual([
    'Server pusat tidak menjawab · dicoba lagi 30 dtk',
  ]);
  expect(said({ kind: 'sign-in-expired' })).toEqual(['Masuk lagi untuk mengirim; data tetap aman']);
  expect(
    said({ kind: 'first-sync', progress: { collection: 'customers', done: 12_400, total: 31_000 } }),
  ).toEqual(['Menyiapkan data cabang: pelanggan 12.400 / 31.000']);
});

test('the same in English', () => {
  expect(said({}, 'en')).toEqual(['Up to date · 14.07']);
  expect(said({ kind: 'sending', pending: 1, sending: 1 }, 'en')).toEqual(['Sending 1 change…']);
  expect(said({ kind: 'offline', pending: 3, since: '2026-03-05T06:42:00.000Z' }, 'en')).toEqual([
    'Offline since 13.42 · 3 changes saved on this computer',
  ]);
  expect(
    said({ kind: 'first-sync', progress: { collection: 'customers', done: 12_400, total: 31_000 } }, 'en'),
  ).toEqual(['Preparing branch data: customers 12,400 / 31,000']);
});

test('receiving in English', () => {
  expect(
    said({ kind: 'receiving', progress: { collection: 'customers', done: 4_000, total: 0 } }, 'en'),
  ).toEqual(['Fetching changes from head office: customers 4,000']);
});

test('what asks for a person stands beside the state', () => {
  expect(
    said({
      rejected: 1,
      storageLow: true,
      merged: [{ collection: 'customers', id: 'c', at: now, by: 'Budi', fields: [] }],
    }),
  ).toEqual([
    'Tersinkron · 14.07',
    '1 perubahan ditolak pusat — Lihat alasan',
    'Penyimpanan hampir penuh — perubahan baru bisa gagal',
    'Digabung otomatis dengan perubahan Budi · Lihat',
  ]);
});

test('what was changed in two places asks for a choice', () => {
  expect(said({}, 'id', 2)).toContain('2 data berubah di dua tempat — Pilih');
  expect(said({}, 'en', 1)).toContain('1 record changed in two places — Choose');
  expect(said({}, 'en', 2)).toContain('2 records changed in two places — Choose');
});

test('data of yesterday carries its date, a retry that is due says so', () => {
  expect(said({ kind: 'offline', dataAsOf: '2026-03-03T06:41:00.000Z' })).toEqual([
    'Offline · data pusat per 3 Mar',
  ]);
  expect(said({ kind: 'unreachable', retryAt: now })).toEqual([
    'Server pusat tidak menjawab · sedang dicoba lagi',
  ]);
});

test('a disk that fails is not head office’s silence', () => {
  const reason = { code: 'database_failed', kind: 'person' } as const;
  expect(said({ kind: 'unreachable', reason, retryAt: now })).toEqual([
    'Penyimpanan komputer ini bermasalah · dicoba lagi',
  ]);
  expect(said({ kind: 'unreachable', reason, retryAt: now }, 'en')).toEqual([
    'Trouble with the storage of this computer · trying again',
  ]);
});

test('a clock that is wrong by more than two minutes is said in the status bar', () => {
  expect(said({ clock: { offset: -259_200_000, uncertainty: 40, skewed: true } })).toEqual([
    'Tersinkron · 14.07',
    'Jam komputer ini berbeda 4320 menit dari pusat',
  ]);
});
