import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** What one cell or field of phone numbers held. */
export interface ParsedPhones {
  /** Valid numbers in E.164 (`+6281234567890`), in the order written, none twice. */
  readonly phones: readonly string[];
  /** The parts that are no valid number, as written. */
  readonly invalid: readonly string[];
}

/** How people write "there is none". */
const NOTHING = /^(?:[-–—_.\s]*|0+|n\/?a|nihil|none|kosong|tidak ada|tdk ada|belum ada)$/i;

/** `8,12E+11`: the worksheet has lost digits, and no reading of what is left can be right. */
const DAMAGED = /^\d+(?:[.,]\d+)?e\+?\d+$/i;

/** Marks between two numbers in one cell. A blank alone is none: `0812 3456 7890` is one number. */
const BETWEEN = /[/;,|&\r\n]+|\s(?:dan|atau|and|or)\s/i;

/** Two full mobile numbers with only a blank between them: the second begins anew with 08, 62 or +62. */
const BLANK_BETWEEN = /\s+(?=(?:\+?62|0)[\s-]?8\d)/;

/**
 * Reads the phone numbers in a cell of a customer book or in a field of a form.
 *
 * Takes text, or the number that a worksheet made of it and that lost its leading zero. `+62`, `62`, `0062`
 * and `0` begin the same number; dots, dashes, blanks and brackets do not matter; several numbers may stand
 * in one cell. Validity follows the full ("max") metadata of libphonenumber, which knows the lengths of the
 * Indonesian mobile ranges; the small set takes a mobile number that is two digits short.
 *
 * @param cell text, number or nothing
 * @param options.region where a number without country code belongs; Indonesia unless told
 * @returns valid numbers in E.164 and the parts that are none; it never throws
 */
export function parsePhones(
  cell: string | number | null | undefined,
  { region = 'ID' }: { readonly region?: 'ID' } = {},
): ParsedPhones {
  const text = typeof cell === 'number' ? String(cell) : (cell ?? '').replace(/^'/, '').trim();
  if (NOTHING.test(text)) return { phones: [], invalid: [] };
  if (DAMAGED.test(text) || (typeof cell === 'number' && !(Number.isSafeInteger(cell) && cell > 0))) {
    return { phones: [], invalid: [text] };
  }
  const phones = new Set<string>();
  const invalid: string[] = [];
  for (const part of text.split(BETWEEN)) {
    const written = part.trim();
    if (NOTHING.test(written)) continue;
    const whole = parseOne(written, region);
    const found =
      whole === undefined ? written.split(BLANK_BETWEEN).map((one) => parseOne(one, region)) : [whole];
    if (found.some((phone) => phone === undefined)) invalid.push(written);
    for (const phone of found) if (phone !== undefined) phones.add(phone);
  }
  return { phones: [...phones], invalid };
}

/** @returns the number in E.164, or undefined when it is none that can be dialled. */
function parseOne(text: string, region: 'ID'): string | undefined {
  const bare = text.replace(/\.0$/, '');
  const candidate = /\p{L}/u.test(bare) ? bare : withCountry(bare.replace(/[^\d+]/g, ''));
  const parsed = parsePhoneNumberFromString(candidate, region);
  return parsed?.isValid() === true ? parsed.number : undefined;
}

/** Brings `62...`, `0062...` and `+62 0...` to `+62...`; other numbers stay as they are. */
function withCountry(digits: string): string {
  const international = digits.replace(/^00/, '+').replace(/^62(?=\d{8,})/, '+62');
  return international.replace(/^\+620+/, '+62');
}

/** @returns whether an E.164 number is an Indonesian mobile (these begin with 08), fit for SMS and WhatsApp. */
export const isMobile = (e164: string): boolean => /^\+628[1-9]\d{7,10}$/.test(e164);

/**
 * @param e164 a number in E.164
 * @returns as Indonesians write it: `0812-3456-7890`, landlines `(0351) 749096`; foreign numbers keep their
 * country code. Text that is no number comes back unchanged.
 */
export function formatPhone(e164: string): string {
  const parsed = parsePhoneNumberFromString(e164);
  if (parsed === undefined) return e164;
  if (parsed.countryCallingCode !== '62') return parsed.formatInternational();
  if (!isMobile(e164)) return parsed.formatNational();
  const national = `0${parsed.nationalNumber}`;
  return `${national.slice(0, 4)}-${national.slice(4, 8)}-${national.slice(8)}`;
}

/** Digits that a stranger who finds the paper may read, by which clerks search. */
const TAIL = 4;
const HEAD = 4;
const HIDDEN_AT_LEAST = 4;

/**
 * For receipts, lists and screens that others can see.
 *
 * @param e164 a number in E.164
 * @returns `0812-••••-1037`: the first four and at most the last four digits, never fewer than four hidden.
 */
export function maskPhone(e164: string): string {
  const shown = formatPhone(e164);
  const digits = shown.replace(/\D/g, '').length;
  const head = Math.min(HEAD, Math.max(0, digits - HIDDEN_AT_LEAST));
  const tail = Math.min(TAIL, Math.max(0, digits - head - HIDDEN_AT_LEAST));
  let at = 0;
  return shown.replace(/\d/g, (digit) => {
    at += 1;
    return at <= head || at > digits - tail ? digit : '•';
  });
}
