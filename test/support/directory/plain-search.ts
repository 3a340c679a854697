/**
 * The rules of a search in their plainest form: every row is read for every question, no index, none of the product's
 * code but the folding of names (`nameKey`) and of letters.
 */
import { nameKey } from '#shared/domain/names.ts';
import type { StoredDoc } from '#shared/sync/document.ts';

type Fields = Readonly<Record<string, unknown>>;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): readonly Fields[] => (Array.isArray(value) ? (value as Fields[]) : []);
const plain = (value: string): string => value.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
const split = (value: string): string[] =>
  plain(value)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
const words = (value: string): string[] => [
  ...new Set([...split(value), ...split(value.replaceAll("'", ''))]),
];
const bare = (value: string): string => value.toUpperCase().replace(/[^A-Z0-9]/g, '');
const national = (value: string): string => value.replace(/\D/g, '').replace(/^62/, '0');

interface PlainRow {
  readonly id: string;
  readonly sortName: string;
  readonly name: readonly string[];
  readonly other: readonly string[];
  readonly phones: readonly string[];
  readonly number: string;
  readonly counter: string;
  readonly others: readonly string[];
}

/** Whether one wrong, missing, superfluous or swapped letter makes `typed` the beginning of `word`. */
function mistypes(typed: string, word: string): boolean {
  // one wrong letter leaves one of the first two where it was, or moved by one place
  const near = typed[0] === word[0] || typed[1] === word[0] || typed[0] === word[1] || typed[1] === word[1];
  if (!near) return false;
  for (let length = typed.length - 1; length <= typed.length + 1; length++) {
    if (length > word.length) continue;
    const head = word.slice(0, length);
    let at = 0;
    while (at < length && head[at] === typed[at]) at++;
    const [a, b] = [typed.slice(at), head.slice(at)];
    if (a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1)) return true;
    if (a.length >= 2 && a.length === b.length && a.slice(2) === b.slice(2) && a[0] === b[1] && a[1] === b[0])
      return true;
  }
  return false;
}

export type Why = 'number' | 'phone' | 'name' | 'other';

export interface PlainHit {
  readonly id: string;
  readonly why: Why;
  /** Whole words before beginnings before typos; in a name, whether titles and legal forms were there too. */
  readonly close: number;
}

const FEW = 20;

/** What was typed, taken apart once for all rows. */
interface Typed {
  readonly isDigits: boolean;
  readonly digits: string;
  readonly number: string;
  /** Digits from the beginning of a phone; empty when they are not typed with the country. */
  readonly inland: string;
  readonly anywhere: boolean;
  readonly needed: readonly string[];
  readonly more: readonly string[];
}

function typedOf(typed: string): Typed {
  const isDigits = /^[+\d\s().-]+$/.test(typed.trim());
  const digits = typed.replace(/\D/g, '');
  const plus = typed.trim().startsWith('+');
  const inland = national(digits.replace(/^00/, ''));
  const all = [...new Set(split(typed.replaceAll("'", '')))];
  const finished = /[\s.,]$/.test(typed);
  const extra = all.filter((word, at) => (finished || at < all.length - 1) && nameKey(word) === '');
  const hasMore = all.length > extra.length;
  return {
    isDigits,
    digits,
    number: bare(typed),
    inland: (plus || /^(00)?62/.test(digits)) && inland.length >= 3 ? inland : '',
    anywhere: !plus,
    needed: hasMore ? all.filter((word) => !extra.includes(word)) : all,
    more: hasMore ? extra : [],
  };
}

export class PlainSearch {
  /** By name, then id. */
  readonly #rows: readonly PlainRow[];

  /** @param docs customers */
  constructor(docs: readonly StoredDoc[]) {
    const rows = docs.map((doc): PlainRow => {
      const contacts = list(doc['contacts']);
      const address = (doc['address'] ?? {}) as Fields;
      const place = ['street', 'village', 'district', 'regency', 'province', 'postalCode'].map(
        (part) => address[part],
      );
      const tags = Array.isArray(doc['tags']) ? (doc['tags'] as unknown[]) : [];
      return {
        id: doc.id,
        sortName: plain(text(doc['name'])),
        name: words(text(doc['name'])),
        other: [...contacts.map((one) => one['name']), ...place, doc['commodity'], ...tags]
          .map(text)
          .flatMap(words),
        phones: [doc, ...contacts].flatMap((one) =>
          list(one['phones']).map((p) => national(text(p['number']))),
        ),
        number: bare(text(doc['number'])),
        counter: text(doc['number']).split('-').at(-1) ?? '',
        others: Object.values((doc['externalIds'] ?? {}) as Fields).map((value) => bare(text(value))),
      };
    });
    this.#rows = rows.sort((a, b) =>
      a.sortName < b.sortName ? -1 : a.sortName > b.sortName ? 1 : a.id < b.id ? -1 : 1,
    );
  }

  /** 3 as a whole word, 2 as a beginning, 1 with a typo, 0 not at all. */
  #best(all: readonly string[], word: string, typos: boolean): number {
    if (all.includes(word)) return 3;
    for (const one of all) if (one.startsWith(word)) return 2;
    if (!typos || word.length < 4 || !/^\p{L}+$/u.test(word)) return 0;
    for (const one of all) if (mistypes(word, one)) return 1;
    return 0;
  }

  #level(row: PlainRow, word: string, typos: boolean): number {
    const own = this.#best(row.name, word, typos);
    return own > 0 ? own + 4 : this.#best(row.other, word, typos);
  }

  #hit(row: PlainRow, typed: Typed, typos: boolean): PlainHit | undefined {
    const { isDigits, digits, number, inland, needed, more } = typed;
    if (number.length >= 2 && (row.number === number || row.others.includes(number)))
      return { id: row.id, why: 'number', close: 0 };
    if (isDigits && digits.length >= 3) {
      if (row.counter === digits) return { id: row.id, why: 'number', close: 0 };
      if (typed.anywhere && row.phones.some((phone) => phone.includes(digits)))
        return { id: row.id, why: 'phone', close: 0 };
      if (inland !== '' && row.phones.some((phone) => phone.startsWith(inland)))
        return { id: row.id, why: 'phone', close: 0 };
    }
    let level = needed.length > 0 ? 7 : 0;
    for (const word of needed) {
      if (level === 0) break;
      const isPhone =
        !isDigits &&
        /^\d{3,}$/.test(word) &&
        (row.counter === word || row.phones.some((phone) => phone.includes(word)));
      level = Math.min(level, isPhone ? 7 : this.#level(row, word, typos));
    }
    const bonus = more.length > 0 && more.every((word) => this.#level(row, word, false) > 0) ? 1 : 0;
    if (level > 4) return { id: row.id, why: 'name', close: (level - 4) * 2 + bonus };
    const numbered = number.length > 2 && /\d/.test(number);
    const begins = numbered && [row.number, ...row.others].some((one) => one.startsWith(number));
    const close = Math.max(level > 0 ? level * 2 + bonus : 0, begins ? 4 : 0);
    return close > 0 ? { id: row.id, why: 'other', close } : undefined;
  }

  /** @returns everybody who is found, best first. */
  find(text: string): PlainHit[] {
    const typed = typedOf(text);
    const all = (typos: boolean): PlainHit[] =>
      this.#rows.flatMap((row) => this.#hit(row, typed, typos) ?? []);
    const strict = all(false);
    const found = strict.length < FEW ? all(true) : strict;
    const rank = { number: 0, phone: 1, name: 2, other: 3 } as const;
    return found.sort((a, b) => rank[a.why] - rank[b.why] || b.close - a.close);
  }
}
