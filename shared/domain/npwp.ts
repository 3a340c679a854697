/**
 * NPWP, the Indonesian tax number. The old form has 15 digits: two for the kind of tax payer, six for the
 * tax payer, one check digit (Luhn over the first nine), three for the tax office, three for the branch. The
 * form since 2024 has 16: "0" and the old 15 for companies, or the NIK for persons. Sources: OECD,
 * "Indonesia TIN" sheet of the CRS portal; python-stdnum `stdnum.id.npwp`, which cites it; tax guidance on
 * PMK 112/PMK.03/2022.
 */
import { fail, ok, type Result } from '../errors/errors.ts';
import { parseNik } from './nik.ts';

/**
 * @param text digits; dots, dashes, blanks and a leading apostrophe do not matter
 * @returns 16 digits (old numbers get their leading 0), or `npwp.length`, `npwp.check` (check digit is wrong)
 * or the error of the NIK that stands in its place
 */
export function parseNpwp(text: string): Result<string> {
  const digits = text
    .trim()
    .replace(/^'/, '')
    .replace(/[\s.-]/g, '');
  if (!/^\d{15,16}$/.test(digits)) return fail('npwp.length');
  if (digits.length === 16 && !digits.startsWith('0')) {
    const nik = parseNik(digits);
    return nik.ok ? ok(nik.value.nik) : nik;
  }
  const full = digits.padStart(16, '0');
  return passesLuhn(full.slice(1, 10)) ? ok(full) : fail('npwp.check');
}

/**
 * @param npwp 16 digits as `parseNpwp` gives them
 * @returns as it is printed: `01.312.166.0-091.000` for companies; a NIK stays 16 plain digits
 */
export const formatNpwp = (npwp: string): string =>
  npwp.replace(/^0(\d{2})(\d{3})(\d{3})(\d)(\d{3})(\d{3})$/, '$1.$2.$3.$4-$5.$6');

function passesLuhn(digits: string): boolean {
  const sum = digits
    .split('')
    .reverse()
    .reduce((total, digit, place) => {
      const doubled = Number(digit) * (place % 2 === 0 ? 1 : 2);
      return total + (doubled > 9 ? doubled - 9 : doubled);
    }, 0);
  return sum % 10 === 0;
}
