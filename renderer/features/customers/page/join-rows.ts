/** Records side by side: which fields differ, what each says, and what is put together unless chosen otherwise. Pure. */
import type { CommandArgs } from '#shared/domain/commands/index.ts';
import type { Customer } from '#shared/domain/customer.ts';
import { CHOSEN_FIELDS, joined, leftOut, type ChosenField, type LeftOut } from '#shared/domain/joining.ts';
import { equal } from '#shared/sync/same.ts';

/** Lists of which all items count by default. */
const LISTS: ReadonlySet<ChosenField> = new Set(['phones', 'contacts', 'tags', 'remarks']);
/** Chosen by id of a record, or all of them together. */
export const ALL = ':all';

export type Picks = Readonly<Partial<Record<ChosenField, string>>>;

export interface JoinRow {
  readonly field: ChosenField;
  /** All of them may be taken together. */
  readonly list: boolean;
  /** By id of the record. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Id of the record that counts unless chosen otherwise, or `ALL`. */
  readonly normal: string;
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
const valueOf = (record: Customer, field: ChosenField): unknown =>
  (record as unknown as Readonly<Record<string, unknown>>)[field];

/** @returns the oldest record: its number is on the most paper. */
export function oldestOf(records: readonly Customer[]): Customer | undefined {
  return [...records].sort((a, b) =>
    a.createdAt === b.createdAt ? (a.id < b.id ? -1 : 1) : a.createdAt < b.createdAt ? -1 : 1,
  )[0];
}

/** @returns a row for each field that more than one record fills, and differently. */
export function joinRows(records: readonly Customer[], survivorId: string): readonly JoinRow[] {
  const first = records.find(({ id }) => id === survivorId);
  if (!first) return [];
  const inOrder = [first, ...records.filter(({ id }) => id !== survivorId)];
  return CHOSEN_FIELDS.flatMap((field) => {
    const filled = inOrder.filter((record) => !isEmpty(valueOf(record, field)));
    const differ = filled.some(
      (record) => !equal(valueOf(record, field), valueOf(filled[0] ?? record, field)),
    );
    if (filled.length < 2 || !differ) return [];
    const list = LISTS.has(field);
    return [
      {
        field,
        list,
        values: Object.fromEntries(inOrder.map((record) => [record.id, valueOf(record, field)])),
        normal: list ? ALL : (filled[0]?.id ?? survivorId),
      },
    ];
  });
}

/**
 * One join for each record that goes, in the order given. What is chosen from one of them is not taken from the others.
 * @returns arguments of `joinCustomers`
 */
export function joinsOf(
  records: readonly Customer[],
  survivorId: string,
  picks: Picks,
): readonly CommandArgs<'joinCustomers'>[] {
  const rows = joinRows(records, survivorId);
  return records
    .filter(({ id }) => id !== survivorId)
    .map(({ id }) => {
      const choices = Object.fromEntries(
        rows.flatMap(({ field, normal }) => {
          const pick = picks[field] ?? normal;
          return pick === ALL ? [] : [[field, pick === id ? 'merged' : 'survivor'] as const];
        }),
      );
      return { survivorId, mergedId: id, ...(Object.keys(choices).length > 0 ? { choices } : {}) };
    });
}

/** @returns by field what the record that stands for all of them has no room for, over all joins. */
export function leftOutOf(records: readonly Customer[], survivorId: string, picks: Picks): LeftOut {
  let survivor = records.find(({ id }) => id === survivorId);
  const out: Record<string, readonly string[]> = {};
  for (const { mergedId, choices = {} } of joinsOf(records, survivorId, picks)) {
    const merged = records.find(({ id }) => id === mergedId);
    if (!survivor || !merged) continue;
    for (const [field, without] of Object.entries(leftOut(survivor, merged, choices)))
      out[field] = [...new Set([...(out[field] ?? []), ...without])];
    survivor = { ...survivor, ...joined(survivor, merged, choices).changes } as Customer;
  }
  return out;
}
