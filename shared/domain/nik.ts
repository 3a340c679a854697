/**
 * NIK, the number on an Indonesian identity card: 16 digits PPRRSS DDMMYY XXXX. PPRRSS is the province,
 * regency and district of first registration; DDMMYY the day of birth, to which 40 is added for women; XXXX
 * a serial. There is no check digit. Source: rules of the tax office on the NIK as NPWP; the same layout in
 * python-stdnum `stdnum.id.nik` and in id.wikipedia.org/wiki/Nomor_Induk_Kependudukan.
 */
import { fail, ok, type Result } from '../errors/errors.ts';

/** What a valid NIK tells about its holder. */
export interface Nik {
  /** 16 digits without blanks. */
  readonly nik: string;
  readonly sex: 'female' | 'male';
  readonly day: number;
  readonly month: number;
  /** Last two digits of the year of birth: the number does not tell the century. */
  readonly shortYear: number;
}

/** First two digits in use (Kemendagri); 92 to 97 include the Papuan provinces of 2022. */
const PROVINCES = new Set(
  '11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53 61 62 63 64 65 71 72 73 74 75 76 81 82 91 92 93 94 95 96 97'.split(
    ' ',
  ),
);

/** 29 February is let through: of the two possible centuries, 1900 had none and 2000 had one. */
const DAYS_OF_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Checks an identity number that came as text.
 *
 * A NIK must never be taken from a number cell: a worksheet keeps 15 digits, so the last one is already lost.
 *
 * @param text digits; blanks, dots, dashes and a leading apostrophe do not matter
 * @returns the parts of the number, or `nik.length` (not 16 digits), `nik.place` (no such province, or a zero
 * regency or district), `nik.birth` (no such day) or `nik.serial` (0000)
 */
export function parseNik(text: string): Result<Nik> {
  const nik = text
    .trim()
    .replace(/^'/, '')
    .replace(/[\s.-]/g, '');
  if (!/^\d{16}$/.test(nik)) return fail('nik.length');
  if (!PROVINCES.has(nik.slice(0, 2)) || nik.slice(2, 4) === '00' || nik.slice(4, 6) === '00')
    return fail('nik.place');
  const dayDigits = Number(nik.slice(6, 8));
  const female = dayDigits > 40;
  const day = female ? dayDigits - 40 : dayDigits;
  const month = Number(nik.slice(8, 10));
  const shortYear = Number(nik.slice(10, 12));
  const last = DAYS_OF_MONTH[month - 1] ?? 0;
  const leapDayMissing = month === 2 && day === 29 && shortYear % 4 !== 0;
  if (day < 1 || day > last || leapDayMissing) return fail('nik.birth');
  if (nik.endsWith('0000')) return fail('nik.serial');
  return ok({ nik, sex: female ? 'female' : 'male', day, month, shortYear });
}

/**
 * @param nik a checked NIK
 * @param today the day at the desk, `YYYY-MM-DD`
 * @returns the day of birth `YYYY-MM-DD`, taken to be the latest one that is not after `today`. Only a
 * suggestion for a form: holders over a hundred years old come out a century too young.
 */
export function birthDateOf(nik: Nik, today: string): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const end = `${two(nik.shortYear)}-${two(nik.month)}-${two(nik.day)}`;
  const recent = `20${end}`;
  const leapDayIn1900 = nik.shortYear === 0 && nik.month === 2 && nik.day === 29;
  return recent <= today || leapDayIn1900 ? recent : `19${end}`;
}

/**
 * For lists and screens others can see.
 *
 * @param nik 16 digits
 * @returns the first six and the last two digits, the rest as dots: the day of birth and sex stay hidden
 */
export const maskNik = (nik: string): string => nik.replace(/^(\d{6})\d{8}(\d{2})$/, '$1••••••••$2');
