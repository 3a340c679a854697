/** Needs and offers of a customer over all its records: a survivor takes over as many as its own list holds. Pure. */
import type { Customer, Need, Offer } from '#shared/domain/customer.ts';

type Kept = Pick<Customer, 'id' | 'number' | 'updatedAt' | 'needs' | 'offers'>;

/** With the record that it stands in: what is said of it is written there. */
export type Whole<T extends Need | Offer> = T & {
  readonly of: string;
  /** Number of that record, where it is not the survivor. */
  readonly recordedIn?: string;
};

function whole<T extends Need | Offer>(
  survivor: Kept,
  joined: readonly Kept[],
  listOf: (record: Kept) => readonly T[] | undefined,
): readonly Whole<T>[] {
  const found = new Map<string, Whole<T>>();
  // a joined record that took over from another one was written last
  const others = [...joined].sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
  for (const record of [survivor, ...others])
    for (const item of listOf(record) ?? [])
      if (!found.has(item.id))
        found.set(item.id, {
          ...item,
          of: record.id,
          ...(record === survivor ? {} : { recordedIn: record.number }),
        });
  return [...found.values()].sort((a, b) => {
    const closed = Number(a.status !== 'open') - Number(b.status !== 'open');
    return closed || (a.at < b.at ? 1 : -1);
  });
}

/** @returns the needs of a customer and of the records joined into it, open ones first, then the newest. */
export const wholeNeeds = (survivor: Kept, joined: readonly Kept[]): readonly Whole<Need>[] =>
  whole(survivor, joined, ({ needs }) => needs);

/** @returns the offers, in the same order. */
export const wholeOffers = (survivor: Kept, joined: readonly Kept[]): readonly Whole<Offer>[] =>
  whole(survivor, joined, ({ offers }) => offers);
