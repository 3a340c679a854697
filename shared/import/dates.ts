import type { Cell } from './types.ts';

const MONTHS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'januari january jan',
    'februari pebruari february feb peb',
    'maret march mar mrt',
    'april apr',
    'mei may',
    'juni june jun',
    'juli july jul',
    'agustus august agu agt ags aug',
    'september sept sep',
    'oktober october okt oct',
    'november nopember nov nop',
    'desember december des dec',
  ].flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const)),
);

/** Two-digit years up to this one are of this century. Agreements of a branch do not reach back to 1970. */
const LAST_SHORT_YEAR = 69;
const DAY_MS = 86_400_000;
/** Serial of 1970-01-01 in the worksheet calendar that begins in 1900. */
const SERIAL_EPOCH = 25_569;

/**
 * Reads the calendar day of a cell. No zone takes part: a date cell holds the day at UTC midnight, and a text
 * with a time keeps the day that is written in it.
 *
 * @param cell a date cell, a date serial, or `31 Mei 2023`, `31-Mei-23`, `31/05/2023`, `31.05.2023`,
 * `2023-05-31` with or without time. Day comes before month, as Indonesians write it; `05/31/2023` is
 * unreadable and not guessed
 * @returns `YYYY-MM-DD`, null for an empty cell or a dash, undefined when unreadable
 */
export function readDay(cell: Cell): string | null | undefined {
  if (cell instanceof Date) return dayOfInstant(cell.getTime());
  if (typeof cell === 'number')
    return cell > 10_000 && cell < 80_000 ? dayOfInstant((cell - SERIAL_EPOCH) * DAY_MS) : undefined;
  if (typeof cell === 'boolean') return undefined;
  const text = (cell ?? '').trim().toLowerCase();
  if (/^[-–—.\s]*$/.test(text)) return null;
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[t ].*)?$/.exec(text);
  if (iso !== null) return day(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const written =
    /^(?:\p{L}+'?\p{L}*,?\s+)?(\d{1,2})[\s./-]+(\d{1,2}|\p{L}+)\.?[\s./-]+(\d{4}|\d{2})(?:\s+\d.*)?$/u.exec(
      text,
    );
  if (written === null) return undefined;
  const [, dayText = '', monthText = '', yearText = ''] = written;
  const month = /^\d/.test(monthText) ? Number(monthText) : (MONTHS[monthText] ?? 0);
  const year =
    yearText.length === 4
      ? Number(yearText)
      : Number(yearText) + (Number(yearText) > LAST_SHORT_YEAR ? 1900 : 2000);
  return day(year, month, Number(dayText));
}

/**
 * Reads the day on which somebody was born. `17/08/45` is of the last century or of this one, and is not guessed.
 *
 * @param cell as for `readDay`
 * @returns as `readDay`; undefined too where a year of two digits would have to be of this century
 */
export function readBirthDay(cell: Cell): string | null | undefined {
  const read = readDay(cell);
  const isShort = typeof cell === 'string' && !/\d{4}/.test(cell);
  return isShort && typeof read === 'string' && read >= '2000' ? undefined : read;
}

/** Serials are fractions of a day in binary: half a second is added so that none falls on the day before. */
function dayOfInstant(ms: number): string | undefined {
  if (!Number.isFinite(ms)) return undefined;
  const at = new Date(ms + 500);
  return day(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate());
}

function day(year: number, month: number, dayOfMonth: number): string | undefined {
  const at = new Date(Date.UTC(year, month - 1, dayOfMonth));
  const exists = at.getUTCMonth() === month - 1 && at.getUTCDate() === dayOfMonth;
  return exists && year >= 1900 && year <= 2199 ? at.toISOString().slice(0, 10) : undefined;
}
