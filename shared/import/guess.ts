import { parseNik } from '../domain/nik.ts';
import { parseNpwp } from '../domain/npwp.ts';
import { soundsLikeCompany } from '../domain/names.ts';
import { parsePhones } from '../domain/phone.ts';
import { isRepeated, type Field, type Fields } from './columns.ts';
import { readDay } from './dates.ts';
import { readRupiah } from './money.ts';
import { shown } from './row-reader.ts';
import type { Cell } from './types.ts';

/** So many filled cells of a column, at least, for its values to say anything. */
const ENOUGH = 3;
/** Share of the filled cells that have to look like it. */
const MOST = 0.8;
/** Names are told apart by what they are not, so less of them has to look like one. */
const MANY = 0.6;
/** Monthly amounts of a branch: anything below is a count or a code. */
const LEAST_RUPIAH = 10_000;
/** And above: digits of a number that identifies something. */
const MOST_RUPIAH = 100_000_000_000;
/** Days and amounts of these headings belong to no agreement. */
const OTHER_DAY =
  /lahir|birth|dibuat|created|diubah|modified|update|input|entri|cetak|print|activity|viewed/i;
const OTHER_AMOUNT = /saldo|hutang|utang|piutang|tunggak|limit|denda|plafon|id$/i;

interface Column {
  readonly filled: readonly Cell[];
  readonly texts: readonly string[];
}

const share = (column: Column, looksLike: (cell: Cell, text: string) => boolean): number =>
  column.filled.filter((cell, at) => looksLike(cell, column.texts[at] ?? '')).length / column.filled.length;

const digitsOf = (text: string): string => text.replace(/\D/g, '');
const isPlainNumber = (text: string): boolean => /^[\d\s.,'+()-]+$/.test(text);

const STREET = /^(?:jl|jln|jalan|gg|gang|dusun|dsn|ds|desa|perum|perumahan|komplek|kompleks|blok|rt|rw)\b/i;
const STAGE =
  /^(?:aktif|tidak aktif|non ?aktif|pasif|prospek|calon|customer|pelanggan|nasabah|prospect|active|inactive|dormant)$/i;
const ORDER = /^(?:ro|new|baru|lama|repeat( order)?)$/i;
const LETTERS = /\p{L}{2,}/u;

/** A name has letters, few digits, few words, and hardly comes twice. */
function looksLikeName(text: string): boolean {
  const words = text.split(/\s+/).length;
  return (
    LETTERS.test(text) &&
    words <= 8 &&
    digitsOf(text).length <= 4 &&
    !STREET.test(text) &&
    !text.includes('@')
  );
}

const distinct = (column: Column): number => new Set(column.texts).size / column.texts.length;

/** The test of each field, the surest first: a NIK is digits too, and a phone may look like an amount. */
const TESTS: readonly (readonly [Field, number, (cell: Cell, text: string) => boolean])[] = [
  ['email', MOST, (_cell, text) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)],
  ['nik', MOST, (_cell, text) => isPlainNumber(text) && digitsOf(text).length === 16 && parseNik(text).ok],
  [
    'npwp',
    MOST,
    (_cell, text) => isPlainNumber(text) && [15, 16].includes(digitsOf(text).length) && parseNpwp(text).ok,
  ],
  [
    'phone',
    MOST,
    (cell, text) => {
      if (cell instanceof Date || digitsOf(text).length < 8) return false;
      const { phones, invalid } = parsePhones(typeof cell === 'number' ? cell : text);
      return phones.length > 0 && invalid.length === 0;
    },
  ],
  [
    'start',
    MOST,
    (cell, text) =>
      cell instanceof Date || (typeof cell === 'string' && LETTERS.test(text + 'xx') && isDay(text)),
  ],
  ['postalCode', MOST, (_cell, text) => /^\d{5}$/.test(text)],
  ['order', MOST, (_cell, text) => ORDER.test(text)],
  ['stage', MOST, (_cell, text) => STAGE.test(text)],
  ['street', MANY, (_cell, text) => STREET.test(text) || /\b(?:rt|no)\.?\s*\d+/i.test(text)],
  [
    'monthlyRevenue',
    MOST,
    (cell, text) =>
      (typeof cell === 'number' || /^(?:rp|idr|\d)/i.test(text)) && isMonthlyAmount(readRupiah(cell) ?? 0),
  ],
];

const isMonthlyAmount = (rupiah: number): boolean => rupiah >= LEAST_RUPIAH && rupiah <= MOST_RUPIAH;
const isDay = (text: string): boolean => typeof readDay(text) === 'string';

function columnAt(rows: readonly (readonly Cell[])[], index: number): Column {
  const filled = rows.map((row) => row[index] ?? null).filter((cell) => shown(cell) !== '');
  return { filled, texts: filled.map(shown) };
}

/** @returns whether the values count the rows. */
function isOrdinal({ filled }: Column): boolean {
  const numbers = filled.map(Number);
  return numbers.every(
    (value, at) => Number.isInteger(value) && (at === 0 || value === (numbers[at - 1] ?? 0) + 1),
  );
}

const saysOtherwise = (field: Field, heading: string): boolean =>
  (field === 'start' && OTHER_DAY.test(heading)) ||
  (field === 'monthlyRevenue' && OTHER_AMOUNT.test(heading));

/**
 * Finds fields for columns by what stands in them.
 *
 * @param rows cells of some rows below the header
 * @param headings as written, by place
 * @param known fields that are settled already, by place; only the empty ones are filled
 * @returns the fields, those that no values speak for left empty
 */
export function fieldsByContent(
  rows: readonly (readonly Cell[])[],
  headings: readonly string[],
  known: Fields,
): (Field | '')[] {
  const width = Math.max(known.length, ...rows.map((row) => row.length));
  const fields: (Field | '')[] = Array.from({ length: width }, (_, at) => known[at] ?? '');
  const taken = new Set(fields);
  const free = (): number[] => [...fields.keys()].filter((at) => fields[at] === '');
  const give = (at: number, field: Field): void => {
    fields[at] = field;
    taken.add(field);
  };
  const columns = new Map(free().map((at) => [at, columnAt(rows, at)]));
  const enough = (at: number): Column | undefined => {
    const column = columns.get(at);
    return column && column.filled.length >= ENOUGH ? column : undefined;
  };
  const first = enough(0);
  if (first && !taken.has('ordinal') && fields[0] === '' && isOrdinal(first)) give(0, 'ordinal');
  for (const [field, least, looksLike] of TESTS) {
    for (const at of free()) {
      const column = enough(at);
      if (!column || saysOtherwise(field, headings[at] ?? '') || share(column, looksLike) < least) continue;
      // the second column of days is the end of what the first began
      if (field === 'start' && taken.has('start') && !taken.has('end')) give(at, 'end');
      else if (!taken.has(field) || isRepeated(field)) give(at, field);
    }
  }
  if (!taken.has('name')) {
    const names = free().flatMap((at) => {
      const column = enough(at);
      if (!column) return [];
      const likely = share(column, (_cell, text) => looksLikeName(text));
      if (likely < MANY || distinct(column) < MANY) return [];
      return [
        { at, sure: likely + distinct(column) + share(column, (_cell, text) => soundsLikeCompany(text)) },
      ];
    });
    const best = names.sort((a, b) => b.sure - a.sure || a.at - b.at)[0];
    if (best) give(best.at, 'name');
  }
  return fields;
}
