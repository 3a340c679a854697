/** Forms of a company's name that say nothing about which company it is. */
const LEGAL_FORMS = 'pt|cv|ud|pd|fa|nv|firma|tbk|persero|perseroan terbatas';

const COMPANY_WORDS = new RegExp(
  `\\b(?:${LEGAL_FORMS}|perum|perumda|pdam|bumd|bumdes|koperasi|kopkar|kud|yayasan|toko|tb|warung|rm|rumah makan|dinas|badan|kantor|kecamatan|kelurahan|pemkab|pemkot|rsu|rsud|rs|rumah sakit|puskesmas|klinik|apotek|optik|bank|bpr|bri|bni|sd|sdn|smp|smpn|sma|sman|smk|smkn|man|mts|universitas|institut|politeknik|sekolah|pesantren|ponpes|hotel|bengkel|percetakan|pabrik|salon|butik|distributor|agen|group|grup|inc|ltd|corp)\\b`,
);

/** Titles before and after a person's name. */
const TITLES =
  /\b(?:h|hj|dr|drs|dra|ir|prof|kh|bapak|bpk|ibu|bu|pak|sdr|sdri|tn|ny|nn)\b\.?|,\s*(?:[a-z]{1,3}\.\s?){1,4}[a-z]*\.?|,\s*(?:se|sh|st|mm|mt|skom|spd|amd|sip|mpd|mkom)\b\.?/g;

/**
 * @param name as written
 * @returns whether a word of the name is one that only companies and institutions carry (PT, Toko, Dinas)
 */
export const soundsLikeCompany = (name: string): boolean =>
  COMPANY_WORDS.test(name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' '));

/**
 * The name as it is compared: letter case, marks, legal forms (`PT.`, `CV`, also at the end), titles and
 * degrees do not matter.
 *
 * @param name as written
 * @returns the key; may be empty when nothing but a legal form or title was there
 */
export function nameKey(name: string): string {
  return name
    .toLowerCase()
    .replace(TITLES, ' ')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(new RegExp(`\\b(?:${LEGAL_FORMS})\\b`, 'g'), ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
