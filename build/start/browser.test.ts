import { expect, test, vi } from 'vitest';
import { ensureChromium, findBrowser } from './browser.ts';
import type { Machine } from './machine.ts';

const machine = (over: Partial<Omit<Machine, 'isProgram'>> & { programs?: string[] } = {}): Machine => ({
  platform: over.platform ?? 'linux',
  env: over.env ?? { PATH: '/usr/local/bin:/usr/bin' },
  isProgram: (path) => (over.programs ?? []).includes(path),
});

test('on Linux the browsers of the PATH are found, Edge before Chrome before Chromium', () => {
  const programs = ['/usr/bin/chromium', '/usr/bin/google-chrome'];
  expect(findBrowser(machine({ programs }))).toEqual({ name: 'Chrome', path: '/usr/bin/google-chrome' });
  const withEdge = [...programs, '/usr/local/bin/microsoft-edge-stable'];
  expect(findBrowser(machine({ programs: withEdge }))?.name).toBe('Edge');
});

test('on Windows Edge stands in Program Files (x86)', () => {
  const path = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
  const env = { PROGRAMFILES: 'C:\\Program Files', 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' };
  expect(findBrowser(machine({ platform: 'win32', env, programs: [path] }))).toEqual({ name: 'Edge', path });
});

test('on a Mac the applications of the person count too', () => {
  const path = '/Users/siti/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  const found = findBrowser(machine({ platform: 'darwin', env: { HOME: '/Users/siti' }, programs: [path] }));
  expect(found).toEqual({ name: 'Chrome', path });
});

test('LOKET_CHROMIUM goes before everything, unless it is not there', () => {
  const programs = ['/opt/own/chrome', '/usr/bin/chromium'];
  const own = { PATH: '/usr/bin', LOKET_CHROMIUM: '/opt/own/chrome' };
  expect(findBrowser(machine({ env: own, programs }))?.path).toBe('/opt/own/chrome');
  const gone = { PATH: '/usr/bin', LOKET_CHROMIUM: '/opt/gone' };
  expect(findBrowser(machine({ env: gone, programs }))?.path).toBe('/usr/bin/chromium');
});

test('nothing installed is null', () => {
  expect(findBrowser(machine())).toBeNull();
  expect(findBrowser(machine({ env: {} }))).toBeNull();
});

test('tests take the Chromium that is there and install nothing', () => {
  const run = vi.fn(() => true);
  const answer = ensureChromium(machine({ programs: ['/usr/bin/chromium', '/usr/bin/apt-get'] }), run);
  expect(answer).toEqual({ ok: true, path: '/usr/bin/chromium' });
  expect(run).not.toHaveBeenCalled();
});

test('on Debian a missing Chromium is installed from its packages', () => {
  const programs = ['/usr/bin/apt-get'];
  const asked: string[] = [];
  const answer = ensureChromium(machine({ programs }), (program, args) => {
    asked.push([program, ...args].join(' '));
    if (args.includes('install')) programs.push('/usr/bin/chromium');
    return true;
  });
  expect(answer).toEqual({ ok: true, path: '/usr/bin/chromium' });
  expect(asked.map((one) => one.replace(/^sudo -n /, ''))).toEqual([
    'apt-get update -qq',
    'apt-get install -y -qq --no-install-recommends chromium',
  ]);
});

test('where it cannot be installed the person is told what to do', () => {
  const failing = ensureChromium(machine({ programs: ['/usr/bin/apt-get'] }), () => false);
  expect(failing).toMatchObject({ ok: false, message: expect.stringContaining('LOKET_CHROMIUM') });
  const run = vi.fn(() => true);
  expect(ensureChromium(machine({ platform: 'darwin' }), run).ok).toBe(false);
  expect(run).not.toHaveBeenCalled();
});
