/**
 * How the product writes dates, times and money (ux.md, "Forms of data"): `5 Mar 2026`, `14.07 WIB`,
 * `Rp 12.500.000`. Phones: `#shared/domain/phone.ts`. Instants are ISO 8601 UTC; a zone is an IANA name, always the branch's.
 */
import type { Language } from '#renderer/i18n/wording.ts';

const LOCALE: Readonly<Record<Language, string>> = { id: 'id-ID', en: 'en-GB' };
const ENGLISH_MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const INDONESIAN_ZONES: Readonly<Record<string, string>> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
};

const cache = new Map<string, Intl.DateTimeFormat>();

function formatter(
  language: Language,
  zone: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${JSON.stringify(options)}`;
  let found = cache.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(LOCALE[language], { ...options, timeZone: zone });
    cache.set(key, found);
  }
  return found;
}

interface LocalParts {
  readonly day: number;
  readonly month: number;
  readonly year: number;
  readonly hour: string;
  readonly minute: string;
}

/** @returns undefined for anything that is not an instant, so that a damaged date shows as a dash. */
function localParts(instant: string, zone: string): LocalParts | undefined {
  const date = new Date(instant);
  if (instant === '' || Number.isNaN(date.getTime())) return undefined;
  const options = {
    day: 'numeric',
    month: 'numeric',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  } as const;
  const parts = Object.fromEntries(
    formatter('en', zone, options)
      .formatToParts(date)
      .map((part) => [part.type, part.value]),
  );
  return {
    day: Number(parts['day']),
    month: Number(parts['month']),
    year: Number(parts['year']),
    hour: parts['hour'] ?? '00',
    minute: parts['minute'] ?? '00',
  };
}

function monthName(month: number, language: Language, style: 'short' | 'long'): string {
  if (language === 'en' && style === 'short') return ENGLISH_MONTHS[month - 1] ?? '';
  return formatter(language, 'UTC', { month: style }).format(new Date(Date.UTC(2026, month - 1, 1)));
}

/** @returns `WIB`, `WITA`, `WIT`, or an offset as in `GMT+1` for a zone outside Indonesia. */
export function zoneName(zone: string): string {
  const known = INDONESIAN_ZONES[zone];
  if (known) return known;
  const part = formatter('en', zone, { timeZoneName: 'shortOffset' })
    .formatToParts(new Date(Date.UTC(2026, 0, 1)))
    .find(({ type }) => type === 'timeZoneName');
  return part?.value ?? zone;
}

/** @returns `5 Mar 2026` at the place; `—` when there is no date. */
export function formatDate(instant: string, zone: string, language: Language): string {
  const parts = localParts(instant, zone);
  return parts ? `${parts.day} ${monthName(parts.month, language, 'short')} ${parts.year}` : '—';
}

/** `5 Mar`, with the year when it is not `now`'s. */
export function formatShortDate(instant: string, zone: string, language: Language, now: string): string {
  const parts = localParts(instant, zone);
  if (!parts) return '—';
  const date = `${parts.day} ${monthName(parts.month, language, 'short')}`;
  return parts.year === localParts(now, zone)?.year ? date : `${date} ${parts.year}`;
}

/** @returns `14.07`; with `named`, `14.07 WIB`. */
export function formatTime(instant: string, zone: string, named = false): string {
  const parts = localParts(instant, zone);
  if (!parts) return '—';
  return `${parts.hour}.${parts.minute}${named ? ` ${zoneName(zone)}` : ''}`;
}

/** @returns `5 Mar 2026 14.07 WIB`. */
export function formatDateTime(instant: string, zone: string, language: Language): string {
  if (!localParts(instant, zone)) return '—';
  return `${formatDate(instant, zone, language)} ${formatTime(instant, zone, true)}`;
}

/** @returns `Jumat, 6 Maret 2026`. */
export function formatLongDay(instant: string, zone: string, language: Language): string {
  const parts = localParts(instant, zone);
  if (!parts) return '—';
  const weekday = formatter(language, zone, { weekday: 'long' }).format(new Date(instant));
  return `${weekday}, ${parts.day} ${monthName(parts.month, language, 'long')} ${parts.year}`;
}

/** @returns `Jumat, 6 Maret 2026 14.07 WIB`, the long form of paper. */
export function formatLongDateTime(instant: string, zone: string, language: Language): string {
  if (!localParts(instant, zone)) return '—';
  return `${formatLongDay(instant, zone, language)} ${formatTime(instant, zone, true)}`;
}

/** @returns `14.07` for today at the place, `5 Mar` for another day: for narrow columns and the status bar. */
export function formatMoment(instant: string, zone: string, language: Language, now: string): string {
  if (formatDate(instant, zone, language) === formatDate(now, zone, language))
    return formatTime(instant, zone);
  return formatShortDate(instant, zone, language, now);
}

/** A calendar day without a zone, `2026-03-05`. @returns `5 Mar 2026`. */
export const formatDay = (day: string, language: Language): string =>
  formatDate(`${day}T00:00:00Z`, 'UTC', language);

/** Two calendar days. @returns `20 Feb – 20 Mar 2026`; the year stands once where both have the same. */
export function formatDayRange(start: string, end: string, language: Language): string {
  if (start === end) return formatDay(start, language);
  const first = formatDay(start, language);
  const short = start.slice(0, 4) === end.slice(0, 4) ? first.replace(/ \d{4}$/, '') : first;
  return `${short} – ${formatDay(end, language)}`;
}

/** @returns `12.400` in Indonesian, `12,400` in English. */
export const formatNumber = (value: number, language: Language): string =>
  new Intl.NumberFormat(LOCALE[language]).format(value);

/** Whole rupiah. @returns `Rp 12.500.000`, with dots in both languages: the money is Indonesian. */
export const formatMoney = (rupiah: number): string => `Rp ${new Intl.NumberFormat('id-ID').format(rupiah)}`;

const STEPS = [
  [1e12, 'T', 'tn'],
  [1e9, 'M', 'bn'],
  [1e6, 'jt', 'm'],
  [1e3, 'rb', 'k'],
] as const;

/** @returns `Rp 12,5 jt`, with at most one decimal. */
export function formatMoneyCompact(rupiah: number, language: Language): string {
  const step = STEPS.find(([size]) => Math.abs(rupiah) >= size);
  if (!step) return formatMoney(rupiah);
  const short = new Intl.NumberFormat(LOCALE[language], { maximumFractionDigits: 1 }).format(
    rupiah / step[0],
  );
  return `Rp ${short} ${language === 'id' ? step[1] : step[2]}`;
}

/** Bytes. @returns `1,2 GB`. */
export function formatBytes(bytes: number, language: Language): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const short = new Intl.NumberFormat(LOCALE[language], { maximumFractionDigits: 1 }).format(
    bytes / 1000 ** power,
  );
  return `${short} ${units[power]}`;
}

/** Milliseconds, as time left or gone by. @returns `48 mnt`, `2 j 10 m`, `3 h 4 j`; the sign is the caller's. */
export function formatSpan(ms: number, language: Language): string {
  const minutes = Math.floor(Math.abs(ms) / 60_000);
  const [m, h, d] = language === 'id' ? ['mnt', 'j', 'hr'] : ['min', 'h', 'd'];
  if (minutes < 60) return `${minutes} ${m}`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} ${h} ${minutes % 60} ${m}`;
  return `${Math.floor(hours / 24)} ${d} ${hours % 24} ${h}`;
}
