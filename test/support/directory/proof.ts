/** Queries typed letter by letter against the plain search, and names with one typo: how many are found. */
import { DirectoryCore } from '#renderer/data/directory/core.ts';
import { rowOf } from '#renderer/data/directory/rows.ts';
import type { StoredDoc } from '#shared/sync/document.ts';
import { randomOf } from '#test/sim/random.ts';
import { madeCustomers, mistyped, type Random } from './people.ts';
import { PlainSearch } from './plain-search.ts';

export interface SearchProof {
  readonly queries: number;
  readonly keystrokes: number;
  /** What differed, in words; nothing else counts as right. */
  readonly wrong: readonly string[];
  readonly recall: number;
  /** Milliseconds of each keystroke, in the order of their length. */
  readonly times: readonly number[];
}

const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
const fields = (doc: StoredDoc, field: string): readonly Record<string, string>[] =>
  (doc[field] ?? []) as Record<string, string>[];

/** What people type who look for this customer. */
function queryFor(random: Random, doc: StoredDoc, n: number): string {
  const name = String(doc['name']);
  const phone = fields(doc, 'phones')[0]?.['number'] ?? '+6281234567890';
  const national = `0${phone.slice(3)}`;
  const address = doc['address'] as Record<string, string>;
  const words = name.split(' ');
  const forms = [
    () => name,
    () => name.toLowerCase().split(' ').reverse().join(' '),
    () => words.map((word) => (word.length >= 4 ? mistyped(random, word.toLowerCase()) : word)).join(' '),
    () => `${words.at(-1)} ${address['district']}`,
    () => national.slice(-4),
    () => `${national.slice(0, 4)}-${national.slice(4, 8)}-${national.slice(8)}`,
    () => phone,
    () => String(doc['number']).toLowerCase(),
    () => Object.values((doc['externalIds'] ?? { none: 'CID-1' }) as Record<string, string>)[0] ?? '',
    () => `${words[0]} ${national.slice(-4)}`,
    () => `${address['street']}`,
    () => `Bapak ${words[0]}`,
    () => `${words[0]} ${address['postalCode']}`,
    () => `${words.at(-1)} ${address['province']}`,
  ];
  return (forms[n % forms.length] ?? forms[0])?.() ?? name;
}

/** @returns a packed directory of these customers, made one of by its own background work. */
export function packedOf(docs: readonly StoredDoc[]): DirectoryCore {
  const core = new DirectoryCore();
  core.put(docs.map((doc) => rowOf('customers', doc)));
  core.settle();
  return core;
}

const SHOWN = 20;

/**
 * @param seed of customers and queries
 * @param recalls names that are typed with one typo
 * @param tell called before each query
 */
export function proveSearch(
  seed: number,
  customers: number,
  queries: number,
  recalls: number,
  tell: (query: number) => void = () => undefined,
): SearchProof {
  const docs = madeCustomers(seed, customers);
  const core = packedOf(docs);
  const plain = new PlainSearch(docs);
  const random = randomOf(seed + 1);
  const wrong: string[] = [];
  const times: number[] = [];
  let keystrokes = 0;
  for (let n = 0; n < queries; n++) {
    tell(n);
    const query = queryFor(random, pick(random, docs), n);
    for (let length = 1; length <= query.length; length++) {
      const typed = query.slice(0, length);
      keystrokes++;
      const began = performance.now();
      const hits = core.search(typed, { collections: ['customers'], limit: SHOWN });
      times.push(performance.now() - began);
      const want = plain.find(typed);
      const same =
        JSON.stringify(hits.map((hit) => [hit.id, hit.matched])) ===
        JSON.stringify(want.slice(0, SHOWN).map((hit) => [hit.id, hit.why]));
      if (!same) wrong.push(`first ${SHOWN} of "${typed}"`);
      const view = { text: typed };
      const ids = core.ids({ collection: 'customers', view, sort: { by: 'relevance' } });
      if (typed.trim() !== '' && ids.join() !== want.map((hit) => hit.id).join())
        wrong.push(`all of "${typed}": ${ids.length} of ${want.length}`);
    }
  }
  return {
    queries,
    keystrokes,
    wrong,
    recall: recallOf(core, docs, random, recalls),
    times: times.sort((a, b) => a - b),
  };
}

/** @returns the part of customers that are found although one word of their name was mistyped. */
function recallOf(core: DirectoryCore, docs: readonly StoredDoc[], random: Random, count: number): number {
  let [asked, found] = [0, 0];
  while (asked < count) {
    const doc = pick(random, docs);
    const words = String(doc['name']).toLowerCase().split(' ');
    const long = words.flatMap((word, at) => (/^[a-z]{5,}$/.test(word) ? [at] : []));
    if (long.length === 0) continue;
    const place = pick(random, long);
    const typed = words.with(place, mistyped(random, words[place] ?? '')).join(' ');
    asked++;
    if (core.ids({ collection: 'customers', view: { text: typed } }).includes(doc.id)) found++;
  }
  return found / asked;
}
