import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { migrate } from '../db/migrate.ts';
import { MIGRATIONS } from '../db/migrations/index.ts';
import { openPglite } from '../db/pglite.ts';
import { enrol, makeCode, nextDeskCode } from '../auth/devices.ts';
import { runCli } from '../cli.ts';
import { sentenceOf } from '../cli-data.ts';
import { asError } from '#shared/errors/errors.ts';
import { epochOf } from '../sync/pull.ts';
import { CoreClient, person } from '#test/support/sync-core.ts';
import { backup } from './backup.ts';
import { DESK_CODE_GAP } from './epoch.ts';
import { restore } from './restore.ts';

const MADE = new Date('2026-03-05T01:00:00.000Z');
const LATER = new Date('2026-03-05T03:00:00.000Z');

let folder: string;
let file: string;
let source: Database;
let target: Database;
beforeAll(async () => {
  [source, target] = await Promise.all([openPglite(), openPglite()]);
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loket-backup-'));
  file = join(folder, 'pusat.loket.gz');
});
afterEach(() => rm(folder, { recursive: true, force: true }));
afterAll(async () => {
  await source.close();
  await target.close();
});

/** Starting one takes seconds: two of them are emptied again and again. */
async function emptied(db: Database, migrations = MIGRATIONS): Promise<Database> {
  await db.script('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  if (migrations.length > 0) await migrate(db, migrations);
  return db;
}

/** A database with a document of difficult letters, a person, a session, two desks of Ngawi. */
async function filled(): Promise<Database> {
  const db = await emptied(source);
  const clerk = new CoreClient(db, person('NGW'));
  await clerk.put('customers', {
    id: 'c1',
    rev: 'r1',
    branchId: 'NGW',
    name: `NULL "a\\b",{x}\u2028\n\té😀`,
  });
  await clerk.put('customers', { id: 'c2', rev: 'r1', branchId: 'NGW', forbidden: true });
  await db.query(
    `INSERT INTO users (id, username, name, role, branch_id, password_hash, created_at)
     VALUES ('u1', 'rina', 'Rina', 'frontliner', 'NGW', 'x', $1)`,
    [MADE.toISOString()],
  );
  await db.query(`INSERT INTO sessions (id, user_id, created_at) VALUES ('s1', 'u1', $1)`, [
    MADE.toISOString(),
  ]);
  for (let n = 0; n < 2; n++)
    await enrol(db, { code: (await makeCode(db, 'NGW', 'u1', MADE)).code, name: 'PC' }, MADE);
  return db;
}

const TABLES = ['documents', 'answers', 'placements', 'streams', 'numbers', 'users', 'devices'];
const rowsOf = async (db: Database): Promise<unknown> =>
  Promise.all(TABLES.map((name) => db.query(`SELECT t::text FROM ${name} t ORDER BY 1`)));

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (thrown: unknown) => asError(thrown).code,
  );

test('a backup restored into an empty database holds the same, letter for letter', async () => {
  const db = await filled();
  const before = await rowsOf(db);
  const made = await backup(db, file, MADE);
  expect(made.header).toMatchObject({ migration: MIGRATIONS.length, epoch: await epochOf(db) });
  expect((await stat(file)).mode & 0o077).toBe(0);
  expect(await readdir(folder)).toEqual(['pusat.loket.gz']);
  const other = await emptied(target);
  const done = await restore({ db: other, file, now: LATER, replace: false });
  expect(await rowsOf(other)).toEqual(before);
  expect(done).toMatchObject({ rows: made.rows, replaced: undefined });
});

test('rule 24: a restored database has a new epoch, ended sessions and no unused codes', async () => {
  const db = await filled();
  await makeCode(db, 'NGW', 'u1', MADE);
  await backup(db, file, MADE);
  const other = await emptied(target);
  const { epoch, sessions } = await restore({ db: other, file, now: LATER, replace: false });
  expect(epoch).not.toBe(await epochOf(db));
  expect(await epochOf(other)).toBe(epoch);
  expect(sessions).toBe(1);
  expect(await other.query('SELECT reason FROM sessions')).toEqual([{ reason: 'restored' }]);
  expect(await other.query('SELECT 1 FROM enrolment_codes WHERE used_at IS NULL')).toEqual([]);
});

test('rules 35, 46: no desk code given after the backup is given again, in known and unknown branches, also twice', async () => {
  const db = await filled();
  await backup(db, file, MADE);
  const given = new Set(Array.from({ length: 121 }, (_, n) => `D${n + 1}`));
  const next = (from: Database, branch: string) => from.tx((tx) => nextDeskCode(tx, branch));
  // 120 codes in two hours, then the same backup is restored two times over
  await db.query(`UPDATE desk_codes SET last = 121 WHERE branch_id = 'NGW'`);
  given.add(await next(db, 'NGW'));
  expect(await next(db, 'JAP')).toBe('D1');
  const first = await emptied(target);
  const { gap } = await restore({ db: first, file, now: LATER, replace: false });
  expect(gap).toBe(DESK_CODE_GAP + 120);
  const code = await next(first, 'NGW');
  expect(given).not.toContain(code);
  given.add(code);
  expect(await next(first, 'JAP')).not.toBe('D1');
  const second = await emptied(target);
  await restore({ db: second, file, now: new Date(LATER.getTime() + 600_000), replace: false });
  expect(given).not.toContain(await next(second, 'NGW'));
});

test('a broken, cut, foreign or newer file is refused and nothing changes', async () => {
  const db = await filled();
  await backup(db, file, MADE);
  const whole = await readFile(file);
  const text = gunzipSync(whole).toString();
  const lines = text.split('\n');
  const sealed = (body: readonly string[]): Buffer => {
    const sum = createHash('sha256')
      .update(body.map((line) => `${line}\n`).join(''))
      .digest('hex');
    return gzipSync(`${[...body, JSON.stringify({ end: body.length, sha256: sum })].join('\n')}\n`);
  };
  const header = JSON.parse(lines[0] ?? '') as Record<string, unknown>;
  const files: Record<string, readonly [Buffer | string, string]> = {
    nothing: ['', 'backup_truncated'],
    foreign: ['a letter', 'backup_broken'],
    packed: [gzipSync('{"format":"other"}\n'), 'backup_broken'],
    changed: [gzipSync(text.replace('"NULL', '"Null')), 'backup_broken'],
    value: [gzipSync(text.replaceAll('rina', 'rani')), 'backup_broken'],
    noEnd: [gzipSync(lines.slice(0, -2).join('\n') + '\n'), 'backup_truncated'],
    noRow: [gzipSync([...lines.slice(0, 3), ...lines.slice(4)].join('\n')), 'backup_broken'],
    resealed: [sealed(lines.slice(0, -3)), 'backup_broken'],
    twice: [gzipSync(text + text), 'backup_broken'],
    version: [gzipSync(`${JSON.stringify({ ...header, version: 2 })}\n`), 'backup_newer'],
    migration: [gzipSync(text.replace(/"migration":\d+/, '"migration":999')), 'backup_broken'],
  };
  const other = await emptied(target);
  const epoch = await epochOf(other);
  for (const [name, [content, code]] of Object.entries(files)) {
    const path = join(folder, name);
    await writeFile(path, content);
    expect([name, await codeOf(restore({ db: other, file: path, now: LATER, replace: true }))]).toEqual([
      name,
      code,
    ]);
  }
  for (const size of [10, whole.length - 1, whole.length - 9, Math.floor(whole.length / 2)]) {
    await writeFile(file, whole);
    await truncate(file, size);
    expect(await codeOf(restore({ db: other, file, now: LATER, replace: true }))).toBe('backup_truncated');
  }
  const missing = join(folder, 'missing');
  expect(await codeOf(restore({ db: other, file: missing, now: LATER, replace: true }))).toBe(
    'backup_missing',
  );
  expect(await epochOf(other)).toBe(epoch);
  expect(await other.query('SELECT 1 FROM documents')).toEqual([]);
});

test('a backup of newer tables is refused, one of older tables is brought up to date', async () => {
  const newer = await emptied(source, [
    ...MIGRATIONS,
    { name: 'future', statements: ['CREATE TABLE future (n int)'] },
  ]);
  await backup(newer, file, MADE);
  const db = await emptied(target);
  expect(await codeOf(restore({ db, file, now: LATER, replace: true }))).toBe('backup_newer');
  // today's code would write to tables that were not there yet
  const older = await emptied(source, MIGRATIONS.slice(0, 2));
  await older.query(
    `INSERT INTO documents (collection, id, rev, ver, deleted, data, at) VALUES ('customers', 'c1', 'r1', 1, false, '{}', now())`,
  );
  const old = join(folder, 'old.gz');
  await backup(older, old, MADE);
  await restore({ db, file: old, now: LATER, replace: false });
  expect(await db.query('SELECT max(number) AS newest FROM migrations')).toEqual([
    { newest: MIGRATIONS.length },
  ]);
  expect(await db.query('SELECT id FROM documents')).toEqual([{ id: 'c1' }]);
  await migrate(db);
});

test('what a database holds is replaced on request only, and kept beside the backup', async () => {
  const db = await filled();
  await backup(db, file, MADE);
  const epoch = await epochOf(db);
  const clerk = new CoreClient(db, person('NGW'));
  await clerk.put('customers', { id: 'c9', rev: 'r1', branchId: 'NGW' });
  expect(await codeOf(restore({ db, file, now: LATER, replace: false }))).toBe('restore_not_empty');
  expect(await epochOf(db)).toBe(epoch);
  const { replaced } = await restore({ db, file, now: LATER, replace: true });
  expect(await db.query(`SELECT id FROM documents ORDER BY id`)).toEqual([{ id: 'c1' }]);
  const kept = await emptied(target);
  await restore({ db: kept, file: replaced ?? '', now: LATER, replace: false });
  expect(await kept.query(`SELECT id FROM documents ORDER BY id`)).toEqual([{ id: 'c1' }, { id: 'c9' }]);
});

test('nothing is changed where filling fails half-way', async () => {
  const db = await filled();
  await backup(db, file, MADE);
  const [header = '', ...rest] = gunzipSync(await readFile(file))
    .toString()
    .trimEnd()
    .split('\n')
    .slice(0, -1);
  const wrong = header.replace(/"name":"created_at","type":"[^"]*"/, '"name":"created_at","type":"integer"');
  const body = [wrong, ...rest];
  const rows = body.filter((line) => line.startsWith('[')).length;
  const sum = createHash('sha256')
    .update(body.map((line) => `${line}\n`).join(''))
    .digest('hex');
  await writeFile(file, gzipSync(`${[...body, JSON.stringify({ end: rows, sha256: sum })].join('\n')}\n`));
  const before = await rowsOf(db);
  expect(await codeOf(restore({ db, file, now: LATER, replace: true }))).not.toBe('done');
  expect(await rowsOf(db)).toEqual(before);
});

test('the command line backs up, restores and gives a new epoch, and says why not in both languages', async () => {
  const db = await filled();
  const cli = (...args: string[]) =>
    runCli({ args, db, now: LATER, password: () => Promise.reject(new Error('asked for a password')) });
  const epoch = await epochOf(db);
  expect(await cli('new-epoch')).toContain('new and former staff');
  const second = await epochOf(db);
  expect(second).not.toBe(epoch);
  // two hours since the last write that the database knows
  expect(await db.tx((tx) => nextDeskCode(tx, 'NGW'))).toBe(`D${2 + DESK_CODE_GAP + 120 + 1}`);
  expect(await cli('backup', file)).toContain('Dicadangkan / backed up');
  const refusals = [
    await cli('backup', file).catch(asError),
    await cli('restore', file).catch(asError),
    await cli('restore').catch(asError),
  ].map((error) => (typeof error === 'string' ? error : (sentenceOf(error) ?? error.code)));
  expect(refusals[0]).toMatch(/sudah ada.*\n.*there already/);
  expect(refusals[1]).toMatch(/--yes.*\n.*--yes/);
  expect(refusals[2]).toBe('bad_argument');
  expect(await cli('restore', file, '--yes')).toContain('Dipulihkan / restored');
  expect(await epochOf(db)).not.toBe(second);
});

test('a database that was never set up cannot be backed up', async () => {
  const db = await emptied(source, []);
  expect(await codeOf(backup(db, file, MADE))).toBe('backup_empty');
  expect(await readdir(folder)).toEqual([]);
});
