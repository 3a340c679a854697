/**
 * Ids of what an import makes. Two desks that take the same row in without hearing of each other make the same
 * document, and head office joins what they made. Pure.
 *
 * The name is always part of it: an identity number alone could be found out from its digest by trying them all.
 */
import { digest } from '../sync/merge/digest.ts';
import { nameKey } from './names.ts';

export interface IdentifiedRow {
  readonly name: string;
  readonly nik?: string | undefined;
  readonly externalIds?: Readonly<Record<string, string>> | undefined;
  /** E.164, of the customer and of its contacts. */
  readonly phones: readonly string[];
}

/**
 * @param branchId code of the branch whose book it is
 * @param row its strongest exact key counts: NIK, then numbers of other systems, then the phones
 * @param fallback says which row it is when it has no key at all: digest of the file and row in it
 * @param turn 1, or higher when the row is wanted beside another one of the same key
 */
export function importedCustomerId(branchId: string, row: IdentifiedRow, fallback: string, turn = 1): string {
  const external = Object.entries(row.externalIds ?? {})
    .map(([system, id]) => `${system}=${id}`)
    .sort();
  const key = row.nik
    ? `nik:${row.nik}`
    : external.length > 0
      ? `ext:${external.join('|')}`
      : row.phones.length > 0
        ? `tel:${[...new Set(row.phones)].sort().join('|')}`
        : `row:${fallback}`;
  return `imp-${digest(['customer', branchId, nameKey(row.name), key, turn].join('\n'))}`;
}

/** @returns the id of a contact person of an imported customer; `turn` tells namesakes apart. */
export const importedContactId = (customerId: string, name: string, turn: number): string =>
  `imp-${digest(['contact', customerId, name, turn].join('\n'))}`;

/** Agreements of one row of a book. */
export const MOST_IMPORTED_AGREEMENTS = 50;

export interface IdentifiedAgreement {
  readonly kind: string;
  readonly number?: string | undefined;
  readonly subject?: string | undefined;
  readonly start?: string | undefined;
  readonly end?: string | undefined;
}

/** @returns the words by which an agreement of one customer is the same again: its number, or what and from when. */
export const agreementKey = ({ kind, number, subject, start, end }: IdentifiedAgreement): string =>
  number
    ? `no:${number.trim().toLowerCase()}`
    : [kind, subject ?? '', start ?? '', end ?? ''].join('|').toLowerCase();

export const importedAgreementId = (customerId: string, agreement: IdentifiedAgreement): string =>
  `imp-${digest(['agreement', customerId, agreementKey(agreement)].join('\n'))}`;
