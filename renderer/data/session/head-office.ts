/** Where head office is: the address that a person types, and the host that has to be told before the first request. */
import { fail, ok, type Result } from '#shared/errors/errors.ts';
import { hostFail } from '#shared/host/errors.ts';
import type { Host } from '#shared/host/host.ts';
import { headOfficeOrigin } from '#shared/host/origin.ts';

/**
 * @param text an address as people type it, with or without `https://`
 * @returns its origin. `address_insecure`: plain http to another computer, where passwords would pass in clear.
 *   `address_invalid`: not an address, or more than one (a path behind the name).
 */
export function originOf(text: string): Result<string> {
  const typed = text.trim();
  const local = /^(localhost|127\.0\.0\.1|\[::1\])(:|\/|$)/i.test(typed);
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `${local ? 'http' : 'https'}://${typed}`;
  const origin = headOfficeOrigin(full);
  if (origin !== undefined) return ok(origin);
  const insecure = headOfficeOrigin(full.replace(/^http:/i, 'https:')) !== undefined;
  return fail(insecure ? 'address_insecure' : 'address_invalid', 'person', { field: 'url' });
}

/**
 * The shell lets requests through to the chosen head office only, a page to its own. @returns `host.notHeadOffice`
 * for an address that this host cannot reach.
 */
export async function chooseHeadOffice(
  host: Pick<Host, 'capabilities' | 'headOffice'>,
  origin: string,
): Promise<Result<void>> {
  if (host.capabilities.has('chooseHeadOffice')) return host.headOffice.set(origin);
  return (await host.headOffice.get()) === origin ? ok(undefined) : hostFail('host.notHeadOffice');
}
