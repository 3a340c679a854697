/**
 * Names of everything that crosses between page and shell, apart from their schemas so that the preload script
 * carries no validator: it forwards, main decides.
 */
export const CALLS = [
  'app.info',
  'app.machineId',
  'app.listening',
  'headOffice.get',
  'headOffice.set',
  'http.open',
  'http.read',
  'http.close',
  'secrets.get',
  'secrets.set',
  'secrets.delete',
  'marker.get',
  'marker.set',
  'print.print',
  'print.pdf',
  'print.printers',
  'files.save',
  'files.open',
  'backup.write',
  'backup.list',
  'backup.read',
  'update.state',
  'update.check',
  'update.install',
  'update.reportUnsent',
  'notify',
  'badge',
  'theme',
] as const;

export type CallName = (typeof CALLS)[number];

/** Events from shell to page; each carries the payload of `HostEvents`. Connectivity the page sees by itself. */
export const EVENTS = ['deepLink', 'lock', 'noticeClicked', 'update'] as const;

export type EventName = (typeof EVENTS)[number];

/** @returns the name on Electron's wire. */
export const callChannel = (name: CallName): string => `loket:call:${name}`;

/** @returns the name on Electron's wire. */
export const eventChannel = (name: EventName): string => `loket:event:${name}`;

/** Command-line switch by which main tells the preload script what this shell can do; comma-separated. */
export const CAPABILITIES_SWITCH = '--loket-capabilities=';
