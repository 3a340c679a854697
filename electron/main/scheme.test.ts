import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ORIGIN, rendererHandler, SCHEME_PRIVILEGES } from './scheme.ts';

let folder = '';
let serve: ReturnType<typeof rendererHandler>;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'loket-scheme-'));
  await mkdir(path.join(folder, 'renderer', 'assets'), { recursive: true });
  await writeFile(path.join(folder, 'renderer', 'index.html'), '<!doctype html>');
  await writeFile(path.join(folder, 'renderer', 'assets', 'worker.js'), 'postMessage(1)');
  await writeFile(path.join(folder, 'renderer', 'notes.exe'), 'x');
  await writeFile(path.join(folder, 'secret.json'), '{}');
  serve = rendererHandler(path.join(folder, 'renderer'), () => 'https://a.id');
});
afterAll(() => rm(folder, { recursive: true }));

test.each([
  ['/', 'text/html; charset=utf-8'],
  ['/index.html', 'text/html; charset=utf-8'],
  ['/assets/worker.js', 'text/javascript; charset=utf-8'],
])('%s is served with the policy and its type', async (name, type) => {
  const answer = await serve(new Request(`${ORIGIN}${name}`));
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe(type);
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(answer.headers.get('content-security-policy')).toContain("connect-src 'self' https://a.id;");
});

test.each([
  '/missing.js',
  '/assets',
  '/notes.exe',
  '/%2e%2e/secret.json',
  '/..%2fsecret.json',
  '/..%5csecret.json',
  '/%00index.html',
  '/%E0%A4%A',
])('%s is not served, and the answer carries the policy too', async (name) => {
  const answer = await serve(new Request(`${ORIGIN}${name}`));
  expect(answer.status).toBe(404);
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
});

test('the key-derivation worker alone may compile WebAssembly', async () => {
  const policyOf = async (name: string) =>
    (await serve(new Request(`${ORIGIN}${name}`))).headers.get('content-security-policy');
  expect(await policyOf('/assets/derive-key-a1b2c3d4.js')).toContain("'wasm-unsafe-eval'");
  expect(await policyOf('/assets/worker.js')).not.toContain('unsafe');
});

test('another host under the scheme and another method are refused', async () => {
  expect((await serve(new Request('app://other/index.html'))).status).toBe(404);
  expect((await serve(new Request(`${ORIGIN}/`, { method: 'POST', body: 'x' }))).status).toBe(405);
});

test('the scheme has a secure origin of its own and no way round the policy', () => {
  expect(SCHEME_PRIVILEGES.privileges).toEqual({
    standard: true,
    secure: true,
    supportFetchAPI: true,
    codeCache: true,
  });
});
