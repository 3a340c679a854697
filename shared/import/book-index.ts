import type { Agreement } from '../domain/agreement.ts';
import type { Customer } from '../domain/customer.ts';
import { agreementKey } from '../domain/import-id.ts';
import { survivorOf } from '../domain/joining.ts';
import { nameKey } from '../domain/names.ts';
import type { BookRow, DuplicateKey } from './types.ts';

/** A customer that is in the book already, as far as a person needs to recognise it. */
export interface KnownCustomer {
  readonly id: string;
  readonly name: string;
  readonly number: string;
}

export interface BookMatch {
  readonly customer: KnownCustomer;
  /** `row`: the same row was taken in before, whatever has become of it. */
  readonly key: DuplicateKey | 'row';
}

interface Held extends KnownCustomer {
  readonly nik: string | undefined;
}

type IndexedCustomer = Pick<
  Customer,
  'id' | 'name' | 'number' | 'phones' | 'contacts' | 'nik' | 'npwp' | 'address' | 'externalIds' | 'mergedInto'
>;
type IndexedAgreement = Pick<
  Agreement,
  'id' | 'customerId' | 'kind' | 'number' | 'subject' | 'start' | 'end'
>;

/** What the index needs of a customer: less to hand to a worker. @returns a plain copy. */
export const indexedCustomer = (customer: IndexedCustomer): IndexedCustomer => {
  const { id, name, number, phones, contacts, nik, npwp, address, externalIds, mergedInto } = customer;
  return {
    id,
    name,
    number,
    phones,
    contacts,
    ...(nik === undefined ? {} : { nik }),
    ...(npwp === undefined ? {} : { npwp }),
    ...(address === undefined ? {} : { address }),
    ...(externalIds === undefined ? {} : { externalIds }),
    ...(mergedInto === undefined ? {} : { mergedInto }),
  };
};

/** @returns what the index needs of an agreement. */
export const indexedAgreement = ({ id, customerId, kind, ...more }: IndexedAgreement): IndexedAgreement => ({
  id,
  customerId,
  kind,
  ...(more.number === undefined ? {} : { number: more.number }),
  ...(more.subject === undefined ? {} : { subject: more.subject }),
  ...(more.start === undefined ? {} : { start: more.start }),
  ...(more.end === undefined ? {} : { end: more.end }),
});

const placeOf = (address: { readonly district?: string; readonly regency?: string } | undefined): string =>
  (address?.district ?? address?.regency ?? '').trim().toLowerCase();

/** The branch's book by the keys that make two records one customer, and by name and place for hints. */
export class BookIndex {
  readonly #exact = new Map<string, Held[]>();
  readonly #names = new Map<string, Held[]>();
  readonly #merged = new Map<string, string>();
  readonly #held = new Map<string, Held>();
  readonly #agreements = new Map<string, Set<string>>();
  readonly #ids = new Set<string>();

  /** A customer or an agreement that is put twice counts once, as it was put last. */
  put(customers: readonly IndexedCustomer[], agreements: readonly IndexedAgreement[] = []): void {
    for (const customer of customers) this.#putCustomer(customer);
    for (const agreement of agreements) {
      const keys = this.#agreements.get(agreement.customerId) ?? new Set();
      this.#agreements.set(agreement.customerId, keys.add(agreementKey(agreement)));
      this.#ids.add(agreement.id);
    }
  }

  #putCustomer(customer: IndexedCustomer): void {
    const { id, name, number, nik, npwp, externalIds, mergedInto } = customer;
    this.#ids.add(id);
    if (mergedInto) this.#merged.set(id, mergedInto);
    const held: Held = { id, name, number, nik };
    this.#held.set(id, held);
    const add = (map: Map<string, Held[]>, key: string): void => {
      const others = (map.get(key) ?? []).filter((other) => other.id !== id);
      map.set(key, [...others, held]);
    };
    const phones = [customer.phones, ...customer.contacts.map((contact) => contact.phones)].flat();
    for (const phone of phones) add(this.#exact, `phone:${phone.number}`);
    if (nik) add(this.#exact, `nik:${nik}`);
    if (npwp) add(this.#exact, `npwp:${npwp}`);
    for (const [system, value] of Object.entries(externalIds ?? {}))
      add(this.#exact, `externalId:${system}:${value}`);
    if (!mergedInto) add(this.#names, `${placeOf(customer.address)}|${nameKey(name)}`);
  }

  /** @returns whether a live document has this id. */
  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /** @returns the live customer of this id, or the one that it was joined into. */
  byId(id: string): KnownCustomer | undefined {
    const held = this.#held.get(id);
    return held && this.#standing(held);
  }

  /** The record that stands for a joined one. */
  #standing(held: Held): KnownCustomer {
    const id = survivorOf(held.id, (of) => ({ mergedInto: this.#merged.get(of) ?? '' }));
    const { name, number } = this.#held.get(id) ?? held;
    return { id, name, number };
  }

  /** @returns the customer that the row is beyond doubt; two different NIKs are two persons even with one phone. */
  match(row: Pick<BookRow, 'phones' | 'nik' | 'npwp' | 'externalIds'>): BookMatch | undefined {
    const keys: (readonly [DuplicateKey, string])[] = [
      ...(row.nik ? [['nik', `nik:${row.nik}`] as const] : []),
      ...(row.npwp ? [['npwp', `npwp:${row.npwp}`] as const] : []),
      ...Object.entries(row.externalIds).map(
        ([system, id]) => ['externalId', `externalId:${system}:${id}`] as const,
      ),
      ...row.phones.map(({ number }) => ['phone', `phone:${number}`] as const),
    ];
    for (const [key, entry] of keys) {
      const held = this.#exact.get(entry)?.find(({ nik }) => !nik || !row.nik || nik === row.nik);
      if (held) return { customer: this.#standing(held), key };
    }
    return undefined;
  }

  /** @returns a customer with a similar name in the same district (or regency); only a hint. */
  similar(row: Pick<BookRow, 'name' | 'address' | 'nik'>): KnownCustomer | undefined {
    const name = nameKey(row.name);
    if (name === '') return undefined;
    const held = this.#names
      .get(`${placeOf(row.address)}|${name}`)
      ?.find(({ nik }) => !nik || !row.nik || nik === row.nik);
    return held && this.#standing(held);
  }

  /** @returns whether the customer has this agreement, whoever wrote it down. */
  hasAgreement(customerId: string, key: string): boolean {
    return this.#agreements.get(customerId)?.has(key) ?? false;
  }
}
