import type { CallHandlers } from '#shared/host/channels.ts';
import type { HostBackup, HostFiles, HostPrint, HostSecrets, HostUpdate } from '#shared/host/host.ts';
import { hostFail } from '#shared/host/errors.ts';
import { headOfficeOrigin } from '#shared/host/origin.ts';
import type { HostInfo, Notice } from '#shared/host/types.ts';
import type { HttpRelay } from './http-relay.ts';
import type { Marker } from './marker.ts';
import type { Theme } from './window.ts';

/** The parts of the shell that answer calls. */
export interface Parts {
  readonly info: HostInfo;
  readonly machineId: string | undefined;
  readonly headOffice: {
    get(): string | undefined;
    set(origin: string): Promise<void>;
  };
  readonly http: HttpRelay;
  readonly secrets: HostSecrets;
  readonly marker: Marker;
  readonly print: HostPrint;
  readonly files: HostFiles;
  readonly backup: HostBackup;
  readonly update: HostUpdate;
  /** The page listens to links from now on. */
  readonly listening: () => void;
  readonly notify: (notice: Notice) => boolean;
  readonly setBadge: (count: number) => void;
  readonly setTheme: (theme: Theme) => Promise<void>;
}

const done = { ok: true, value: undefined } as const;

/** @returns the handler of each call, with nothing decided here but which part answers. */
export function handlersOf(parts: Parts): CallHandlers {
  const { headOffice, http, secrets, print, files, backup, update } = parts;
  return {
    'app.info': async () => ({ ok: true, value: parts.info }),
    'app.machineId': async () => ({ ok: true, value: parts.machineId }),
    'app.listening': async () => {
      parts.listening();
      return done;
    },
    'headOffice.get': async () => ({ ok: true, value: headOffice.get() }),
    'headOffice.set': async ({ origin: text }) => {
      const origin = headOfficeOrigin(text);
      if (origin === undefined) return hostFail('host.badArguments', { call: 'headOffice.set' });
      if (origin === headOffice.get()) return done;
      // Nothing that was meant for one head office goes on to another.
      http.closeAll();
      await headOffice.set(origin);
      return done;
    },
    'http.open': (request) => http.open(request),
    'http.read': ({ id }) => http.read(id),
    'http.close': async ({ id }) => {
      http.close(id);
      return done;
    },
    'secrets.get': ({ key }) => secrets.get(key),
    'secrets.set': ({ key, value }) => secrets.set(key, value),
    'secrets.delete': ({ key }) => secrets.delete(key),
    'marker.get': () => parts.marker.get(),
    'marker.set': ({ text }) => parts.marker.set(text),
    'print.print': (job) => print.print(job),
    'print.pdf': (job) => print.pdf(job),
    'print.printers': () => print.printers(),
    'files.save': (file) => files.save(file),
    'files.open': (wanted) => files.open(wanted),
    'backup.write': ({ data }) => backup.write(data),
    'backup.list': () => backup.list(),
    'backup.read': ({ id }) => backup.read(id),
    'update.state': async () => ({ ok: true, value: await update.state() }),
    'update.check': () => update.check(),
    'update.install': () => update.install(),
    'update.reportUnsent': async ({ count }) => {
      await update.reportUnsent(count);
      return done;
    },
    notify: async (notice) => (parts.notify(notice) ? done : hostFail('host.unsupported')),
    badge: async ({ count }) => {
      parts.setBadge(count);
      return done;
    },
    theme: async ({ theme }) => {
      await parts.setTheme(theme);
      return done;
    },
  };
}
