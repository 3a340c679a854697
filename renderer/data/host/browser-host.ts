import { hostFail } from '#shared/host/errors.ts';
import type { Host } from '#shared/host/host.ts';
import { LINK_SCHEME, parseDeepLink } from '#shared/host/deep-link.ts';
import type { Capability, HostEvent, HostEvents, Notice } from '#shared/host/types.ts';
import { browserFiles } from './browser-files.ts';
import { browserHttp } from './browser-http.ts';
import { browserMarker } from './browser-marker.ts';
import { browserPrint } from './browser-print.ts';
import { connectionOf } from './connection.ts';

/** The events of a browser desk; the shell's others never happen here. */
type Happening = 'deepLink' | 'noticeClicked';
type Listeners = { [E in Happening]: Set<(payload: HostEvents[E]) => void> };

/** Query parameter by which an installed page is given a `loket://` link (manifest `protocol_handlers`). */
const LINK_PARAMETER = 'link';

/**
 * The host of a browser desk: a page served by head office. It has no secret store, no chosen printer, no
 * backup, no update of its own (the service worker brings one) and does not see the screen lock.
 *
 * @param window the page's window; tests hand in one of their own.
 * @param version of the application, for `info`.
 */
export function browserHost(window: Window & typeof globalThis = globalThis.window, version = ''): Host {
  const { navigator } = window;
  const listeners: Listeners = { deepLink: new Set(), noticeClicked: new Set() };
  const emit = <E extends Happening>(event: E, payload: HostEvents[E]): void => {
    for (const listener of listeners[event]) listener(payload);
  };
  const subscribe =
    <E extends Happening>(event: E) =>
    (listener: (payload: HostEvents[E]) => void) => {
      listeners[event].add(listener);
      return () => {
        listeners[event].delete(listener);
      };
    };
  const never = () => () => undefined;
  const connection = connectionOf(window);
  const subscriptions: {
    readonly [E in HostEvent]: (listener: (payload: HostEvents[E]) => void) => () => void;
  } = {
    connectivity: connection.subscribe,
    deepLink: subscribe('deepLink'),
    noticeClicked: subscribe('noticeClicked'),
    lock: never,
    update: never,
  };

  let startLink = linkOf(window.location);
  const unsupported = () => Promise.resolve(hostFail('host.unsupported'));

  return {
    kind: 'browser',
    capabilities: capabilitiesOf(window),
    info: () => Promise.resolve({ version, platform: 'browser', device: browserName(navigator.userAgent) }),
    machineId: () => Promise.resolve(undefined),
    headOffice: { get: () => Promise.resolve(window.location.origin), set: unsupported },
    http: browserHttp((input, init) => window.fetch(input, init)),
    secrets: { get: unsupported, set: unsupported, delete: unsupported },
    marker: browserMarker(window),
    print: browserPrint(window),
    files: browserFiles(window.document),
    backup: { write: unsupported, list: unsupported, read: unsupported },
    update: {
      state: () => Promise.resolve({ state: 'none' }),
      check: unsupported,
      install: unsupported,
      reportUnsent: () => Promise.resolve(),
    },
    notify: (notice) => notify(window, notice, (tag) => emit('noticeClicked', { tag })),
    async setBadge(count) {
      if (!('setAppBadge' in navigator)) return hostFail('host.unsupported');
      try {
        await (count === 0 ? navigator.clearAppBadge() : navigator.setAppBadge(count));
        return { ok: true, value: undefined };
      } catch {
        return hostFail('host.unsupported');
      }
    },
    setTheme: unsupported,
    online: connection.online,
    on<E extends HostEvent>(event: E, listener: (payload: HostEvents[E]) => void) {
      const start: (typeof subscriptions)[E] = subscriptions[event];
      const end = start(listener);
      if (event === 'deepLink' && startLink !== undefined) {
        const link = startLink;
        startLink = undefined;
        queueMicrotask(() => emit('deepLink', link));
      }
      return end;
    },
  };
}

function capabilitiesOf(window: Window & typeof globalThis): ReadonlySet<Capability> {
  const found = new Set<Capability>(['deepLinks']);
  if ('Notification' in window) found.add('notify');
  if ('setAppBadge' in window.navigator) found.add('badge');
  return found;
}

async function notify(
  window: Window & typeof globalThis,
  { tag, title, body }: Notice,
  clicked: (tag: string) => void,
): ReturnType<Host['notify']> {
  if (!('Notification' in window)) return hostFail('host.unsupported');
  if (window.Notification.permission === 'default') await window.Notification.requestPermission();
  if (window.Notification.permission !== 'granted') return hostFail('host.unsupported');
  const notice = new window.Notification(title, { body, tag });
  notice.addEventListener('click', () => {
    window.focus();
    clicked(tag);
  });
  return { ok: true, value: undefined };
}

function linkOf(location: Location): HostEvents['deepLink'] | undefined {
  const text = new URLSearchParams(location.search).get(LINK_PARAMETER);
  return text?.startsWith(`${LINK_SCHEME}:`) ? parseDeepLink(text) : undefined;
}

const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg\//, 'Edge'],
  [/\bFirefox\//, 'Firefox'],
  [/\bChrome\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];

const browserName = (userAgent: string): string =>
  BROWSERS.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'Browser';
