/** A segment as one block of bytes and back: what is kept on the disk between two starts. */
import {
  CODED,
  type Coded,
  type CodedColumn,
  TEXTS,
  type TextColumn,
  TIMES,
  type TimeColumn,
} from './columns.ts';
import type { Segment } from './segment.ts';
import type { Texts } from './texts.ts';

/** Another one whenever a segment of before cannot be read, or would be read wrongly. */
export const FORMAT = 1;

const KINDS = {
  u8: Uint8Array,
  u16: Uint16Array,
  u32: Uint32Array,
  f64: Float64Array,
} as const;
type Kind = keyof typeof KINDS;
type Column = Uint8Array | Uint16Array | Uint32Array | Float64Array;

interface Section {
  readonly name: string;
  readonly kind: Kind;
  readonly offset: number;
  readonly length: number;
}

interface Head {
  readonly size: number;
  readonly values: Readonly<Record<CodedColumn, readonly string[]>>;
  readonly sections: readonly Section[];
}

const kindOf = (column: Column): Kind =>
  column instanceof Uint8Array
    ? 'u8'
    : column instanceof Uint16Array
      ? 'u16'
      : column instanceof Uint32Array
        ? 'u32'
        : 'f64';

const ALIGNED = 8;
const aligned = (bytes: number): number => Math.ceil(bytes / ALIGNED) * ALIGNED;

function columnsOf(segment: Segment): Map<string, Column> {
  const columns = new Map<string, Column>();
  for (const column of TEXTS) {
    columns.set(`${column} bytes`, segment.texts[column].bytes);
    columns.set(`${column} starts`, segment.texts[column].starts);
  }
  for (const column of CODED) columns.set(`${column} codes`, segment.coded[column].codes);
  for (const column of TIMES) columns.set(`${column} times`, segment.times[column]);
  return columns
    .set('counters', segment.counters)
    .set('flags', segment.flags)
    .set('words', new TextEncoder().encode(segment.words.words.join('\n')))
    .set('word starts', segment.words.starts)
    .set('postings', segment.words.postings)
    .set('gram starts', segment.grams.starts)
    .set('gram rows', segment.grams.rows)
    .set('by id', segment.byId)
    .set('name heads', segment.nameHeads)
    .set('next heads', segment.nextHeads)
    .set('name ranks', segment.nameRanks);
}

/** Layout: length of the head, the head as JSON, the columns, each at a multiple of eight bytes. */
export function segmentBytes(segment: Segment): ArrayBuffer {
  const columns = columnsOf(segment);
  let offset = 0;
  const sections = [...columns].map(([name, column]) => {
    const section = { name, kind: kindOf(column), offset, length: column.length };
    offset += aligned(column.byteLength);
    return section;
  });
  const values = Object.fromEntries(CODED.map((column) => [column, segment.coded[column].values]));
  const head = new TextEncoder().encode(
    JSON.stringify({ size: segment.size, values: values as Head['values'], sections } satisfies Head),
  );
  const begin = ALIGNED + aligned(head.length);
  const buffer = new ArrayBuffer(begin + offset);
  new Uint32Array(buffer, 0, 1)[0] = head.length;
  new Uint8Array(buffer).set(head, ALIGNED);
  for (const { name, offset: at } of sections) {
    const column = columns.get(name);
    if (column)
      new Uint8Array(buffer, begin + at).set(
        new Uint8Array(column.buffer, column.byteOffset, column.byteLength),
      );
  }
  return buffer;
}

/** @returns the segment whose columns are the block itself. Throws when the block is none of `segmentBytes`. */
export function segmentOfBytes(buffer: ArrayBuffer): Segment {
  const length = new Uint32Array(buffer, 0, 1)[0] ?? 0;
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, ALIGNED, length))) as Head;
  const begin = ALIGNED + aligned(length);
  const sections = new Map(head.sections.map((section) => [section.name, section]));
  const column = <K extends Kind>(name: string, ...kinds: K[]): InstanceType<(typeof KINDS)[K]> => {
    const section = sections.get(name);
    const kind = kinds.find((one) => one === section?.kind);
    if (!section || !kind) throw new TypeError(`no column ${name}`);
    const made = new KINDS[kind](buffer, begin + section.offset, section.length);
    return made as InstanceType<(typeof KINDS)[K]>;
  };
  const each = <C extends string, T>(names: readonly C[], make: (name: C) => T): Record<C, T> =>
    Object.fromEntries(names.map((name) => [name, make(name)])) as Record<C, T>;
  const words = new TextDecoder().decode(column('words', 'u8'));
  return {
    size: head.size,
    texts: each(TEXTS, (name: TextColumn): Texts => ({
      bytes: column(`${name} bytes`, 'u8'),
      starts: column(`${name} starts`, 'u32'),
    })),
    coded: each(CODED, (name: CodedColumn): Coded => ({
      values: head.values[name],
      codes: column(`${name} codes`, 'u8', 'u16', 'u32'),
    })),
    times: each(TIMES, (name: TimeColumn) => column(`${name} times`, 'f64')),
    counters: column('counters', 'f64'),
    flags: column('flags', 'u8'),
    words: {
      words: words === '' ? [] : words.split('\n'),
      starts: column('word starts', 'u32'),
      postings: column('postings', 'u32'),
    },
    grams: { starts: column('gram starts', 'u32'), rows: column('gram rows', 'u32') },
    byId: column('by id', 'u32'),
    nameHeads: column('name heads', 'f64'),
    nextHeads: column('next heads', 'f64'),
    nameRanks: column('name ranks', 'u32'),
  };
}

/** @returns a number that another block of the same length has once in four billion times. */
export function checksum(buffer: ArrayBuffer): number {
  let sum = buffer.byteLength | 0;
  for (const word of new Uint32Array(buffer, 0, buffer.byteLength >> 2))
    sum = (Math.imul(sum, 31) + word) | 0;
  return sum;
}
