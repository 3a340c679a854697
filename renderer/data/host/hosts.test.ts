import { expect, test, vi } from 'vitest';
import type { HostBridge } from '#shared/host/bridge.ts';
import { CALLS, EVENTS } from '#shared/host/channel-names.ts';
import { browserHost } from './browser-host.ts';
import { browserMarker } from './browser-marker.ts';
import { connectionOf } from './connection.ts';
import { shellHost } from './shell-host.ts';

/** As much of a window as the host asks for. */
function windowDouble(href: string) {
  const target = new EventTarget();
  const url = new URL(href);
  const navigator = { onLine: true, userAgent: 'Mozilla/5.0 Chrome/156.0 Safari/537.36' };
  const window = Object.assign(target, { navigator, location: { origin: url.origin, search: url.search } });
  return { window: window as unknown as Window & typeof globalThis, navigator };
}

test('a browser desk: head office is the page itself, and what it cannot do is absent and refused', async () => {
  const { window } = windowDouble('https://pusat.example.id/');
  const host = browserHost(window, '0.1.0');
  expect(host.kind).toBe('browser');
  expect([...host.capabilities]).toEqual(['deepLinks']);
  expect(await host.headOffice.get()).toBe('https://pusat.example.id');
  expect(await host.machineId()).toBeUndefined();
  expect(await host.info()).toEqual({ version: '0.1.0', platform: 'browser', device: 'Chrome' });
  const unsupported = { ok: false, error: { code: 'host.unsupported' } };
  expect(await host.secrets.get('a')).toMatchObject(unsupported);
  expect(await host.backup.list()).toMatchObject(unsupported);
  expect(await host.print.printers()).toMatchObject(unsupported);
  expect(await host.notify({ tag: 'a', title: 'b', body: '' })).toMatchObject(unsupported);
  expect(await host.setBadge(3)).toMatchObject(unsupported);
  expect(await host.headOffice.set('https://other.id')).toMatchObject(unsupported);
});

test('connectivity follows the window until the subscription ends', () => {
  const { window, navigator } = windowDouble('https://pusat.example.id/');
  const host = browserHost(window);
  const heard: boolean[] = [];
  const end = host.on('connectivity', ({ online }) => heard.push(online));
  navigator.onLine = false;
  window.dispatchEvent(new Event('offline'));
  expect(host.online()).toBe(false);
  window.dispatchEvent(new Event('online'));
  end();
  window.dispatchEvent(new Event('offline'));
  expect(heard).toEqual([false, true]);
});

test('a page opened by a link gives it once, to the first who listens', async () => {
  const { window } = windowDouble('https://pusat.example.id/?link=loket%3A%2F%2Fintake');
  const host = browserHost(window);
  const first = vi.fn();
  host.on('deepLink', first);
  const second = vi.fn();
  await Promise.resolve();
  host.on('deepLink', second);
  await Promise.resolve();
  expect(first).toHaveBeenCalledExactlyOnceWith({ to: 'intake' });
  expect(second).not.toHaveBeenCalled();
});

test('a shell desk: calls go over the bridge, and listening to links fetches the waiting one', async () => {
  const asked: [string, unknown][] = [];
  const call = (name: string) => async (argument?: unknown) => {
    asked.push([name, argument]);
    return {
      ok: true,
      value: name === 'app.info' ? { version: '1', platform: 'win32', device: 'PC' } : undefined,
    };
  };
  const bridge = {
    capabilities: ['secrets', 'printers'],
    calls: Object.fromEntries(CALLS.map((name) => [name, call(name)])),
    events: Object.fromEntries(EVENTS.map((name) => [name, () => () => undefined])),
  } as unknown as HostBridge;
  const host = shellHost(bridge, connectionOf(windowDouble('https://a.id/').window));
  expect(host.kind).toBe('shell');
  expect(host.capabilities.has('printers')).toBe(true);
  expect((await host.info()).device).toBe('PC');
  await host.secrets.set('device', 'x');
  await host.files.open({ extensions: ['xlsx'], maxBytes: 5 });
  host.on('deepLink', () => undefined);
  expect(asked).toEqual([
    ['app.info', undefined],
    ['secrets.set', { key: 'device', value: 'x' }],
    ['files.open', { extensions: ['xlsx'], maxBytes: 5 }],
    ['app.listening', undefined],
  ]);
});

/** A browser's three places, each of which can be emptied by itself. */
function placesDouble() {
  const storage = new Map<string, string>();
  const cookies = new Map<string, string>();
  const cache = new Map<string, string>();
  const window = {
    localStorage: {
      getItem: (key: string) => storage.get(key) ?? null,
      setItem: (key: string, value: string) => void storage.set(key, value),
      removeItem: (key: string) => void storage.delete(key),
    },
    document: {
      get cookie() {
        return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      },
      set cookie(text: string) {
        const [name = '', value = ''] = (text.split(';')[0] ?? '').split('=');
        if (text.includes('Max-Age=0')) cookies.delete(name);
        else cookies.set(name, value);
      },
    },
    caches: {
      match: async (path: string) => (cache.has(path) ? new Response(cache.get(path)) : undefined),
      open: async () => ({
        put: async (path: string, answer: Response) => void cache.set(path, await answer.text()),
      }),
      delete: async () => cache.clear(),
    },
    Response,
  };
  return { window: window as unknown as Window & typeof globalThis, storage, cookies, cache };
}

test('row 16: the marker is read from whichever place is left, the newest wins, and missing ones are counted', async () => {
  const places = placesDouble();
  let at = 1000;
  const marker = browserMarker(places.window, () => at);
  expect(await marker.read()).toEqual({ text: undefined, missing: 0 });
  expect(await marker.write('{"desk":"D1; é"}')).toBe(true);
  expect(await marker.read()).toEqual({ text: '{"desk":"D1; é"}', missing: 0 });
  for (const place of [places.storage, places.cookies, places.cache]) {
    const kept = new Map<string, string>(place);
    place.clear();
    expect(await marker.read()).toEqual({ text: '{"desk":"D1; é"}', missing: 1 });
    for (const [key, value] of kept) place.set(key, value);
  }
  const old = new Map(places.cookies);
  at = 2000;
  await marker.write('{"desk":"D2"}');
  for (const [key, value] of old) places.cookies.set(key, value);
  expect(await marker.read()).toEqual({ text: '{"desk":"D2"}', missing: 1 });
  places.storage.clear();
  places.cache.clear();
  expect((await marker.read()).text).toBe('{"desk":"D1; é"}');
  await marker.clear();
  expect(await marker.read()).toEqual({ text: undefined, missing: 0 });
});
