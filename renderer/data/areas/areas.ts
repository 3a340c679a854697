/**
 * The villages of Indonesia with their district, regency and province, found by the beginnings of words. Built from
 * the tables of idn-area-data (data under ODbL: whoever shows it names the source). Pure.
 */

/** A village with everything above it. */
export interface Area {
  /** As in `35.21.09.2004` (Kemendagri). */
  readonly code: string;
  readonly village: string;
  readonly district: string;
  readonly regency: string;
  readonly province: string;
}

/** The four tables as CSV: codes, the code above (but for provinces), names. */
export interface AreaTables {
  readonly villages: string;
  readonly districts: string;
  readonly regencies: string;
  readonly provinces: string;
}

interface District {
  readonly name: string;
  readonly regency: string;
  readonly province: string;
  /** Words of the district and everything above it, each after a blank. */
  readonly words: string;
}

const normalised = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/['’`]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Last column of a line, unquoted: names with a comma stand in quotes. */
const nameIn = (line: string, from: number): string =>
  line
    .slice(from)
    .replace(/^"(.*)"$/, '$1')
    .trim();

const linesOf = (table: string): string[] => table.split(/\r?\n/).slice(1).filter(Boolean);

const SMALL: ReadonlySet<string> = new Set(['dan']);
const INITIALS: ReadonlySet<string> = new Set(['DKI', 'DI']);

/** `KABUPATEN NGAWI` as people write it. */
export const inWords = (name: string): string =>
  name.replace(/\p{L}+/gu, (word) => {
    if (INITIALS.has(word)) return word;
    const low = word.toLowerCase();
    return SMALL.has(low) ? low : word.slice(0, 1) + low.slice(1);
  });

const PROVINCE = 2;
const REGENCY = 5;
const DISTRICT = 8;
const CODE = 13;

/** How well a village matches; a lower rank is better. */
type Rank = 0 | 1 | 2 | 3 | 4;

/**
 * @param key normalised name of the village; it, the query and each word begin with a blank
 * @param above for each word whether it begins a word of what lies above the village
 */
function rankOf(
  key: string,
  query: string,
  words: readonly string[],
  above: () => boolean[],
): Rank | undefined {
  if (key === query) return 0;
  if (key.startsWith(query)) return 1;
  const inside = words.map((word) => key.includes(word));
  if (inside.every(Boolean)) return 2;
  const higher = above();
  if (!words.every((_, at) => inside[at] || higher[at])) return undefined;
  if (inside[0] && key.startsWith(words[0] ?? ' ')) return 2;
  return inside.some(Boolean) ? 3 : 4;
}

/** @returns how many levels (province, regency, district) two codes share. */
const shared = (code: string, near: string): number =>
  [PROVINCE, REGENCY, DISTRICT].filter(
    (digits) => near.length >= digits && code.slice(0, digits) === near.slice(0, digits),
  ).length;

export class AreaIndex {
  readonly #districts = new Map<string, District>();
  readonly #codes: string[] = [];
  readonly #names: string[] = [];
  /** Normalised names after a blank, in the same order. */
  readonly #keys: string[] = [];

  constructor(tables: AreaTables) {
    const names = (table: string, digits: number, skip: number): Map<string, string> =>
      new Map(linesOf(table).map((line) => [line.slice(0, digits), nameIn(line, digits + skip)]));
    const provinces = names(tables.provinces, PROVINCE, 1);
    const regencies = names(tables.regencies, REGENCY, PROVINCE + 2);
    for (const line of linesOf(tables.districts)) {
      const code = line.slice(0, DISTRICT);
      const name = nameIn(line, DISTRICT + REGENCY + 2);
      const regency = inWords(regencies.get(code.slice(0, REGENCY)) ?? '');
      const province = inWords(provinces.get(code.slice(0, PROVINCE)) ?? '');
      const words = ` ${normalised(`${name} ${regency} ${province}`)}`;
      this.#districts.set(code, { name, regency, province, words });
    }
    for (const line of linesOf(tables.villages)) {
      const name = nameIn(line, CODE + DISTRICT + 2);
      this.#codes.push(line.slice(0, CODE));
      this.#names.push(name);
      this.#keys.push(` ${normalised(name)}`);
    }
  }

  get size(): number {
    return this.#codes.length;
  }

  #area(at: number): Area {
    const code = this.#codes[at] ?? '';
    const { name = '', regency = '', province = '' } = this.#districts.get(code.slice(0, DISTRICT)) ?? {};
    return { code, village: this.#names[at] ?? '', district: name, regency, province };
  }

  /**
   * @param text beginnings of words: of the village first, then of what is above it to narrow down, as in `sido ngawi`
   * @param near code of a place (village, district or regency); what lies near it comes first among equals
   * @returns the best ones; nothing for less than two letters
   */
  search(text: string, { near = '', limit = 12 }: { near?: string; limit?: number } = {}): Area[] {
    const typed = normalised(text);
    if (typed.length < 2) return [];
    const query = ` ${typed}`;
    const words = typed.split(' ').map((word) => ` ${word}`);
    const matching = new Map<string, boolean[]>();
    const above = (code: string): boolean[] => {
      const district = code.slice(0, DISTRICT);
      let answer = matching.get(district);
      if (!answer) {
        const hay = this.#districts.get(district)?.words ?? '';
        answer = words.map((word) => hay.includes(word));
        matching.set(district, answer);
      }
      return answer;
    };
    const found: { readonly at: number; readonly rank: Rank; readonly near: number; readonly key: string }[] =
      [];
    this.#keys.forEach((key, at) => {
      const code = this.#codes[at] ?? '';
      const rank = rankOf(key, query, words, () => above(code));
      if (rank !== undefined) found.push({ at, rank, near: shared(code, near), key });
    });
    return found
      .sort(
        (a, b) =>
          a.rank - b.rank || b.near - a.near || (a.key < b.key ? -1 : a.key > b.key ? 1 : a.at - b.at),
      )
      .slice(0, limit)
      .map(({ at }) => this.#area(at));
  }
}
