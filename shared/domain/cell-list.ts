/** Several values in one cell of a worksheet: what holds a separator itself stands in quotation marks, as in .csv. */

/** Separators within a cell, and what stands around a value in quotation marks. */
const AROUND = { before: '(?<=^|[,;\\s])', after: '(?=\\s*(?:[,;\\r\\n]|$))' };
const QUOTED = '"(?:[^"]|"")*"';
/** Inch marks in the midst of a text open nothing. */
const partsAt = (separators: string): RegExp =>
  new RegExp(`(?:${AROUND.before}${QUOTED}${AROUND.after}|[^${separators}])+`, 'g');
const PARTS = { ',': partsAt(',\\r\\n'), ';': partsAt(';\\r\\n'), ',;': partsAt(',;\\r\\n') } as const;
const WHOLE = new RegExp(`^${QUOTED}$`);

/** @returns the parts between separators and line breaks as written, trimmed; empty ones are left out. */
export const cellParts = (text: string, separators: keyof typeof PARTS): string[] =>
  (text.match(PARTS[separators]) ?? []).map((part) => part.trim()).filter(Boolean);

/** @returns the text in quotation marks, with its own ones doubled. */
export const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** @returns the text that `quoted` was given; undefined for one that stands in no quotation marks. */
export const unquoted = (part: string): string | undefined =>
  WHOLE.test(part) ? part.slice(1, -1).replaceAll('""', '"') : undefined;

/** @returns whether a text would not stand alone as a part of a cell as it is. */
export const needsQuotes = (text: string): boolean => /[",;\r\n]|^\s|\s$/.test(text);
