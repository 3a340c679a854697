/** What is kept of each row beside its words: which columns there are, and their packed forms. */
import type { SourceRow } from '../rows.ts';

/** Columns with few values, or values that are compared as a whole. */
export const CODED = [
  'kind',
  'status',
  'stage',
  'tier',
  'category',
  'divisionId',
  'ownerId',
  'handlerId',
  'assigneeId',
  'branchId',
  'customerId',
  'commodity',
  'area',
  'village',
  'consent',
  'tags',
  'complaintId',
  'updatedBy',
  'mergedInto',
  'series',
] as const;
export type CodedColumn = (typeof CODED)[number];

export const TIMES = ['dueAt', 'receivedAt', 'createdAt', 'updatedAt'] as const;
export type TimeColumn = (typeof TIMES)[number];

export const TEXTS = ['id', 'name', 'number', 'phones', 'detail'] as const;
export type TextColumn = (typeof TEXTS)[number];

export type Codes = Uint8Array | Uint16Array | Uint32Array;

/** Each value once, each row the place of its value. */
export interface Coded {
  readonly values: readonly string[];
  readonly codes: Codes;
}

/** Low bits of a row's flags: its state of sending. */
export const UNSENT_BITS = 3;
export const CONFIDENTIAL = 4;

const SEVERAL = '\0';
export const joinSeveral = (values: readonly string[]): string => values.join(SEVERAL);
/** @returns the values of a column that holds several; none when it is empty. */
export const severalOf = (value: string): string[] => (value === '' ? [] : value.split(SEVERAL));

/** @returns an array of the smallest kind that holds codes below `values`. */
export function codesFor(values: number, rows: number): Codes {
  if (values <= 0x100) return new Uint8Array(rows);
  return values <= 0x10000 ? new Uint16Array(rows) : new Uint32Array(rows);
}

export function packCoded(column: readonly string[]): Coded {
  const places = new Map<string, number>();
  for (const value of column) if (!places.has(value)) places.set(value, places.size);
  const codes = codesFor(places.size, column.length);
  column.forEach((value, row) => (codes[row] = places.get(value) ?? 0));
  return { values: [...places.keys()], codes };
}

const DAY = /^\d{4}-\d\d-\d\d$/;
const WHOLE_SECONDS = /:\d\dZ$/;
/** Fractions of a millisecond that say how a time was written: a day comes just before its first instant. */
const AS_DAY = -0.5;
const AS_SECONDS = 0.25;

/** @param text an instant or a day, ISO 8601. @returns milliseconds, NaN when there is none. */
export function timeOf(text: string): number {
  const time = Date.parse(text);
  if (DAY.test(text)) return time + AS_DAY;
  return WHOLE_SECONDS.test(text) ? time + AS_SECONDS : time;
}

/** @returns what `timeOf` was given; empty for NaN. */
export function timeText(time: number): string {
  if (Number.isNaN(time)) return '';
  const whole = Math.ceil(time);
  if (whole - time === -AS_DAY) return new Date(whole).toISOString().slice(0, 10);
  if (time - Math.floor(time) !== AS_SECONDS) return new Date(time).toISOString();
  return new Date(Math.floor(time)).toISOString().replace('.000Z', 'Z');
}

/** `K-NGW-D1-9` before `K-NGW-D1-10`: what comes before the counter, comparable, and the counter. */
export function seriesOf(number: string): { readonly series: string; readonly counter: number } {
  const counter = /\d+$/.exec(number)?.[0] ?? '';
  const before = number.slice(0, number.length - counter.length);
  const series = before.replace(/\d+/g, (digits) => digits.padStart(9, '0'));
  return { series, counter: counter === '' ? -1 : Number(counter) };
}

/** @returns the values of the coded columns of a row. */
export const codedOf = (row: SourceRow): Record<CodedColumn, string> => ({
  kind: row.kind,
  status: row.status,
  stage: row.stage,
  tier: row.tier,
  category: row.category,
  divisionId: row.divisionId,
  ownerId: row.ownerId,
  handlerId: row.handlerId,
  assigneeId: row.assigneeId,
  branchId: row.branchId,
  customerId: row.customerId,
  commodity: row.commodity,
  area: row.area,
  village: row.village,
  consent: joinSeveral(row.consents),
  tags: joinSeveral(row.tags),
  complaintId: row.complaintId,
  updatedBy: row.updatedBy.id,
  mergedInto: row.mergedInto,
  series: seriesOf(row.number).series,
});
