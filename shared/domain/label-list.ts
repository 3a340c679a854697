/** The labels of a customer in one cell of a worksheet: written by the export, read again by the import. */
import { cellParts, needsQuotes, quoted, unquoted } from './cell-list.ts';

/** Longest label of a customer, and the most that one may have. */
export const LONGEST_TAG = 40;
export const MOST_TAGS = 50;

/** A cell that is a dash and nothing else means nothing: a label of marks alone stands in quotation marks. */
const isPlain = (label: string): boolean => /[\p{L}\p{N}]/u.test(label) && !needsQuotes(label);

/** @returns the labels as one cell: `VIP, "Solo, Jateng"`. */
export const labelList = (labels: readonly string[]): string =>
  labels.map((label) => (isPlain(label) ? label : quoted(label))).join(', ');

/**
 * Reads what `labelList` wrote, or what a person wrote in such a cell: labels with commas, semicolons or line breaks
 * in between.
 *
 * @param text the cell; nothing for an empty one
 * @returns each label once, and as written what is too long for one or one too many; it never throws
 */
export function readLabelList(text = ''): { readonly labels: string[]; readonly unread: string[] } {
  const labels = new Set<string>();
  const unread: string[] = [];
  for (const part of cellParts(text, ',;')) {
    const label = unquoted(part) ?? part;
    if (label === '' || labels.has(label)) continue;
    if (label.length > LONGEST_TAG || labels.size === MOST_TAGS) unread.push(part);
    else labels.add(label);
  }
  return { labels: [...labels], unread };
}
