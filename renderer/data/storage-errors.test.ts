import { expect, test } from 'vitest';
import { fail, LoketFailure } from '#shared/errors/errors.ts';
import { asSaved, isFull, unlessFull } from './storage-errors.ts';

const named = (name: string, message = '', inner?: unknown): Error =>
  Object.assign(new Error(message), { name, ...(inner === undefined ? {} : { inner }) });

test('rows 13, 14: a full disk is known in every wrapping, and other failures are not taken for it', async () => {
  const full = [
    named('QuotaExceededError'),
    named('AbortError', '', named('QuotaExceededError')),
    named('Error', 'could not requestRemote: {"error":{"name":"QuotaExceededError"}}'),
    new LoketFailure(fail('storage_full').error),
  ];
  for (const thrown of full) {
    expect(isFull(thrown)).toBe(true);
    expect(await asSaved(() => Promise.reject(thrown))).toMatchObject({ error: { code: 'storage_full' } });
    await unlessFull(Promise.reject(thrown));
  }
  for (const thrown of [named('AbortError'), 'full', undefined]) {
    expect(isFull(thrown)).toBe(false);
    expect(await asSaved(() => Promise.reject(thrown))).toMatchObject({ error: { code: 'database_failed' } });
    await expect(unlessFull(Promise.reject(thrown))).rejects.toBe(thrown);
  }
  expect(await asSaved(async () => 1)).toEqual({ ok: true, value: 1 });
});
