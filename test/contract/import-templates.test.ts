/** Head office remembers how a form is mapped, whoever of a branch's importers taught it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PullResponse } from '#shared/sync/messages.ts';
import { startHeadOffice, type HeadOffice } from '#test/support/head-office.ts';

let office: HeadOffice;
beforeAll(async () => {
  office = await startHeadOffice();
  for (const [username, role, branchId] of [
    ['adi', 'ae', 'NGW'],
    ['rina', 'frontliner', 'NGW'],
    ['yusuf', 'supervisor', 'JAP'],
  ] as const)
    await office.createUser({ username, role, branchId });
});
afterAll(() => office.close());

const token = async (username: string): Promise<string> => (await office.signIn(username)).accessToken;
const form = (fields: readonly string[], headings = ['Nama', 'No. HP']) => ({
  name: 'buku.xlsx',
  headings,
  fields,
});
const teach = async (username: string, body: unknown) =>
  office.api<{ id: string }>('POST', '/api/import-templates', body, await token(username));

async function templates(username: string) {
  const { body } = await office.api<PullResponse>(
    'POST',
    '/api/sync/reference/pull',
    { checkpoint: null, limit: 1000 },
    await token(username),
  );
  return body.rows.filter((row) => 'kind' in row && row['kind'] === 'importTemplate');
}

test('the last mapping of a form counts, in every branch', async () => {
  const first = await teach('adi', form(['name', 'phone']));
  expect(first.status).toBe(201);
  const again = await teach('yusuf', form(['name', 'contactPhone'], ['NAMA ', 'no hp']));
  expect(again.body.id).toBe(first.body.id);
  const other = await teach('adi', form(['name', ''], ['Nama', 'Warna']));
  expect(other.body.id).not.toBe(first.body.id);
  const seen = await templates('rina');
  expect(seen).toHaveLength(2);
  expect(seen.find(({ id }) => id === first.body.id)).toMatchObject({
    fields: ['name', 'contactPhone'],
    ver: 2,
    branchId: 'PST',
    updatedBy: { name: 'yusuf' },
    createdBy: { name: 'adi' },
  });
});

test('who does not import teaches nothing, and half a form is none', async () => {
  expect((await teach('rina', form(['name', 'phone']))).status).toBe(403);
  expect((await teach('adi', form(['name']))).status).toBe(400);
  expect((await teach('adi', form(['name', '<b>']))).status).toBe(400);
  expect((await office.api('POST', '/api/import-templates', form(['name', 'phone']))).status).toBe(401);
  expect(await templates('adi')).toHaveLength(2);
});
