import type { HostBridge } from '#shared/host/bridge.ts';
import type { Host } from '#shared/host/host.ts';
import type { HostEvent, HostEvents } from '#shared/host/types.ts';
import { connectionOf, type Connection } from './connection.ts';
import { shellHttp } from './shell-http.ts';

type Subscriptions = {
  readonly [E in HostEvent]: (listener: (payload: HostEvents[E]) => void) => () => void;
};

/**
 * The host over the desktop shell's bridge.
 *
 * @param connection of the page's window; tests hand in one of their own.
 */
export function shellHost(bridge: HostBridge, connection: Connection = connectionOf(window)): Host {
  const { calls, events } = bridge;
  const subscriptions: Subscriptions = { ...events, connectivity: connection.subscribe };
  return {
    kind: 'shell',
    capabilities: new Set(bridge.capabilities),
    async info() {
      const info = await calls['app.info']();
      return info.ok ? info.value : { version: '', platform: 'linux', device: '' };
    },
    async machineId() {
      const id = await calls['app.machineId']();
      return id.ok ? id.value : undefined;
    },
    headOffice: {
      async get() {
        const origin = await calls['headOffice.get']();
        return origin.ok ? origin.value : undefined;
      },
      set: (origin) => calls['headOffice.set']({ origin }),
    },
    http: shellHttp(bridge, () => crypto.randomUUID()),
    secrets: {
      get: (key) => calls['secrets.get']({ key }),
      set: (key, value) => calls['secrets.set']({ key, value }),
      delete: (key) => calls['secrets.delete']({ key }),
    },
    marker: {
      async read() {
        const text = await calls['marker.get']();
        return { text: text.ok && text.value !== '' ? text.value : undefined, missing: 0 };
      },
      write: async (text) => (await calls['marker.set']({ text })).ok,
      async clear() {
        await calls['marker.set']({ text: '' });
      },
    },
    print: {
      print: (job) => calls['print.print'](job),
      pdf: (job) => calls['print.pdf'](job),
      printers: () => calls['print.printers'](),
    },
    files: {
      save: (file) => calls['files.save'](file),
      open: ({ extensions, maxBytes }) => calls['files.open']({ extensions: [...extensions], maxBytes }),
    },
    backup: {
      write: (data) => calls['backup.write']({ data }),
      list: () => calls['backup.list'](),
      read: (id) => calls['backup.read']({ id }),
    },
    update: {
      async state() {
        const state = await calls['update.state']();
        return state.ok ? state.value : { state: 'failed' };
      },
      check: () => calls['update.check'](),
      install: () => calls['update.install'](),
      async reportUnsent(count) {
        await calls['update.reportUnsent']({ count });
      },
    },
    notify: (notice) => calls.notify(notice),
    setBadge: (count) => calls.badge({ count }),
    setTheme: (theme) => calls.theme({ theme }),
    online: connection.online,
    on<E extends HostEvent>(event: E, listener: (payload: HostEvents[E]) => void) {
      const subscribe: Subscriptions[E] = subscriptions[event];
      const end = subscribe(listener);
      // The link that started the application waits in main until somebody listens.
      if (event === 'deepLink') void calls['app.listening']();
      return end;
    },
  };
}
