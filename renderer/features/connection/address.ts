import { headOfficeOrigin } from '#shared/host/origin.ts';

/**
 * @param typed what a person typed: an address, with or without `https://`, with or without a path
 * @returns the origin of head office, or undefined when it cannot be one (http is for this computer only)
 */
export function addressOf(typed: string): string | undefined {
  const text = typed.trim();
  if (text === '') return undefined;
  const whole = /^[a-z]+:\/\//i.test(text) ? text : `https://${text}`;
  return headOfficeOrigin(whole.replace(/^([a-z]+:\/\/[^/?#]+).*$/i, '$1'));
}
