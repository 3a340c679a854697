/** Several agreements in one cell of a worksheet: written by the export, read again by the import. */
import type { Agreement, AgreementStatus } from './agreement.ts';
import { cellParts, needsQuotes, quoted, unquoted } from './cell-list.ts';
import { addDays } from './time.ts';

/** An agreement as a cell holds it; one that was neither ended nor renewed has no status. */
export interface ListedAgreement {
  readonly kind?: Agreement['kind'];
  readonly number?: string;
  readonly subject?: string;
  readonly start?: string;
  readonly end?: string;
  /** Whole rupiah. */
  readonly monthlyAmount?: number;
  readonly status?: 'renewed' | 'ended';
}

/** What one cell held. */
export interface AgreementList {
  readonly agreements: readonly {
    readonly agreement: ListedAgreement;
    /** The entry as written. */
    readonly written: string;
  }[];
  /** Entries that do not say beyond doubt what was agreed on, as written. */
  readonly unread: readonly string[];
}

/** What the codes of an agreement are called; `readAgreementList` knows these words in both languages. */
export interface AgreementWords {
  agreement(kind: Agreement['kind']): string;
  agreementStatus(status: 'renewed' | 'ended'): string;
  /** `Rp 1.500.000 per bulan` */
  monthly(rupiah: number): string;
}

const KINDS: ReadonlyMap<string, Agreement['kind']> = new Map([
  ['pks', 'pks'],
  ['agreement', 'pks'],
  ['kontrak', 'contract'],
  ['contract', 'contract'],
]);
const STATUSES: ReadonlyMap<string, 'renewed' | 'ended'> = new Map([
  ['berakhir', 'ended'],
  ['ended', 'ended'],
  ['diperpanjang', 'renewed'],
  ['renewed', 'renewed'],
]);
const IN_FORCE: ReadonlySet<string> = new Set(['berlaku', 'masih berlaku', 'aktif', 'in force', 'active']);

/** @returns the kind that a cell of its own names, in the words of `AgreementWords`; undefined for other words. */
export const readAgreementKind = (text: string): Agreement['kind'] | undefined =>
  KINDS.get(text.toLowerCase());

/** @returns the status that a cell of its own names, also that it is in force; undefined for other words. */
export function readAgreementStatus(text: string): AgreementStatus | undefined {
  const word = text.toLowerCase();
  return IN_FORCE.has(word) ? 'active' : STATUSES.get(word);
}

/** `PKS`, `PKS No. 12`, `No. 12`, `12/PKS/2025`: without its `No.` a number has letters, digits, a mark and no blank. */
const HEAD =
  /^(?:(pks|agreement|kontrak|contract)(?!\S))?\s*(?:no\.\s*(\S[^]*)|((?=\S*\d)(?=\S*\p{L})(?=\S*[/.-])[^\s"]+))?$/iu;
const PERIOD = /^(\d{4}-\d\d-\d\d)?\s*[–—]\s*(\d{4}-\d\d-\d\d)?$/;
const AMOUNT = /^rp\.?\s*(\d{1,3}(?:\.\d{3})*|\d+)(?:\s*(?:\/|per|a)\s*(?:bulan|bln|month))?$/i;
/** Days and amounts in other words: they are no service. */
const OTHER_TERM =
  /^(?:rp|idr)[\d\s.]|^(?:s\.? ?d|sampai|hingga|mulai|sejak|until|from)(?![\p{L}\p{N}])|^\d{1,2}[\s./-]+(?:\d{1,2}|jan\p{L}*|[fp]eb\p{L}*|mar\p{L}*|apr\p{L}*|me?i|may|jun\p{L}*|jul\p{L}*|au?g\p{L}*|sep\p{L}*|o[kc]t\p{L}*|no[vp]\p{L}*|de[sc]\p{L}*)[\s./-]+\d{2,4}|^[^\p{L}]*$/iu;
const MOST_RUPIAH = 1e15;

const isDay = (day: string | undefined): boolean =>
  day === undefined || (!Number.isNaN(Date.parse(day)) && addDays(day, 0) === day);

/** What a part says; undefined where it says it wrongly. */
function readPart(part: string): ListedAgreement | undefined {
  const subject = unquoted(part)?.trim();
  if (subject !== undefined) return subject === '' ? undefined : { subject };
  const status = STATUSES.get(part.toLowerCase());
  if (status) return { status };
  const [isPeriod, start, end] = PERIOD.exec(part) ?? [];
  if (isPeriod !== undefined)
    return (start ?? end) && isDay(start) && isDay(end) && (!start || !end || start <= end)
      ? { ...(start ? { start } : {}), ...(end ? { end } : {}) }
      : undefined;
  const [, rupiah] = AMOUNT.exec(part) ?? [];
  if (rupiah !== undefined) {
    const monthlyAmount = Number(rupiah.replaceAll('.', ''));
    return monthlyAmount <= MOST_RUPIAH ? { monthlyAmount } : undefined;
  }
  if (OTHER_TERM.test(part)) return undefined;
  const [isHead, kindWord, named, bare] = HEAD.exec(part) ?? [];
  if (isHead === undefined) return { subject: part };
  const kind = kindWord && readAgreementKind(kindWord);
  const number = named === undefined ? bare : (unquoted(named) ?? named).trim();
  if (number === '') return undefined;
  return { ...(kind ? { kind } : {}), ...(number === undefined ? {} : { number }) };
}

const subjectText = (subject: string): string =>
  !needsQuotes(subject) && readPart(subject)?.subject === subject ? subject : quoted(subject);

const numberText = (number: string): string => `No. ${needsQuotes(number) ? quoted(number) : number}`;

function agreementText(agreement: Agreement, words: AgreementWords): string {
  const { kind, number, subject, start, end, monthlyAmount, status = 'active' } = agreement;
  return [
    [words.agreement(kind), number && numberText(number)].filter(Boolean).join(' '),
    subject && subjectText(subject),
    (start ?? end) && [start, '–', end].filter(Boolean).join(' '),
    monthlyAmount !== undefined && words.monthly(monthlyAmount),
    status !== 'active' && words.agreementStatus(status),
  ]
    .filter(Boolean)
    .join(', ');
}

/** @returns the agreements as one cell: `PKS No. 12/2025, Antar harian, 2025-01-31 – 2026-01-30, Rp 1.500.000 per bulan`. */
export const agreementList = (agreements: readonly Agreement[], words: AgreementWords): string =>
  agreements.map((agreement) => agreementText(agreement, words)).join('; ');

function readAgreement(entry: string): ListedAgreement | undefined {
  let found: ListedAgreement = {};
  const parts = cellParts(entry, ',');
  for (const part of parts) {
    const more = readPart(part);
    // said twice is not said beyond doubt
    if (!more || Object.keys(more).some((field) => field in found)) return undefined;
    found = { ...found, ...more };
  }
  const { kind: _, status: __, ...terms } = found;
  const { number = '', subject = '' } = terms;
  const onlyWords = parts.length === 1 && terms.subject !== undefined;
  const isWhole = Object.keys(terms).length > 0 && !onlyWords;
  return isWhole && number.length <= 80 && subject.length <= 160 ? found : undefined;
}

/**
 * Reads what `agreementList` wrote, or what a person wrote in the same way: one entry up to each semicolon or line
 * break, with commas in between kind and number, subject, days, amount and what became of it.
 *
 * @param text the cell; nothing for an empty one
 * @returns the agreements; nothing is guessed, and it never throws
 */
export function readAgreementList(text = ''): AgreementList {
  const read = cellParts(text, ';').map((written) => ({ written, agreement: readAgreement(written) }));
  return {
    agreements: read.flatMap(({ written, agreement }) => (agreement ? [{ written, agreement }] : [])),
    unread: read.flatMap(({ written, agreement }) => (agreement ? [] : [written])),
  };
}
