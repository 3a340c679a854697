import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createBackup } from './backup.ts';
import { expired } from './backup-rotation.ts';
import { createFiles, type FileDialogs } from './files.ts';
import { openJsonStore, shapeOf } from './json-store.ts';
import { createSecrets, SealedSecrets, secretsAvailable, type SecretStore } from './secrets.ts';
import { Settings } from './settings.ts';

const silent = (): void => undefined;
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'loket-storage-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('settings survive, changes do not overtake each other, and damage counts as nothing set', async () => {
  const file = path.join(folder, 'deep', 'shell.json');
  const store = await openJsonStore(file, shapeOf(Settings, {}), silent);
  void store.update((all) => ({ ...all, headOffice: 'https://a.id' }));
  await store.update((all) => ({ ...all, theme: 'dark' }));
  const again = await openJsonStore(file, shapeOf(Settings, {}), silent);
  expect(again.get()).toEqual({ headOffice: 'https://a.id', theme: 'dark' });
  for (const damage of ['{"theme":"pink"}', '{"the', '']) {
    await writeFile(file, damage);
    expect((await openJsonStore(file, shapeOf(Settings, {}), silent)).get()).toEqual({});
  }
  expect(await readdir(path.dirname(file))).toEqual(['shell.json']);
});

/** Seals by writing the text in hexadecimal digits; asks for re-sealing while `rotated`. */
function storeDouble(rotated = { now: false }): SecretStore {
  return {
    isAsyncEncryptionAvailable: async () => true,
    encryptStringAsync: async (text) =>
      Buffer.from(`${rotated.now ? 'new' : 'old'}:${Buffer.from(text).toString('hex')}`),
    decryptStringAsync: async (sealed) => {
      const [key, text] = sealed.toString().split(':');
      if (text === undefined) throw new Error('another account sealed this');
      return { result: Buffer.from(text, 'hex').toString(), shouldReEncrypt: rotated.now && key === 'old' };
    },
  };
}

test('a secret is kept sealed, read back, sealed anew when the system says so, and deleted', async () => {
  const file = path.join(folder, 'secrets.json');
  const open = () => openJsonStore(file, shapeOf(SealedSecrets, {}), silent);
  const rotated = { now: false };
  const secrets = createSecrets(storeDouble(rotated), await open(), true, silent);
  expect(await secrets.get('device')).toEqual({ ok: true, value: undefined });
  expect(await secrets.get('constructor')).toEqual({ ok: true, value: undefined });
  await secrets.set('device', 'rahasia');
  expect(await readFile(file, 'utf8')).not.toContain('rahasia');
  rotated.now = true;
  expect(await secrets.get('device')).toEqual({ ok: true, value: 'rahasia' });
  const sealed = (await open()).get()['device'] ?? '';
  expect(Buffer.from(sealed, 'base64').toString()).toBe(`new:${Buffer.from('rahasia').toString('hex')}`);
  await secrets.delete('device');
  expect((await open()).get()).toEqual({});
});

test('a secret of another account, and a system without a store, are told apart', async () => {
  const file = path.join(folder, 'secrets.json');
  await writeFile(file, JSON.stringify({ device: Buffer.from('foreign').toString('base64') }));
  const stored = await openJsonStore(file, shapeOf(SealedSecrets, {}), silent);
  const foreign = createSecrets(storeDouble(), stored, true, silent);
  expect(await foreign.get('device')).toMatchObject({ ok: false, error: { code: 'host.secretUnreadable' } });
  const none = createSecrets(storeDouble(), stored, false, silent);
  expect(await none.set('a', 'b')).toMatchObject({ ok: false, error: { code: 'host.noSecretStore' } });
  expect(await secretsAvailable(storeDouble(), 'linux', () => 'basic_text')).toBe(false);
  expect(await secretsAvailable(storeDouble(), 'linux', () => 'gnome_libsecret')).toBe(true);
  expect(await secretsAvailable(storeDouble(), 'win32', () => 'basic_text')).toBe(true);
});

test('a backup is read back as written; a damaged, missing or foreign one is refused', async () => {
  let time = Date.parse('2026-03-05T07:14:12.345Z');
  const backup = createBackup(path.join(folder, 'Loket Backup'), () => new Date(time), silent);
  expect(await backup.list()).toEqual({ ok: true, value: [] });
  const written = await backup.write(new Uint8Array([1, 2, 3]));
  if (!written.ok) throw new Error(written.error.code);
  expect(written.value).toMatchObject({ at: '2026-03-05T07:14:12.345Z', bytes: 3 });
  expect(await backup.read(written.value.id)).toEqual({ ok: true, value: new Uint8Array([1, 2, 3]) });
  time += 60_000;
  const later = await backup.write(new Uint8Array([4]));
  const listed = await backup.list();
  expect(listed).toEqual({ ok: true, value: [later.ok && later.value, written.value] });
  await writeFile(path.join(folder, 'Loket Backup', `${written.value.id}.loketbackup`), 'rot');
  expect(await backup.read(written.value.id)).toMatchObject({
    ok: false,
    error: { code: 'host.backupDamaged' },
  });
  for (const id of ['../secrets', `20260305T071412345Z-${'0'.repeat(32)}`]) {
    expect(await backup.read(id)).toMatchObject({ ok: false, error: { code: 'host.backupMissing' } });
  }
});

test('backups rotate on the disk, and the disk full is told', async () => {
  let time = Date.parse('2026-03-05T01:00:00Z');
  const backup = createBackup(folder, () => new Date((time += 1000)), silent);
  for (let n = 0; n < 6; n += 1) await backup.write(new Uint8Array([n]));
  const listed = await backup.list();
  expect(listed.ok && listed.value.length).toBe(3);
  await writeFile(path.join(folder, 'file'), '');
  const blocked = createBackup(path.join(folder, 'file'), () => new Date(), silent);
  expect(await blocked.write(new Uint8Array([1]))).toMatchObject({ ok: false, error: { code: 'host.io' } });
});

test('the rotation keeps the newest, one a day and one a week', () => {
  const start = Date.parse('2026-01-01T10:00:00Z');
  const entries = Array.from({ length: 60 * 4 }, (_, n) => {
    const at = new Date(start + n * 6 * 3_600_000).toISOString();
    return { id: at, at, bytes: 1 };
  });
  const gone = new Set(expired(entries, { newest: 3, days: 7, weeks: 4 }).map(({ id }) => id));
  const kept = entries.filter(({ id }) => !gone.has(id)).map(({ at }) => at.slice(0, 13));
  expect(kept).toEqual([
    '2026-02-11T22',
    '2026-02-18T22',
    '2026-02-24T22',
    '2026-02-25T22',
    '2026-02-26T22',
    '2026-02-27T22',
    '2026-02-28T22',
    '2026-03-01T16',
    '2026-03-01T22',
    '2026-03-02T04',
  ]);
});

test('files go and come by the dialogs; what is too large or fails is told', async () => {
  const target = path.join(folder, 'daftar.csv');
  const dialogs = (over: Partial<FileDialogs>): FileDialogs => ({
    save: async () => ({ canceled: false, filePath: target }),
    open: async () => ({ canceled: false, filePaths: [target] }),
    ...over,
  });
  const files = createFiles(dialogs({}), folder, silent);
  const file = { name: 'daftar.csv', mime: 'text/csv', data: new Uint8Array([65, 66]) };
  expect(await files.save(file)).toEqual({ ok: true, value: 'saved' });
  expect(await readFile(target, 'utf8')).toBe('AB');
  const wanted = { extensions: ['csv'], maxBytes: 2 };
  expect(await files.open(wanted)).toEqual({
    ok: true,
    value: { name: 'daftar.csv', data: new Uint8Array([65, 66]) },
  });
  expect(await files.open({ ...wanted, maxBytes: 1 })).toMatchObject({ error: { code: 'host.tooLarge' } });
  const cancelled = createFiles(
    dialogs({
      save: async () => ({ canceled: true, filePath: '' }),
      open: async () => ({ canceled: true, filePaths: [] }),
    }),
    folder,
    silent,
  );
  expect(await cancelled.save(file)).toEqual({ ok: true, value: 'cancelled' });
  expect(await cancelled.open(wanted)).toEqual({ ok: true, value: undefined });
  const blocked = createFiles(
    dialogs({ save: async () => ({ canceled: false, filePath: path.join(target, 'x') }) }),
    folder,
    silent,
  );
  expect(await blocked.save(file)).toMatchObject({ ok: false, error: { code: 'host.io' } });
});
