/**
 * Origins of head office. Written by pattern, without `URL`: this folder knows neither DOM nor Node, and what
 * is accepted here goes into a security policy, so only plain origins may pass.
 */
const HTTPS =
  /^https:\/\/(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?::[0-9]{1,5})?$/;
const LOOPBACK = /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::[0-9]{1,5})?$/;

/**
 * @param text what a person typed or a setting holds: an origin, with or without a slash at its end.
 * @returns the origin in lower case, or undefined when it is neither https nor http on this computer itself
 *   (no plain http in a LAN: passwords and personal data would pass in clear).
 */
export function headOfficeOrigin(text: string): string | undefined {
  const origin = text.trim().toLowerCase().replace(/\/$/, '');
  if (origin.length > 300) return undefined;
  return HTTPS.test(origin) || LOOPBACK.test(origin) ? withoutDefaultPort(origin) : undefined;
}

const withoutDefaultPort = (origin: string): string =>
  origin.startsWith('https:') ? origin.replace(/:443$/, '') : origin.replace(/:80$/, '');
