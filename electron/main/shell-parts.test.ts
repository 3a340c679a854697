import { expect, test, vi } from 'vitest';
import type { DeepLink } from '#shared/host/types.ts';
import { setBadge } from './badge.ts';
import { crashReloader } from './crash.ts';
import { createDeepLinks } from './deep-links.ts';
import { live, type AppParts } from './lifecycle.ts';
import { machineId, type Machine } from './machine-id.ts';
import { createNotices } from './notices.ts';
import { windowOptions } from './window.ts';
import { openingBounds } from './window-state.ts';

const silent = (): void => undefined;
const SCREEN = { x: 0, y: 0, width: 1920, height: 1040 };

test('the window opens where it was, at the design size at first, and never off the screens', () => {
  expect(openingBounds(undefined, [SCREEN])).toEqual({ width: 1366, height: 768 });
  expect(openingBounds(undefined, [{ ...SCREEN, width: 1280, height: 680 }])).toEqual({
    width: 1280,
    height: 680,
  });
  const remembered = { x: 2000, y: 50, width: 1400, height: 800, maximized: false };
  const second = { x: 1920, y: 0, width: 1920, height: 1080 };
  expect(openingBounds(remembered, [SCREEN, second])).toEqual({ x: 2000, y: 50, width: 1400, height: 800 });
  expect(openingBounds(remembered, [SCREEN])).toEqual({ width: 1366, height: 768 });
  expect(openingBounds({ ...remembered, x: 10, y: -500 }, [SCREEN])).toEqual({ width: 1366, height: 768 });
});

test('the window is sandboxed and isolated, and tells the page what this shell can do', () => {
  const options = windowOptions({
    preload: '/p.cjs',
    settings: { theme: 'dark' },
    workAreas: [SCREEN],
    systemTheme: 'light',
    platform: 'win32',
    capabilities: ['pdf', 'backup'],
  });
  expect(options.webPreferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    additionalArguments: ['--loket-capabilities=pdf,backup'],
  });
  expect(options).toMatchObject({ titleBarStyle: 'hidden', backgroundColor: '#1a1d21' });
});

test('a lost page is loaded anew three times in ten minutes, then a person is asked', () => {
  let now = 0;
  const reload = vi.fn();
  const giveUp = vi.fn();
  const gone = crashReloader({ reload, giveUp, now: () => now, log: silent });
  gone('clean-exit');
  expect(reload).not.toHaveBeenCalled();
  for (let n = 0; n < 4; n += 1) gone('crashed');
  expect(reload).toHaveBeenCalledTimes(3);
  expect(giveUp).toHaveBeenCalledExactlyOnceWith('crashed');
  now = 11 * 60_000;
  gone('oom');
  expect(reload).toHaveBeenCalledTimes(4);
});

test('a link waits until the page listens; hostile arguments are passed over', () => {
  const followed: DeepLink[] = [];
  const links = createDeepLinks((link) => followed.push(link));
  links.arrived(['loket.exe', '--inspect', 'loket://complaint/K-NGW-A-1']);
  links.arrived(['loket://complaint/../x', '--no-sandbox']);
  expect(followed).toEqual([]);
  links.listening();
  expect(followed).toEqual([{ to: 'complaint', number: 'K-NGW-A-1' }]);
  links.listening();
  links.arrived(['loket://intake']);
  links.deaf();
  links.arrived(['loket://intake']);
  expect(followed).toHaveLength(2);
  links.listening();
  expect(followed).toHaveLength(3);
});

function appDouble(first: boolean) {
  const listeners = new Map<string, (...args: unknown[]) => void>();
  const quit = vi.fn();
  const app = {
    requestSingleInstanceLock: () => first,
    quit,
    on: (name: string, listener: (...args: unknown[]) => void) => listeners.set(name, listener),
    setAsDefaultProtocolClient: () => true,
    whenReady: () => Promise.resolve(),
  } as unknown as AppParts;
  const parts = {
    app,
    links: createDeepLinks(vi.fn()),
    commandLine: [],
    sources: undefined,
    start: vi.fn(async () => undefined),
    show: vi.fn(),
    settle: vi.fn(async () => undefined),
    failed: vi.fn(),
  };
  return { parts, listeners, quit };
}

test('a second launch leaves before it touches anything', async () => {
  const { parts, quit, listeners } = appDouble(false);
  expect(live(parts)).toBe(false);
  await Promise.resolve();
  expect(quit).toHaveBeenCalledOnce();
  expect(parts.start).not.toHaveBeenCalled();
  expect(listeners.size).toBe(0);
});

test('the first launch takes over links of a second, and quits when everything is written', async () => {
  const { parts, quit, listeners } = appDouble(true);
  const arrived = vi.spyOn(parts.links, 'arrived');
  expect(live(parts)).toBe(true);
  await vi.waitFor(() => expect(parts.start).toHaveBeenCalledOnce());
  listeners.get('second-instance')?.({}, ['loket://intake']);
  expect(parts.show).toHaveBeenCalledOnce();
  expect(arrived).toHaveBeenLastCalledWith(['loket://intake']);
  listeners.get('window-all-closed')?.();
  expect(quit).not.toHaveBeenCalled();
  await vi.waitFor(() => expect(quit).toHaveBeenCalledOnce());
});

const GUID = '0f0e0d0c-1111-2222-3333-444455556666';
const machine = (platform: NodeJS.Platform, over: Partial<Machine>): Machine => ({
  platform,
  windowsFolder: 'C:\\Windows',
  run: () => Promise.reject(new Error('no program')),
  read: () => Promise.reject(new Error('no file')),
  ...over,
});

test('the machine id is a hash, the same from each system that tells the same id', async () => {
  const run = vi.fn(
    async () => `\r\nHKEY_LOCAL_MACHINE\\x\r\n    MachineGuid    REG_SZ    ${GUID.toUpperCase()}\r\n`,
  );
  const windows = await machineId(machine('win32', { run }));
  expect(run).toHaveBeenCalledWith('C:\\Windows\\System32\\reg.exe', expect.arrayContaining(['MachineGuid']));
  expect(windows).toMatch(/^[0-9a-f]{64}$/);
  expect(windows).not.toContain(GUID.slice(0, 8));
  const mac = await machineId(machine('darwin', { run: async () => `  "IOPlatformUUID" = "${GUID}"` }));
  const linux = await machineId(machine('linux', { read: async () => `${GUID}\n` }));
  expect(new Set([windows, mac, linux]).size).toBe(1);
  for (const platform of ['win32', 'darwin', 'linux', 'aix'] as const) {
    expect(await machineId(machine(platform, {}))).toBeUndefined();
  }
});

test('notices: one for a tag, a click names it', () => {
  const made: { title: string; click: () => void; closed: boolean }[] = [];
  const clicked: string[] = [];
  const create = ({ title = '' }: { title?: string }) => {
    const notice = { title, click: () => undefined as void, closed: false };
    made.push(notice);
    return {
      on: (event: string, listener: () => void) => {
        if (event === 'click') notice.click = listener;
      },
      show: silent,
      close: () => {
        notice.closed = true;
      },
    };
  };
  const notify = createNotices(create, true, (tag) => clicked.push(tag));
  expect(notify({ tag: 'sla', title: 'Satu', body: '' })).toBe(true);
  notify({ tag: 'sla', title: 'Dua', body: '' });
  expect(made.map(({ title, closed }) => [title, closed])).toEqual([
    ['Satu', true],
    ['Dua', false],
  ]);
  made[1]?.click();
  expect(clicked).toEqual(['sla']);
  expect(createNotices(create, false, silent)({ tag: 'a', title: 'b', body: '' })).toBe(false);
});

test('the badge is a number, on Windows a picture with words', () => {
  const setCount = vi.fn();
  const setOverlay = vi.fn();
  setBadge({ platform: 'linux', setCount, setOverlay }, 4);
  expect(setCount).toHaveBeenCalledWith(4);
  setBadge({ platform: 'win32', setCount, setOverlay }, 4);
  expect(setOverlay).toHaveBeenCalledWith(expect.any(Uint8Array), 16, '4 menunggu');
  setBadge({ platform: 'win32', setCount, setOverlay }, 0);
  expect(setOverlay).toHaveBeenLastCalledWith(undefined, 16, '');
});
