/** The import as screens see it. A book's rows stay in a Worker; what is asked for comes in pages. */
import type { KeptRow } from '#shared/domain/commands/book-undo.ts';
import type { Result } from '#shared/errors/errors.ts';
import type {
  BookFile,
  BookSummary,
  Choice,
  Choices,
  KnownCustomer,
  LookedFile,
  Mapping,
  Problem,
} from '#shared/import/index.ts';
import type { Live } from '../desk-types.ts';

/** How a row is listed in the dry run. */
export type RowGroup = 'refused' | 'problem' | 'inFile' | 'inBook' | 'similar';

export interface RowView {
  /** By which it is chosen and asked for. */
  readonly row: number;
  /** Line of the sheet, by which a person finds it in the worksheet program. */
  readonly line: number;
  readonly name: string;
  /** E.164; empty when there is none. */
  readonly phone: string;
  readonly place: string;
  readonly groups: readonly RowGroup[];
  readonly problems: readonly Problem[];
  /** The earlier row of the file that it repeats, and by what. */
  readonly repeats?: { readonly line: number; readonly name: string; readonly key: string };
  readonly known?: { readonly customer: KnownCustomer; readonly key: string };
  /** Only a hint: an earlier row, or a customer of the book, with a similar name in the same place. */
  readonly similar?: { readonly line?: number; readonly name: string; readonly number?: string };
  /** What becomes of it; undefined where there is nothing to choose. */
  readonly choice?: Choice;
}

/** Figures of the dry run under the choices made so far. */
export interface DryRun {
  readonly summary: BookSummary;
  readonly groups: Readonly<Record<RowGroup, number>>;
  readonly made: number;
  /** Customers of the book whose empty fields are filled. */
  readonly filled: number;
  /** Rows that go into the customer of an earlier row. */
  readonly folded: number;
  readonly skipped: number;
  readonly refused: number;
  readonly choices: Choices;
  readonly unknownColumns: readonly string[];
  /** Sheets that were not read. */
  readonly otherSheets: readonly string[];
}

export type ReadingPhase = 'opening' | 'reading' | 'comparing';

/** How far a reading is; `total` is 0 while nobody knows it. */
export interface ReadingProgress {
  readonly phase: ReadingPhase;
  readonly done: number;
  readonly total: number;
}

/** Files that are being looked at. Nothing of it is written before `Imports.begin`. */
export interface ImportReading {
  readonly progress: Live<ReadingProgress | null>;
  /** A first look; again with another sheet or header line for one of the files. */
  look(
    files: readonly BookFile[],
    wanted?: readonly { readonly sheet?: string; readonly headerLine?: number }[],
  ): Promise<Result<readonly LookedFile[]>>;
  /** Reads everything, and compares it with the branch's book. */
  read(mappings: readonly Mapping[]): Promise<Result<DryRun>>;
  choose(choices: Choices): Promise<DryRun>;
  rows(
    group: RowGroup | 'all',
    offset: number,
    limit: number,
  ): Promise<{ readonly total: number; readonly rows: readonly RowView[] }>;
  /** Rows that are refused, have problems or are left out, with the reason: an .xlsx. */
  errorFile(language: 'id' | 'en'): Promise<Uint8Array>;
  /** Stops whatever is under way, and forgets the rows. */
  close(): void;
}

/**
 * `running`; `stopped`: by the person, an error or a crash, to be gone on with; `done`; `undoing`; `undone`: with what
 * was kept.
 */
export type BatchState = 'running' | 'stopped' | 'done' | 'undoing' | 'undone';

export interface ImportBatch {
  readonly id: string;
  /** Name of the file, of the first one when there were two. */
  readonly file: string;
  /** SHA-256 of the files. */
  readonly digest: string;
  readonly userId: string;
  readonly userName: string;
  /** ISO UTC. */
  readonly startedAt: string;
  readonly state: BatchState;
  /** Customers to be made or filled, and how many blocks of them are written. */
  readonly total: number;
  readonly done: number;
  readonly blocks: number;
  readonly next: number;
  readonly made: number;
  readonly filled: number;
  readonly unchanged: number;
  /** Lines of the file whose customer had gone meanwhile. */
  readonly gone: readonly number[];
  readonly rows: number;
  readonly skipped: number;
  readonly refused: number;
  /** Contact persons that reached no customer; none in imports of earlier versions. */
  readonly leftContacts?: number;
  /** Why it stopped by itself. */
  readonly error?: string;
  /** What the taking back left. */
  readonly removed?: number;
  readonly emptied?: number;
  readonly kept?: readonly KeptRow[];
  /** How many were kept: the list holds no more than a part of them. */
  readonly keptCount?: number;
}

/** An import as the records of the branch tell of it, whoever made it. */
export interface FoundImport {
  readonly batch: string;
  readonly file: string;
  readonly by: string;
  /** ISO UTC. */
  readonly at: string;
  readonly customers: number;
}

/** A row that another desk took in as well. */
export interface JoinedRow {
  readonly id: string;
  readonly name: string;
  readonly number: string;
  /** Line in the file. */
  readonly row: number;
}

export interface Imports {
  /** Of this PC, newest first. */
  readonly batches: Live<readonly ImportBatch[]>;
  /** Begins to read. */
  open(): ImportReading;
  /** Writes what the reading planned; resolves when it has ended or stopped. */
  begin(reading: ImportReading): Promise<Result<ImportBatch>>;
  /** Goes on with one that stopped or was cut off. */
  resume(batch: string): Promise<Result<ImportBatch>>;
  /** After the block that is being written. What is in stays. */
  stop(batch: string): void;
  /** Forgets the rest of one that stopped. */
  giveUp(batch: string): Promise<void>;
  /** Takes everything out again that nobody has edited since. */
  undo(batch: string, file: string): Promise<Result<ImportBatch>>;
  /** Imports that the branch's records carry, of other desks too. */
  found(): Promise<readonly FoundImport[]>;
  /** Rows of a batch that another desk took in as well. */
  joined(batch: string): Promise<readonly JoinedRow[]>;
  /** Remembers how a form is mapped, for everybody; without a line here, to be sent later. */
  remember(name: string, looked: readonly LookedFile[], mappings: readonly Mapping[]): Promise<void>;
}
