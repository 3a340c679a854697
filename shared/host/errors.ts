import { fail, type LoketError } from '../errors/errors.ts';

/** Every code that a host can answer with, and who can do something about it. Screens translate by code. */
export const HOST_ERRORS = {
  /** This host cannot do it; ask `host.capabilities` first. */
  'host.unsupported': 'permanent',
  /** The arguments were refused by the other side of the bridge. */
  'host.badArguments': 'permanent',
  /** No answer: no network, server down, name not found, connection cut. */
  'host.unreachable': 'retryable',
  /** Something answered with a redirect: a captive portal or a wrong address, never head office. */
  'host.redirected': 'retryable',
  /** The certificate is not trusted (TLS interception, wrong clock, expired). */
  'host.tlsRefused': 'person',
  /** The caller's signal was aborted. */
  'host.aborted': 'retryable',
  /** The address is not the head office that this desk is set to. */
  'host.notHeadOffice': 'permanent',
  /** Too many requests at once. */
  'host.busy': 'retryable',
  /** The request, file or backup is larger than the host takes. */
  'host.tooLarge': 'person',
  /** Reading or writing a file failed. `detail.reason` is the system's code, as in ENOSPC. */
  'host.io': 'person',
  /** The operating system offers no secret store, or it is locked. */
  'host.noSecretStore': 'person',
  /** A secret stands there but cannot be opened: another Windows account or machine wrote it. */
  'host.secretUnreadable': 'person',
  /** The backup does not match its digest. */
  'host.backupDamaged': 'person',
  'host.backupMissing': 'person',
  'host.printFailed': 'person',
  /** The chosen printer is not among those of this computer. */
  'host.printerMissing': 'person',
  /** An update waits until unsent work has been sent. `detail.unsent` counts it. */
  'host.unsentWork': 'person',
  'host.noUpdate': 'permanent',
  'host.updateFailed': 'retryable',
  /** The host itself went wrong; its log has the reason. */
  'host.unexpected': 'permanent',
} as const satisfies Record<string, LoketError['kind']>;

export type HostErrorCode = keyof typeof HOST_ERRORS;

/** @returns a failed result with the code's own kind; `detail` must hold no personal data. */
export function hostFail(
  code: HostErrorCode,
  detail?: Readonly<Record<string, string | number>>,
): { readonly ok: false; readonly error: LoketError } {
  return fail(code, HOST_ERRORS[code], detail === undefined ? {} : { detail });
}
