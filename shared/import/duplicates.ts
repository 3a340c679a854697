import { nameKey } from '../domain/names.ts';
import type { BookRow, DuplicateKey } from './types.ts';

interface Held {
  readonly row: number;
  readonly nik: string | undefined;
}

/**
 * Marks the rows that repeat an earlier one.
 *
 * Exact keys (`duplicateOf`): the same phone, NIK, NPWP or number elsewhere. Two rows with different valid
 * NIKs are two persons even when they share a phone. Similar names (`similarTo`): the same name but for legal
 * form, letter case, marks and titles, in the same district (or regency where no district is given). That is
 * a hint for a person and never counted with the exact ones. Refused rows take no part.
 *
 * @param rows in the order of the book; the earliest row is the one that others repeat
 * @param step awaited once for each row; throws to stop
 * @returns new rows with the marks
 */
export async function markDuplicates(
  rows: readonly BookRow[],
  step: () => Promise<void> | undefined,
): Promise<BookRow[]> {
  const holders = new Map<string, Held[]>();
  const names = new Map<string, Held>();
  const marked: BookRow[] = [];
  for (const row of rows) {
    const resting = step();
    if (resting !== undefined) await resting;
    marked.push(row.refused === undefined ? mark(row, holders, names) : row);
  }
  return marked;
}

function mark(row: BookRow, holders: Map<string, Held[]>, names: Map<string, Held>): BookRow {
  const self: Held = { row: row.row, nik: row.nik };
  let first: { row: number; key: DuplicateKey } | undefined;
  for (const [key, value] of exactKeys(row)) {
    const entry = `${key}:${value}`;
    const held = holders.get(entry) ?? [];
    const same = held.find((other) => !areTwoPersons(other, self));
    if (same === undefined) holders.set(entry, [...held, self]);
    else if (same.row !== row.row && (first === undefined || same.row < first.row))
      first = { row: same.row, key };
  }
  const similar = similarName(row, self, names);
  if (first !== undefined) return { ...row, duplicateOf: first };
  return similar === undefined ? row : { ...row, similarTo: similar };
}

const areTwoPersons = (one: Held, other: Held): boolean =>
  one.nik !== undefined && other.nik !== undefined && one.nik !== other.nik;

function exactKeys(row: BookRow): (readonly [DuplicateKey, string])[] {
  return [
    ...(row.nik === undefined ? [] : [['nik', row.nik] as const]),
    ...(row.npwp === undefined ? [] : [['npwp', row.npwp] as const]),
    ...Object.entries(row.externalIds).map(([system, id]) => ['externalId', `${system}:${id}`] as const),
    ...row.phones.map(({ number }) => ['phone', number] as const),
  ];
}

function similarName(row: BookRow, self: Held, names: Map<string, Held>): number | undefined {
  const name = nameKey(row.name);
  const place = (row.address.district ?? row.address.regency ?? '').trim().toLowerCase();
  if (name === '') return undefined;
  const entry = `${place}|${name}`;
  const earlier = names.get(entry);
  if (earlier === undefined) {
    names.set(entry, self);
    return undefined;
  }
  return areTwoPersons(earlier, self) ? undefined : earlier.row;
}
