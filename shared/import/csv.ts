/// <reference path="./papaparse.d.ts" />
import Papa, { type ParseHandle } from 'papaparse/papaparse.js';
import { plainText } from '../export/csv.ts';
import type { Line } from './workbook.ts';

/** Web and Node both have it; this side is compiled without the types of either. */
declare const TextDecoder: new (
  label: string,
  options?: { readonly fatal?: boolean },
) => { decode(bytes: Uint8Array): string };

/** Characters parsed in one go: some milliseconds. */
const CHUNK = 64 * 1024;

/**
 * @param bytes a text file: UTF-8 or UTF-16 with or without byte order mark, else Windows-1252, which Excel
 * still writes
 * @returns its text, or undefined when it holds zero bytes, which no text does
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : '';
  if (utf16 !== '') return new TextDecoder(utf16).decode(bytes);
  if (bytes.subarray(0, 4096).includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/**
 * The lines of a .csv, parsed chunk by chunk as they are asked for. Comma, semicolon (Excel with Indonesian
 * settings), tab and bar are told apart by the text; quoted fields may hold line breaks.
 *
 * @param text the whole file
 * @param chunkSize characters parsed in one go
 */
export async function* csvLines(text: string, chunkSize: number = CHUNK): AsyncGenerator<Line, void> {
  const state: { ready: readonly (readonly string[])[]; handle: ParseHandle | undefined; done: boolean } = {
    ready: [],
    handle: undefined,
    done: false,
  };
  // Excel writes the separator into a first line of its own, which is no data.
  const body = text.replace(/^\uFEFF/, '').replace(/^sep=.\r?\n/i, '');
  Papa.parse(body, {
    chunkSize,
    delimitersToGuess: [',', ';', '\t', '|'],
    chunk(results, handle) {
      state.ready = results.data;
      state.handle = handle;
      handle.pause();
    },
    complete() {
      state.done = true;
    },
  });
  let line = 0;
  for (;;) {
    const rows = state.ready;
    state.ready = [];
    for (const cells of rows) {
      line += 1;
      // the apostrophe that our own export puts before what a worksheet program would harm
      yield { line, cells: cells.map(plainText) };
    }
    if (state.done || state.handle === undefined) return;
    state.handle.resume();
  }
}
