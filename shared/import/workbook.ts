/**
 * The one place that knows how files are read: hucre for .xlsx, Papa Parse for .csv. Everything behind it sees
 * sheets of lines.
 */
import { readXlsx, streamXlsxRows } from 'hucre/xlsx';
import { ok, type Result } from '../errors/errors.ts';
import { csvLines, decodeText } from './csv.ts';
import { importFail } from './errors.ts';
import type { BookFile, Cell } from './types.ts';

export interface Line {
  /** 1-based line of the sheet, as the worksheet program shows it. */
  readonly line: number;
  readonly cells: readonly Cell[];
}

export interface SheetSource {
  /** Empty for .csv. */
  readonly name: string;
  /** Reads from the top, anew at each call. Throws what the library throws when the file is damaged. */
  lines(): AsyncIterable<Line>;
}

/** An OLE compound file: an encrypted workbook, or one of Excel 97-2003. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const ZIP = [0x50, 0x4b];

/**
 * Opens a file by its first bytes; the ending of its name decides nothing.
 *
 * Formulas are not evaluated and text stays text: a remark `=cek alamat` comes out as written. Hidden sheets
 * are left out. The shared text table of a workbook is parsed by the library in one go, which takes about a
 * second for 300,000 different texts: big books are to be opened in a worker.
 *
 * @returns the sheets in their order (one for .csv), or `import.encrypted`, `import.oldFormat`,
 * `import.corrupt`, `import.empty` (no bytes)
 */
export async function openWorkbook(file: BookFile): Promise<Result<readonly SheetSource[]>> {
  const { content } = file;
  if (content.length === 0) return importFail('import.empty');
  if (typeof content === 'string') return ok([csvSheet(content)]);
  if (startsWith(content, COMPOUND)) {
    const old = holdsName(content, 'Workbook') && !holdsName(content, 'EncryptedPackage');
    return importFail(old ? 'import.oldFormat' : 'import.encrypted');
  }
  if (startsWith(content, ZIP)) return openXlsx(content);
  const text = decodeText(content);
  return text === undefined ? importFail('import.corrupt') : ok([csvSheet(text)]);
}

async function openXlsx(bytes: Uint8Array): Promise<Result<readonly SheetSource[]>> {
  const names: string[] = [];
  try {
    await readXlsx(bytes, {
      sheets: (info) => {
        if (info.hidden !== true && info.veryHidden !== true) names.push(info.name);
        return false;
      },
    });
  } catch {
    return importFail('import.corrupt');
  }
  return ok(names.map((name) => ({ name, lines: () => xlsxLines(bytes, name) })));
}

async function* xlsxLines(bytes: Uint8Array, sheet: string): AsyncGenerator<Line, void> {
  for await (const row of streamXlsxRows(bytes, { sheet })) yield { line: row.index + 1, cells: row.values };
}

const csvSheet = (text: string): SheetSource => ({ name: '', lines: () => csvLines(text) });

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, index) => bytes[index] === byte);

/** Names in a compound file's directory are UTF-16; the directory can stand anywhere in the file. */
function holdsName(bytes: Uint8Array, name: string): boolean {
  const wanted = name.split('').flatMap((letter) => [letter.charCodeAt(0), 0]);
  for (let at = bytes.indexOf(wanted[0] ?? 0); at >= 0; at = bytes.indexOf(wanted[0] ?? 0, at + 1)) {
    if (wanted.every((byte, index) => bytes[at + index] === byte)) return true;
  }
  return false;
}
