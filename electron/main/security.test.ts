import { expect, test } from 'vitest';
import { CALLS } from '#shared/host/channel-names.ts';
import type { CallHandlers } from '#shared/host/channels.ts';
import { LoketFailure } from '#shared/errors/errors.ts';
import { hostFail } from '#shared/host/errors.ts';
import { registerCalls, type Sender } from './ipc.ts';
import { ORIGIN } from './scheme.ts';
import { hardenContents, hardenSession, type ContentsParts, type SessionParts } from './security.ts';

type Listener = (...args: unknown[]) => unknown;

function contentsDouble() {
  const listeners = new Map<string, Listener>();
  let open: Listener = () => undefined;
  const contents = {
    on: (name: string, listener: Listener) => listeners.set(name, listener),
    setWindowOpenHandler: (handler: Listener) => {
      open = handler;
    },
  } as unknown as ContentsParts;
  const opened: string[] = [];
  hardenContents(contents, {
    origin: ORIGIN,
    openExternal: async (url) => void opened.push(url),
    log: () => undefined,
  });
  const blocked = (name: string, event: object): boolean => {
    let prevented = false;
    listeners.get(name)?.({ ...event, preventDefault: () => (prevented = true) });
    return prevented;
  };
  return { blocked, opened, open: (url: string) => open({ url }) };
}

test.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])(
  '%s leaves the page where it is',
  (name) => {
    const { blocked } = contentsDouble();
    const main = { isMainFrame: true };
    expect(blocked(name, { ...main, url: 'app://loket/#/pelanggan' })).toBe(false);
    for (const url of [
      'https://evil.id/',
      'app://loket.evil/',
      'app://evil@loket/',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'data:text/html,x',
      'no url',
    ]) {
      expect(blocked(name, { ...main, url }), url).toBe(true);
    }
  },
);

test('frames and webviews are refused, even with the own origin', () => {
  const { blocked } = contentsDouble();
  expect(blocked('will-frame-navigate', { isMainFrame: false, url: 'app://loket/' })).toBe(true);
  expect(blocked('will-attach-webview', {})).toBe(true);
});

test('no window opens; https alone goes to the browser', () => {
  const { open, opened } = contentsDouble();
  for (const url of [
    'https://example.id/a',
    'http://example.id/',
    'file:///c:/x.exe',
    'ms-msdt:/id',
    'https://u:p@x.id/',
  ]) {
    expect(open(url)).toEqual({ action: 'deny' });
  }
  expect(opened).toEqual(['https://example.id/a']);
});

test('permissions: denied by default, the few allowed only to the page itself', () => {
  const handlers: { request?: Listener; check?: Listener; device?: Listener; download?: Listener } = {};
  hardenSession(
    {
      setPermissionRequestHandler: (handler: Listener) => (handlers.request = handler),
      setPermissionCheckHandler: (handler: Listener) => (handlers.check = handler),
      setDevicePermissionHandler: (handler: Listener) => (handlers.device = handler),
      on: (_name: string, handler: Listener) => (handlers.download = handler),
    } as unknown as SessionParts,
    ORIGIN,
  );
  const asked = (permission: string, requestingUrl = `${ORIGIN}/`, isMainFrame = true): boolean => {
    let granted: unknown;
    handlers.request?.(null, permission, (value: unknown) => (granted = value), {
      requestingUrl,
      isMainFrame,
    });
    return granted === true;
  };
  for (const permission of ['loopback-network', 'local-network', 'notifications', 'persistent-storage']) {
    expect(asked(permission), permission).toBe(true);
    expect(handlers.check?.(null, permission, `${ORIGIN}/`), permission).toBe(true);
    expect(asked(permission, 'https://evil.id/'), permission).toBe(false);
    expect(asked(permission, `${ORIGIN}/`, false), permission).toBe(false);
    expect(handlers.check?.(null, permission, 'https://evil.id'), permission).toBe(false);
  }
  for (const permission of ['media', 'geolocation', 'openExternal', 'clipboard-read', 'usb', 'unknown']) {
    expect(asked(permission), permission).toBe(false);
    expect(handlers.check?.(null, permission, ORIGIN), permission).toBe(false);
  }
  expect(handlers.device?.({})).toBe(false);
});

const page: Sender = { senderFrame: { url: `${ORIGIN}/index.html#/x`, parent: null } };

function ipcDouble(handlers: Partial<CallHandlers>) {
  const registered = new Map<string, (event: Sender, ...args: unknown[]) => Promise<unknown>>();
  const logged: string[] = [];
  const all = Object.fromEntries(CALLS.map((name) => [name, async () => ({ ok: true, value: 'reached' })]));
  registerCalls(
    { handle: (channel, listener) => void registered.set(channel, listener) },
    ORIGIN,
    { ...all, ...handlers } as CallHandlers,
    (line) => logged.push(line),
  );
  return {
    registered,
    logged,
    call: (name: string, event: Sender, ...args: unknown[]) =>
      registered.get(`loket:call:${name}`)?.(event, ...args),
  };
}

test('every call is answered for the page, on the names of the contract alone', async () => {
  const { registered, call } = ipcDouble({});
  expect([...registered.keys()]).toEqual(CALLS.map((name) => `loket:call:${name}`));
  expect(await call('app.info', page)).toEqual({ ok: true, value: 'reached' });
});

test.each<[string, Sender]>([
  ['a frame within the page', { senderFrame: { url: `${ORIGIN}/`, parent: {} } }],
  ['a frame that is gone', { senderFrame: null }],
  ['another site', { senderFrame: { url: 'https://evil.id/', parent: null } }],
  ['an origin that begins alike', { senderFrame: { url: 'app://loket.evil.id/', parent: null } }],
  ['a port of the same name', { senderFrame: { url: 'app://loket:99/', parent: null } }],
])('%s reaches no handler', async (_name, sender) => {
  const { call } = ipcDouble({});
  expect(await call('secrets.get', sender, { key: 'a' })).toMatchObject({ ok: false });
});

test('arguments are parsed before the handler, and more than one is refused', async () => {
  const { call, logged } = ipcDouble({});
  const refused = { ok: false, error: { code: 'host.badArguments' } };
  expect(await call('secrets.get', page, { key: '../../x' })).toMatchObject(refused);
  expect(await call('secrets.get', page, { key: 'a' }, 'more')).toMatchObject(refused);
  expect(await call('secrets.get', page, { key: 'a' })).toEqual({ ok: true, value: 'reached' });
  expect(logged.join()).not.toContain('../../x');
});

test('what a handler throws becomes a value without its text', async () => {
  const { call, logged } = ipcDouble({
    'backup.list': () => Promise.reject(new Error('C:\\Users\\budi\\secret.txt')),
    'print.printers': () => Promise.reject(new LoketFailure(hostFail('host.printFailed').error)),
  });
  expect(await call('backup.list', page)).toMatchObject({ ok: false, error: { code: 'host.unexpected' } });
  expect(await call('print.printers', page)).toMatchObject({
    ok: false,
    error: { code: 'host.printFailed' },
  });
  expect(logged.join()).not.toContain('budi');
});
