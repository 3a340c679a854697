import type { DeepLink } from './types.ts';

/** Scheme of links into the application. */
export const LINK_SCHEME = 'loket';

const NUMBERED = /^loket:\/\/(complaint|customer)\/([A-Z0-9]{1,4}(?:-[A-Z0-9]{1,12}){2,3})\/?$/;
const CAMPAIGN = /^loket:\/\/campaign\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/?$/;

/**
 * Reads a link. Links come from outside (web pages, e-mail, command lines) and are trusted in nothing: only a
 * place in the application can be named, never an action, an address or free text.
 *
 * @returns undefined for whatever is not exactly such a link.
 */
export function parseDeepLink(text: string): DeepLink | undefined {
  if (text.length > 120) return undefined;
  if (/^loket:\/\/intake\/?$/.test(text)) return { to: 'intake' };
  const numbered = NUMBERED.exec(text);
  if (numbered?.[2] !== undefined) {
    return { to: numbered[1] === 'customer' ? 'customer' : 'complaint', number: numbered[2] };
  }
  const campaign = CAMPAIGN.exec(text);
  return campaign?.[1] === undefined ? undefined : { to: 'campaign', id: campaign[1] };
}

/** @returns the link's text; `parseDeepLink` reads it back. */
export function formatDeepLink(link: DeepLink): string {
  if (link.to === 'intake') return `${LINK_SCHEME}://intake`;
  return `${LINK_SCHEME}://${link.to}/${link.to === 'campaign' ? link.id : link.number}`;
}
