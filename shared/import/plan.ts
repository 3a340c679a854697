import type { ImportRow } from '../domain/commands/book.ts';
import { agreementKey, importedCustomerId } from '../domain/import-id.ts';
import type { BookIndex, BookMatch, KnownCustomer } from './book-index.ts';
import { foldRow, rowArgs } from './row-args.ts';
import type { BookRow } from './types.ts';

/** What becomes of a row that is there already: left out, taken for what is empty there, or a customer of its own. */
export const CHOICES = ['skip', 'update', 'new'] as const;
export type Choice = (typeof CHOICES)[number];

export interface Choices {
  /** Rows that repeat an earlier row of the file. */
  readonly file: Choice;
  /** Rows that are in the branch's book. */
  readonly book: Choice;
  /** By row, against the two above. */
  readonly rows: Readonly<Record<number, Choice>>;
}

/** Nothing is mixed and nothing doubled until a person says so. */
export const SAFE_CHOICES: Choices = { file: 'skip', book: 'skip', rows: {} };

/** How a row stands to the rest of the file and to the book. */
export interface Standing {
  readonly inBook?: BookMatch;
  /** A similar name in the same place; only where nothing exact was found. */
  readonly similarInBook?: KnownCustomer;
}

/** Which book it is, for ids that come out the same wherever its rows are taken in. */
export interface WhoseBook {
  readonly branchId: string;
  /** Says which file it is: ids of rows without any key come from it. */
  readonly fileDigest: string;
}

const idOf = (row: BookRow, { branchId, fileDigest }: WhoseBook, turn = 1): string =>
  importedCustomerId(
    branchId,
    { ...row, phones: row.phones.map(({ number }) => number) },
    `${fileDigest}#${row.row}`,
    turn,
  );

/** @returns how each accepted row stands to the book, by row; a row that was taken in before is known by its id. */
export function standings(
  rows: readonly BookRow[],
  index: BookIndex,
  whose: WhoseBook,
): ReadonlyMap<number, Standing> {
  const found = new Map<number, Standing>();
  for (const row of rows) {
    if (row.refused) continue;
    const before = index.byId(idOf(row, whose));
    const inBook = index.match(row) ?? (before && { customer: before, key: 'row' as const });
    const similarInBook = inBook || row.duplicateOf ? undefined : index.similar(row);
    if (inBook) found.set(row.row, { inBook });
    else if (similarInBook) found.set(row.row, { similarInBook });
  }
  return found;
}

export interface PlanOptions extends WhoseBook {
  readonly choices: Choices;
  readonly index: BookIndex;
  readonly standings: ReadonlyMap<number, Standing>;
  /** Ids that cannot be used although nothing is seen under them: their customer has left this branch. */
  readonly blocked?: ReadonlySet<string>;
}

export interface Plan {
  /** In the order of the file; one for each customer that is made or filled. */
  readonly items: readonly ImportRow[];
  readonly made: number;
  /** Customers of the book that rows fill. */
  readonly filled: number;
  /** Rows that go into the customer of an earlier row. */
  readonly folded: number;
  /** Rows left out because they are there already, in the file or in the book. */
  readonly skippedFile: number;
  readonly skippedBook: number;
  readonly refused: number;
}

/** @returns what a person's choices make of the rows. Pure: the same rows, book and choices give the same plan. */
export function planImport(rows: readonly BookRow[], options: PlanOptions): Plan {
  const { choices, index, blocked } = options;
  const items = new Map<string, ImportRow>();
  /** Customer that a row of the file went to or stands for. */
  const customerOf = new Map<number, string>();
  const count = { made: 0, filled: 0, folded: 0, skippedFile: 0, skippedBook: 0, refused: 0 };

  const freeId = (row: BookRow): string => {
    for (let turn = 1; ; turn++) {
      const id = idOf(row, options, turn);
      if (!items.has(id) && !index.has(id) && !blocked?.has(id)) return id;
    }
  };
  const put = (row: BookRow, id: string, how: ImportRow['how']): void => {
    const item = rowArgs(row, id, how);
    const agreements = item.agreements.filter((one) => !index.hasAgreement(id, agreementKey(one)));
    const first = items.get(id);
    if (first) {
      items.set(id, foldRow(first, { ...item, agreements }));
      count.folded += 1;
    } else {
      items.set(id, { ...item, agreements });
      count[how === 'make' ? 'made' : 'filled'] += 1;
    }
  };

  for (const row of rows) {
    if (row.refused) {
      count.refused += 1;
      continue;
    }
    const known = options.standings.get(row.row)?.inBook?.customer.id;
    const earlier = row.duplicateOf && customerOf.get(row.duplicateOf.row);
    const target = earlier ?? known;
    const choice = choices.rows[row.row] ?? (earlier !== undefined ? choices.file : choices.book);
    if (target === undefined || choice === 'new') {
      const id = freeId(row);
      customerOf.set(row.row, id);
      put(row, id, 'make');
      continue;
    }
    customerOf.set(row.row, target);
    if (choice === 'update') put(row, target, items.get(target)?.how ?? 'fill');
    else if (earlier !== undefined) count.skippedFile += 1;
    else count.skippedBook += 1;
  }
  return { items: [...items.values()], ...count };
}
