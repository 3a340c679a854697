/** Templates by a slash: where one is being typed, and what the text is afterwards. */

/**
 * A slash opens the templates only where a word could begin: `dan/atau` stays text.
 * @param caret place of the caret in `value`
 * @returns what was typed after the slash, or undefined when none is open
 */
export function openTemplate(
  value: string,
  caret: number,
): { readonly from: number; readonly query: string } | undefined {
  const before = value.slice(0, caret);
  const from = before.lastIndexOf('/');
  if (from < 0 || (from > 0 && !/\s/.test(before[from - 1] ?? ''))) return undefined;
  const query = before.slice(from + 1);
  return /^[\p{L}\d]*$/u.test(query) ? { from, query } : undefined;
}

/** @returns the text with the template in place of the slash and what followed it, and where the caret goes. */
export function insertTemplate(
  value: string,
  caret: number,
  template: string,
): { readonly value: string; readonly caret: number } {
  const open = openTemplate(value, caret);
  const from = open?.from ?? caret;
  const next = value.slice(0, from) + template + value.slice(caret);
  const firstBlank = template.indexOf(':\n');
  return { value: next, caret: from + (firstBlank < 0 ? template.length : firstBlank + 1) };
}

/** @returns the templates whose title has a word that begins with `query`, in their own order. */
export function matchingTemplates<T extends { readonly title: string }>(
  templates: readonly T[],
  query: string,
): readonly T[] {
  const wanted = query.toLocaleLowerCase('id');
  return templates.filter(({ title }) =>
    title
      .toLocaleLowerCase('id')
      .split(/\s+/)
      .some((word) => word.startsWith(wanted)),
  );
}
