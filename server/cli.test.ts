import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '#test/support/databases.ts';
import { runCli } from './cli.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase('pglite');
});
afterAll(() => database.close());

const cli = (...args: string[]): Promise<string> =>
  runCli({
    args,
    db: database.db,
    now: new Date('2026-03-05T01:00:00Z'),
    password: async () => 'kata sandi',
  });
const refusal = (...args: string[]): Promise<unknown> =>
  cli(...args).catch((thrown: { error: unknown }) => thrown.error);

test('sets head office up, adds a person and makes a code, in this order', async () => {
  expect(await refusal('enrol-code', '--branch', 'NGW')).toMatchObject({ code: 'branch_unknown' });
  const setup = ['setup', '--company', 'Contoh', '--sector', 'post', '--branch', 'NGW:Ngawi:Asia/Jakarta'];
  const admin = ['--username', 'Admin', '--name', 'Administrator'];
  expect(await refusal(...setup, '--username', 'x')).toMatchObject({ code: 'bad_argument' });
  expect(await cli(...setup, ...admin)).toContain('Contoh (PST, NGW)');
  expect(await refusal(...setup, ...admin)).toMatchObject({ code: 'setup_done' });
  const person = ['user', 'add', '--username', 'rina', '--name', 'Rina', '--branch', 'NGW'];
  expect(await refusal(...person, '--role', 'king')).toMatchObject({ detail: { argument: 'role' } });
  expect(await cli(...person, '--role', 'frontliner')).toContain('rina (frontliner, NGW)');
  expect(await refusal(...person, '--role', 'frontliner')).toMatchObject({ code: 'username_taken' });
  expect(await cli('enrol-code', '--branch', 'NGW')).toMatch(/^\w{4}-\w{4} \(NGW, 2026-03-06/);
  // no password stands in the database as it was typed
  expect(JSON.stringify(await database.db.query('SELECT * FROM users'))).not.toContain('kata sandi');
});

test('explains itself to whoever asks for something else', async () => {
  expect(await cli('fly')).toContain('Usage:');
});
