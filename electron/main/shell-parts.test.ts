import { expect, test, vi } from 'vitest';
import type { DeepLink } from '#shared/host/types.ts';
import { setBadge } from './badge.ts';
import { crashReloader } from './crash.ts';
import { createDeepLinks } from './deep-links.ts';
import { live, type AppParts } from './lifecycle.ts';
import { machineId, type Machine } from './machine-id.ts';
import { createNotices } from './notices.ts';
import { pdfOptions, printerOptions } from './paper.ts';
import { createPrinting, type Printable } from './printing.ts';
import { createPrintWindows } from './print-window.ts';
import { createUpdate, type Updater } from './updater.ts';
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

test('paper: a roll is 80 mm wide and as long as asked, A5 is A5, for printers and for PDF', () => {
  expect(printerOptions('80mm', 140, 'POS-80')).toMatchObject({
    silent: true,
    deviceName: 'POS-80',
    pageSize: { width: 80_000, height: 140_000 },
  });
  expect(printerOptions('A5', undefined, undefined)).toMatchObject({
    silent: false,
    pageSize: { width: 148_000, height: 210_000 },
  });
  expect(printerOptions('A5', undefined, undefined)).not.toHaveProperty('deviceName');
  expect(pdfOptions('80mm', 127).pageSize).toEqual({ width: 80 / 25.4, height: 5 });
});

function printableDouble(outcome: [boolean, string]): Printable & { printed: unknown[] } {
  const printed: unknown[] = [];
  return {
    printed,
    print: (options, done) => {
      printed.push(options);
      done?.(...outcome);
    },
    printToPDF: async () => Buffer.from('%PDF-'),
  };
}

test('printing: to a printer that is there, never to another in its place', async () => {
  const page = {
    ...printableDouble([true, '']),
    getPrintersAsync: async () => [{ name: 'POS-80', displayName: 'Struk', description: '', options: {} }],
  };
  const print = createPrinting({
    page: () => page,
    withDocument: () => Promise.reject(new Error('unused')),
    log: silent,
  });
  const job = { content: { page: 'current' }, paper: '80mm' } as const;
  expect(await print.printers()).toEqual({ ok: true, value: [{ name: 'POS-80', label: 'Struk' }] });
  expect(await print.print({ ...job, printer: 'POS-80' })).toEqual({ ok: true, value: 'printed' });
  expect(await print.print({ ...job, printer: 'gone' })).toMatchObject({
    error: { code: 'host.printerMissing' },
  });
  expect(page.printed).toHaveLength(1);
  const pdf = await print.pdf(job);
  expect(pdf.ok && new TextDecoder().decode(pdf.value)).toBe('%PDF-');
});

test('printing: a cancelled dialog is no failure, a failed printer is', async () => {
  const job = { content: { html: '<p>K-1</p>' }, paper: 'A5' } as const;
  const room = (outcome: [boolean, string]) =>
    createPrinting({
      page: () => undefined,
      withDocument: (_html, use) => use(printableDouble(outcome)),
      log: silent,
    });
  expect(await room([false, 'Print job canceled']).print(job)).toEqual({ ok: true, value: 'cancelled' });
  expect(await room([false, 'Print job failed']).print(job)).toMatchObject({
    error: { code: 'host.printFailed' },
  });
});

test('a printed document stands in a window without scripts, served once, gone afterwards', async () => {
  let serve: (request: Request) => Response | Promise<Response> = () => new Response(null);
  const seen: unknown[] = [];
  const destroy = vi.fn();
  const withDocument = createPrintWindows({
    session: { protocol: { handle: (_scheme, handler) => void (serve = handler) } },
    newId: () => 'one',
    createWindow: (options) => {
      seen.push(options.webPreferences);
      return {
        webContents: printableDouble([true, '']) as never,
        loadURL: async (url) => {
          const answer = await serve(new Request(url));
          expect(await answer.text()).toBe('<p>K-1</p>');
          expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src/);
        },
        destroy,
      };
    },
  });
  await expect(withDocument('<p>K-1</p>', () => Promise.reject(new Error('paper out')))).rejects.toThrow(
    'paper out',
  );
  expect(seen).toEqual([expect.objectContaining({ javascript: false, sandbox: true, partition: 'print' })]);
  expect(destroy).toHaveBeenCalledOnce();
  expect((await serve(new Request('app://loket/print/one'))).status).toBe(404);
});

function updaterDouble() {
  const listeners = new Map<string, (value: never) => void>();
  const quitAndInstall = vi.fn();
  const updater = {
    autoDownload: false,
    autoInstallOnAppQuit: true,
    allowDowngrade: true,
    logger: null,
    checkForUpdates: async () => undefined,
    quitAndInstall,
    on: (event: string, listener: (value: never) => void) => listeners.set(event, listener),
  } as unknown as Updater;
  const happens = (event: string, value: object = {}): void => listeners.get(event)?.(value as never);
  return { updater, happens, quitAndInstall };
}

test('an update waits for unsent work, at the press of a button and at quitting', async () => {
  const { updater, happens, quitAndInstall } = updaterDouble();
  const states: string[] = [];
  const update = createUpdate(updater, ({ state }) => states.push(state), silent);
  expect(updater).toMatchObject({ autoInstallOnAppQuit: false, allowDowngrade: false, autoDownload: true });
  expect(await update.install()).toMatchObject({ error: { code: 'host.noUpdate' } });
  happens('update-available', { version: '0.2.0' });
  happens('download-progress', { percent: 41.7 });
  expect(await update.state()).toEqual({ state: 'downloading', version: '0.2.0', percent: 41 });
  happens('update-downloaded', { version: '0.2.0' });
  expect(await update.install()).toMatchObject({ error: { code: 'host.unsentWork' } });
  await update.reportUnsent(3);
  expect(await update.install()).toMatchObject({ error: { code: 'host.unsentWork', detail: { unsent: 3 } } });
  expect(updater.autoInstallOnAppQuit).toBe(false);
  expect(quitAndInstall).not.toHaveBeenCalled();
  await update.reportUnsent(0);
  expect(updater.autoInstallOnAppQuit).toBe(true);
  expect((await update.install()).ok).toBe(true);
  expect(quitAndInstall).toHaveBeenCalledOnce();
  expect(states).toEqual(['downloading', 'downloading', 'ready']);
});

test('a failed check is told and can be repeated; an error does not lose a downloaded update', async () => {
  const { updater, happens } = updaterDouble();
  const update = createUpdate(updater, () => undefined, silent);
  updater.checkForUpdates = () => Promise.reject(new Error('no server'));
  expect(await update.check()).toMatchObject({ error: { code: 'host.updateFailed', kind: 'retryable' } });
  happens('update-downloaded', { version: '0.2.0' });
  happens('error', new Error('later'));
  expect(await update.check()).toEqual({ ok: true, value: { state: 'ready', version: '0.2.0' } });
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
