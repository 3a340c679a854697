/** The rules of the directory in their plainest form, for comparison: every document is read for every question. */
import type { StoredDoc } from '#shared/sync/document.ts';
import type { View } from '../../desk-types.ts';

type Fields = Readonly<Record<string, unknown>>;
export const str = (doc: StoredDoc | undefined, field: string): string => String(doc?.[field] ?? '');
const plainWords = (text: string): string[] =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9' ]/g, (char) => (/\p{M}/u.test(char) ? '' : ' '))
    .replaceAll("'", '')
    .split(' ')
    .filter(Boolean);

/** All documents, searched one by one. */
export class Plain {
  readonly docs = {
    customers: new Map<string, StoredDoc>(),
    complaints: new Map<string, StoredDoc>(),
  };

  words(collection: keyof Plain['docs'], doc: StoredDoc): string[] {
    const owner = collection === 'customers' ? doc : this.docs.customers.get(str(doc, 'customerId'));
    const contacts = (owner?.['contacts'] ?? []) as readonly { readonly name: string }[];
    const address = (doc['address'] ?? {}) as Fields;
    return [
      str(owner, 'name'),
      ...contacts.map(({ name }) => name),
      String(address['village'] ?? ''),
      str(doc, 'description'),
    ].flatMap(plainWords);
  }

  phones(collection: keyof Plain['docs'], doc: StoredDoc): string[] {
    const owner = collection === 'customers' ? doc : this.docs.customers.get(str(doc, 'customerId'));
    return ((owner?.['phones'] ?? []) as readonly { readonly number: string }[]).map(({ number }) => number);
  }

  numbers(doc: StoredDoc): string[] {
    return [str(doc, 'number'), ...Object.values((doc['externalIds'] ?? {}) as Fields).map(String)].flatMap(
      (number) => [number.toLowerCase(), number.toLowerCase().replaceAll('-', '')],
    );
  }

  plain(collection: keyof Plain['docs'], doc: StoredDoc, term: string): boolean {
    if (this.words(collection, doc).some((word) => word.startsWith(term))) return true;
    if (/\d/.test(term) && this.numbers(doc).some((number) => number.startsWith(term))) return true;
    if (!/^\d+$/.test(term)) return false;
    if (str(doc, 'number').endsWith(`-${term}`)) return true;
    return this.phones(collection, doc).some(
      (phone) =>
        (term.length >= 4 && phone.replace('+62', '0').includes(term)) ||
        (term.length >= 5 && phone.replace('+', '').startsWith(term)),
    );
  }

  /** Ids found in one collection searched by itself. */
  find(collection: keyof Plain['docs'], text: string): Set<string> {
    const docs = [...this.docs[collection].values()];
    const digits = /^[+\d -]+$/.test(text);
    const terms = digits ? [text.replace(/\D/g, '')] : plainWords(text.replaceAll('-', ' '));
    const sets = terms.map((term) => {
      const found = docs.filter((doc) => this.plain(collection, doc, term));
      if (found.length > 0 || !/^[a-z]{4,}$/.test(term)) return new Set(found.map(({ id }) => id));
      const near = docs.filter((doc) => this.words(collection, doc).some((word) => oneTypo(term, word)));
      return new Set(near.map(({ id }) => id));
    });
    const whole = plainWords(text.replaceAll('-', ' ')).join('-');
    return new Set(
      docs
        .filter(
          (doc) =>
            sets.every((set) => set.has(doc.id)) ||
            (/\d/.test(whole) && this.numbers(doc).some((number) => number.startsWith(whole))),
        )
        .map(({ id }) => id),
    );
  }

  inView(collection: keyof Plain['docs'], doc: StoredDoc, view: View): boolean {
    const time = (field: 'dueAt' | 'receivedAt'): string =>
      str(doc, collection === 'customers' && field === 'receivedAt' ? 'createdAt' : field);
    const between = (value: string, range: View['due']): boolean =>
      !range || (value !== '' && value >= (range.from ?? '') && value < (range.before ?? '9'));
    return (
      Object.entries(view.is ?? {}).every(([facet, values]) => values.includes(str(doc, facet))) &&
      !Object.entries(view.not ?? {}).some(([facet, values]) => values.includes(str(doc, facet))) &&
      (view.unsent === undefined || view.unsent === doc.unsent > 0) &&
      between(time('dueAt'), view.due) &&
      between(time('receivedAt'), view.received)
    );
  }
}

/** Whether one wrong, missing, superfluous or swapped letter makes `typed` the beginning of `word`. */
function oneTypo(typed: string, word: string): boolean {
  for (let length = typed.length - 1; length <= typed.length + 1; length += 1) {
    const head = word.slice(0, length);
    if (head.length !== length) continue;
    let at = 0;
    while (at < Math.min(length, typed.length) && head[at] === typed[at]) at += 1;
    const [a, b] = [typed.slice(at), head.slice(at)];
    if (a.slice(1) === b || a === b.slice(1) || a.slice(1) === b.slice(1)) return true;
    if (a.length === b.length && a.slice(2) === b.slice(2) && a[0] === b[1] && a[1] === b[0]) return true;
  }
  return false;
}
