/** Reads and plans a book; runs in a Worker, so that no row of it ever stands in the way of a key. */
import type { ImportRow } from '#shared/domain/commands/book.ts';
import { asError, type LoketError } from '#shared/errors/errors.ts';
import {
  BookIndex,
  errorWorkbook,
  lookAt,
  pacer,
  planImport,
  readBook,
  SAFE_CHOICES,
  standings,
  type Book,
  type BookFile,
  type BookRow,
  type Choices,
  type KnownForm,
  type LookedFile,
  type Mapping,
  type Plan,
  type Standing,
} from '#shared/import/index.ts';
import type { DryRun, RowGroup, RowView } from './types.ts';

type Answer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: LoketError };
type Cells = Parameters<typeof errorWorkbook>[0]['rows'][number]['cells'];

const GROUPS: readonly RowGroup[] = ['refused', 'problem', 'inFile', 'inBook', 'similar'];
const DIGITS: ReadonlySet<string> = new Set([
  'phone',
  'contactPhone',
  'nik',
  'npwp',
  'postalCode',
  'customerId',
]);
const OUT = {
  id: {
    inFile: 'Sudah ada di baris {row}; tidak diimpor.',
    inBook: 'Sudah ada di buku cabang: {name} ({number}); tidak diimpor.',
  },
  en: {
    inFile: 'Already in row {row}; not imported.',
    inBook: 'Already in the branch book: {name} ({number}); not imported.',
  },
} as const;

const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

export interface Whose {
  readonly branchId: string;
}

export class ImportReader {
  #files: readonly BookFile[] = [];
  #mappings: readonly Mapping[] = [];
  #looked: readonly LookedFile[] = [];
  #book: Book | undefined;
  #cells = new Map<number, Cells>();
  #byRow = new Map<number, BookRow>();
  #index = new BookIndex();
  #standings: ReadonlyMap<number, Standing> = new Map();
  #groups = new Map<number, readonly RowGroup[]>();
  #choices: Choices = SAFE_CHOICES;
  #blocked = new Set<string>();
  #plan: Plan | undefined;
  #whose = { branchId: '', fileDigest: '' };

  async look(
    files: readonly BookFile[],
    forms: readonly KnownForm[],
    wanted: readonly { readonly sheet?: string; readonly headerLine?: number }[],
  ): Promise<Answer<readonly LookedFile[]>> {
    this.#files = files;
    const looked: LookedFile[] = [];
    const step = pacer({ breathe });
    try {
      for (const [at, file] of files.entries()) {
        const one = await lookAt(file, { step, forms, ...wanted[at] });
        if (!one.ok) return one;
        looked.push(one.value);
      }
    } catch (thrown) {
      const error = asError(thrown);
      return {
        ok: false,
        error: error.code.startsWith('import.') ? error : { code: 'import.corrupt', kind: 'person' },
      };
    }
    this.#looked = looked;
    return { ok: true, value: looked };
  }

  async read(
    mappings: readonly Mapping[],
    { branchId }: Whose,
    onProgress: (lines: number) => void,
  ): Promise<Answer<{ readonly rows: number; readonly digest: string }>> {
    this.#mappings = mappings;
    this.#cells = new Map();
    const read = await readBook(this.#files, {
      breathe,
      mappings,
      onProgress,
      onRow: (row, cells) => void this.#cells.set(row.row, cells as Cells),
    });
    if (!read.ok) return read;
    this.#book = read.value;
    this.#byRow = new Map(read.value.rows.map((row) => [row.row, row]));
    this.#index = new BookIndex();
    this.#choices = SAFE_CHOICES;
    this.#blocked = new Set();
    this.#whose = { branchId, fileDigest: await digestOf(this.#files) };
    return { ok: true, value: { rows: read.value.rows.length, digest: this.#whose.fileDigest } };
  }

  put(...pages: Parameters<BookIndex['put']>): void {
    this.#index.put(...pages);
  }

  /** The whole book has been put. */
  compared(): DryRun {
    const rows = this.#book?.rows ?? [];
    this.#standings = standings(rows, this.#index, this.#whose);
    this.#groups = new Map(rows.map((row) => [row.row, this.#groupsOf(row)]));
    return this.#planned();
  }

  choose(choices: Choices): DryRun {
    this.#choices = choices;
    return this.#planned();
  }

  /** These ids stand for customers that have left the branch. */
  block(ids: readonly string[]): DryRun {
    for (const id of ids) this.#blocked.add(id);
    return this.#planned();
  }

  made(): readonly string[] {
    return this.#plan?.items.filter(({ how }) => how === 'make').map(({ id }) => id) ?? [];
  }

  items(offset: number, limit: number): readonly ImportRow[] {
    return this.#plan?.items.slice(offset, offset + limit) ?? [];
  }

  /** What the batch remembers of the plan. */
  facts() {
    const { summary, layout } = this.#book ?? {};
    const { items = [], skippedFile = 0, skippedBook = 0, refused = 0 } = this.#plan ?? {};
    return {
      file: (this.#files[0]?.name ?? '').slice(0, 200) || '-',
      digest: this.#whose.fileDigest,
      source: layout === 'salesforce' ? ('salesforce' as const) : ('book' as const),
      total: items.length,
      rows: summary?.rows ?? 0,
      skipped: skippedFile + skippedBook,
      refused,
      leftContacts: summary?.contactsWithoutCustomer ?? 0,
    };
  }

  rows(group: RowGroup | 'all', offset: number, limit: number) {
    const all = this.#book?.rows ?? [];
    const of = group === 'all' ? all : all.filter(({ row }) => this.#groups.get(row)?.includes(group));
    return { total: of.length, rows: of.slice(offset, offset + limit).map((row) => this.#viewOf(row)) };
  }

  async errorFile(language: 'id' | 'en'): Promise<Uint8Array> {
    const words = OUT[language];
    const rows = (this.#book?.rows ?? []).flatMap((row) => {
      const { choice, repeats, known } = this.#viewOf(row);
      const left = choice === 'skip';
      if (row.problems.length === 0 && !row.refused && !left) return [];
      const more = !left
        ? ''
        : repeats
          ? words.inFile.replace('{row}', String(repeats.line))
          : words.inBook
              .replace('{name}', known?.customer.name ?? '')
              .replace('{number}', known?.customer.number ?? '');
      return [{ row, cells: this.#cells.get(row.row) ?? [], more }];
    });
    const { rowsFile = 0, contactsFile, leftContacts: left = [] } = this.#book ?? {};
    const contacts =
      contactsFile === undefined ? {} : { contacts: { ...this.#columnsOf(contactsFile), left } };
    return errorWorkbook({ ...this.#columnsOf(rowsFile), rows, ...contacts }, language);
  }

  /** The columns of a file as people called them; the files may have been chosen in any order. */
  #columnsOf(file: number) {
    const fields = this.#mappings[file]?.fields ?? [];
    return {
      headings: this.#looked[file]?.columns.map(({ heading }) => heading) ?? [],
      digits: new Set(fields.flatMap((field, at) => (DIGITS.has(field) ? [at] : []))),
    };
  }

  #groupsOf(row: BookRow): readonly RowGroup[] {
    const standing = this.#standings.get(row.row);
    const is: Record<RowGroup, boolean> = {
      refused: row.refused !== undefined,
      problem: row.refused === undefined && row.problems.length > 0,
      inFile: row.duplicateOf !== undefined,
      inBook: row.duplicateOf === undefined && standing?.inBook !== undefined,
      similar: row.similarTo !== undefined || standing?.similarInBook !== undefined,
    };
    return GROUPS.filter((group) => is[group]);
  }

  #viewOf(row: BookRow): RowView {
    const standing = this.#standings.get(row.row);
    const groups = this.#groups.get(row.row) ?? [];
    const chosen =
      this.#choices.rows[row.row] ??
      (row.duplicateOf ? this.#choices.file : standing?.inBook ? this.#choices.book : undefined);
    const shown = (of: number) => ({
      line: this.#byRow.get(of)?.line ?? of,
      name: this.#byRow.get(of)?.name ?? '',
    });
    const similar = standing?.similarInBook
      ? { name: standing.similarInBook.name, number: standing.similarInBook.number }
      : row.similarTo === undefined
        ? undefined
        : shown(row.similarTo);
    return {
      row: row.row,
      line: row.line,
      name: row.name,
      phone: row.phones[0]?.number ?? '',
      place: row.address.district ?? row.address.regency ?? '',
      groups,
      problems: row.problems,
      ...(row.duplicateOf ? { repeats: { ...shown(row.duplicateOf.row), key: row.duplicateOf.key } } : {}),
      ...(standing?.inBook && !row.duplicateOf ? { known: standing.inBook } : {}),
      ...(similar ? { similar } : {}),
      ...(row.refused === undefined && chosen && (row.duplicateOf || standing?.inBook)
        ? { choice: chosen }
        : {}),
    };
  }

  #planned(): DryRun {
    const book = this.#book;
    if (!book) throw new Error('nothing was read');
    const plan = planImport(book.rows, {
      ...this.#whose,
      choices: this.#choices,
      index: this.#index,
      standings: this.#standings,
      blocked: this.#blocked,
    });
    this.#plan = plan;
    const count = (group: RowGroup): number =>
      [...this.#groups.values()].filter((groups) => groups.includes(group)).length;
    return {
      summary: book.summary,
      groups: Object.fromEntries(GROUPS.map((group) => [group, count(group)])) as Record<RowGroup, number>,
      made: plan.made,
      filled: plan.filled,
      folded: plan.folded,
      skipped: plan.skippedFile + plan.skippedBook,
      refused: plan.refused,
      choices: this.#choices,
      unknownColumns: book.unknownColumns,
      otherSheets: book.otherSheets,
    };
  }
}

async function digestOf(files: readonly BookFile[]): Promise<string> {
  const parts = files.map(({ content }) =>
    typeof content === 'string' ? new TextEncoder().encode(content) : content,
  );
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', whole));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
