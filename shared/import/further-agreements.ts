import { readAgreementList } from '../domain/agreement-list.ts';
import type { Agreement } from '../domain/agreement.ts';
import { agreementKey, MOST_IMPORTED_AGREEMENTS } from '../domain/import-id.ts';
import type { BookAgreement, BookRow } from './types.ts';

const sameTerms = (one: BookAgreement, other: BookAgreement): boolean =>
  (one.kind === undefined || other.kind === undefined || one.kind === other.kind) &&
  (['subject', 'start', 'end', 'monthlyRevenue', 'status'] as const).every(
    (field) => one[field] === other[field],
  );

/**
 * Reads the cell of the agreements besides the one that has columns of its own.
 *
 * @param kind of the customer: what an agreement is where the book does not say it
 * @returns the agreements, each once, and as written what cannot be read or would be an agreement that is there
 *   already with other terms
 */
export function readFurtherAgreements(
  text: string | undefined,
  kind: BookRow['kind'],
  main: BookAgreement | undefined,
): { readonly agreements: readonly BookAgreement[]; readonly left: readonly string[] } {
  const keyOf = (one: BookAgreement): string => agreementKey({ ...one, kind: agreementKind(one, kind) });
  const known = new Map(main ? [[keyOf(main), main]] : []);
  const most = MOST_IMPORTED_AGREEMENTS - known.size;
  const list = readAgreementList(text);
  const agreements: BookAgreement[] = [];
  const left = [...list.unread];
  for (const { agreement, written } of list.agreements) {
    const { monthlyAmount, ...terms } = agreement;
    const one: BookAgreement = {
      ...terms,
      ...(monthlyAmount === undefined ? {} : { monthlyRevenue: monthlyAmount }),
    };
    const same = known.get(keyOf(one));
    if (same ? !sameTerms(same, one) : agreements.length === most) left.push(written);
    else if (!same) {
      known.set(keyOf(one), one);
      agreements.push(one);
    }
  }
  return { agreements, left };
}

/** @returns what the book says that it is; otherwise a PKS for a company, a financing contract for a person. */
export const agreementKind = (
  { kind }: Pick<BookAgreement, 'kind'>,
  customer: BookRow['kind'],
): Agreement['kind'] => kind ?? (customer === 'company' ? 'pks' : 'contract');
