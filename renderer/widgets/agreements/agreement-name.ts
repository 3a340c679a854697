/**
 * @param kind in words, `PKS`
 * @param name its number, or what it is about; may be empty
 * @returns what an agreement is called: `PKS 12/2025`; a number that says its kind itself stays `PKS/12/2025`
 */
export const kindAndName = (kind: string, name: string): string =>
  name.toLowerCase().startsWith(kind.toLowerCase()) ? name : [kind, name].filter(Boolean).join(' ');
