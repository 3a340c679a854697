import { expect, test, vi } from 'vitest';
import type { Machine } from './machine.ts';
import { planWindow } from './window.ts';

const root = '/home/siti/loket';
const electron = `${root}/node_modules/electron/dist/electron`;
const chromium = '/usr/bin/chromium';

const machine = (programs: readonly string[], env: Record<string, string> = {}): Machine => ({
  platform: 'linux',
  env: { PATH: '/usr/bin', DISPLAY: ':0', ...env },
  isProgram: (path) => programs.includes(path),
});
const never = () => Promise.reject(new Error('nothing may be fetched here'));

test('the shell comes first', async () => {
  const plan = await planWindow('best', machine([electron, chromium]), root, never);
  expect(plan).toEqual({ kind: 'electron', program: electron });
});

test('a shell that is not there is fetched', async () => {
  const programs = [chromium];
  const plan = await planWindow('best', machine(programs), root, () => {
    programs.push(electron);
    return Promise.resolve(true);
  });
  expect(plan).toEqual({ kind: 'electron', program: electron });
});

test('a shell that cannot be fetched leads to the browser', async () => {
  const plan = await planWindow('best', machine([chromium]), root, () => Promise.resolve(false));
  expect(plan).toEqual({ kind: 'browser', program: chromium, name: 'Chromium' });
});

test.each([{ CI: '1' }, { LOKET_NO_DOWNLOAD: '1' }])('%o fetches nothing', async (env) => {
  expect((await planWindow('best', machine([chromium], env), root, never)).kind).toBe('browser');
});

test('without a display there is the address only, and a wish for a window is refused', async () => {
  const headless: Machine = { ...machine([electron, chromium]), env: { PATH: '/usr/bin' } };
  expect((await planWindow('best', headless, root, never)).kind).toBe('none');
  expect((await planWindow('browser', headless, root, never)).kind).toBe('refused');
});

test('--browser takes the browser although the shell is there', async () => {
  expect((await planWindow('browser', machine([electron, chromium]), root, never)).kind).toBe('browser');
});

test('--electron without a shell is refused with the way out', async () => {
  const plan = await planWindow('electron', machine([chromium]), root, () => Promise.resolve(false));
  expect(plan).toMatchObject({ kind: 'refused', why: expect.stringContaining('install-electron') });
});

test('neither shell nor browser leaves the address', async () => {
  expect((await planWindow('best', machine([]), root, () => Promise.resolve(false))).kind).toBe('none');
});

test('--url-only asks for nothing', async () => {
  const isProgram = vi.fn(() => true);
  expect((await planWindow('none', { ...machine([]), isProgram }, root, never)).kind).toBe('none');
  expect(isProgram).not.toHaveBeenCalled();
});

test('ELECTRON_BIN names the shell outright', async () => {
  const env = { ELECTRON_BIN: '/opt/electron/electron' };
  const plan = await planWindow('best', machine(['/opt/electron/electron'], env), root, never);
  expect(plan).toEqual({ kind: 'electron', program: '/opt/electron/electron' });
});
