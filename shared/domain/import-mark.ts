/**
 * What an import leaves on the records that it makes and fills (`ext['import:<batch>']`): by it the import can be taken
 * back at any desk, and two desks that took the same file keep a mark each. Pure.
 */
import type { Content, Merge, NotTaken } from '../sync/document.ts';
import { digest } from '../sync/merge/digest.ts';

export interface ImportMark {
  /** Name of the file and row in it. */
  readonly file: string;
  readonly row: number;
  /** Line of the sheet, as the worksheet program shows it; marks of earlier versions have none. */
  readonly line?: number;
  readonly how: 'made' | 'filled';
  /** `contentDigest` as the import left the record: another one, and somebody has edited it since. */
  readonly digest: string;
  /** Of `filled`: `valueDigest` of each value that it put where nothing stood. */
  readonly fields?: Readonly<Record<string, string>>;
}

const PREFIX = 'import:';
const KEY = /^import:[0-9a-f]{32}$/;

/** @returns the field of `ext` that holds the mark of a batch. */
export const importKey = (batch: string): string => `${PREFIX}${batch}`;

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const isMark = (value: unknown): value is ImportMark => {
  const { file, row, line, how, digest: left } = fieldsOf(value);
  return (
    typeof file === 'string' &&
    typeof row === 'number' &&
    (line === undefined || typeof line === 'number') &&
    (how === 'made' || how === 'filled') &&
    typeof left === 'string'
  );
};

/** @returns the marks of a record by batch. */
export function importMarks(content: object): ReadonlyMap<string, ImportMark> {
  const marks = new Map<string, ImportMark>();
  for (const [key, value] of Object.entries(fieldsOf((content as { ext?: unknown }).ext)))
    if (KEY.test(key) && isMark(value)) marks.set(key.slice(PREFIX.length), value);
  return marks;
}

/** @returns `ext` with the mark of a batch, or without it; undefined when nothing is left. */
export function markedExt(
  ext: Readonly<Record<string, unknown>> | undefined,
  batch: string,
  mark: ImportMark | undefined,
): Record<string, unknown> | undefined {
  const next: Record<string, unknown> = { ...ext };
  if (mark) next[importKey(batch)] = mark;
  else delete next[importKey(batch)];
  return Object.keys(next).length > 0 ? next : undefined;
}

/** What says nothing of what people know of a customer: authorship, the number given at import, the tier by the rules. */
const BESIDE: ReadonlySet<string> = new Set([
  'id',
  'branchId',
  'createdBy',
  'createdAt',
  'updatedBy',
  'updatedAt',
  'clock',
  'command',
  'ext',
  'tier',
]);

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, canonical(part)]),
  );
}

/** @returns digits that are the same for equal values. */
export const valueDigest = (value: unknown): string => digest(JSON.stringify(canonical(value ?? null)));

/** @returns digits that are the same while nobody has changed what a customer or an agreement says. */
export function contentDigest(collection: 'customers' | 'agreements', content: object): string {
  const said = Object.entries(content).filter(
    ([field, value]) =>
      value !== undefined && !BESIDE.has(field) && (collection === 'agreements' || field !== 'number'),
  );
  return valueDigest(Object.fromEntries(said));
}

/** @returns whether the batch made the record and nobody has changed it since. */
export function isAsImported(
  collection: 'customers' | 'agreements',
  content: object,
  batch?: string,
): boolean {
  const made = [...importMarks(content)].filter(
    ([of, { how }]) => how === 'made' && (batch === undefined || of === batch),
  );
  const now = contentDigest(collection, content);
  return made.some(([, mark]) => mark.digest === now);
}

/** Given at the desk that came second, and given up for head office's: they were never printed. */
const OF_THE_SECOND: ReadonlySet<string> = new Set(['number', 'createdAt', 'createdBy']);

/** @returns whether a loss says no more than that two desks took in the same row of a book. */
export function isJoinedRow(...[base, local, master, loss]: [...Parameters<Merge>, NotTaken]): boolean {
  // over the tombstone of an import that was taken back, both have begun anew
  if ((base !== null && !base._deleted) || loss.side !== 'local' || !OF_THE_SECOND.has(loss.field))
    return false;
  const made = (content: Content): boolean =>
    [...importMarks(content).values()].some(({ how }) => how === 'made');
  return made(local) && made(master);
}
