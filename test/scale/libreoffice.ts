/// <reference path="../../shared/import/papaparse.d.ts" />
/**
 * `node build/run.mjs test/scale/libreoffice.ts [--rows N]`: a list of customers as .xlsx and .csv, opened by LibreOffice
 * and saved again, compared cell by cell: every zero, and no formula alive. The same list as PDF, read by poppler. Wants
 * `soffice`, `pdftotext` and `pdfinfo`. Ends with 1 when a cell differs. The last line is JSON.
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Papa from 'papaparse/papaparse.js';
import { toPdf } from '#renderer/data/export/pdf.ts';
import { safeText, toCsv } from '#shared/export/csv.ts';
import { toXlsx } from '#shared/export/xlsx.ts';
import { makeRow, tableOf } from '#test/support/export-rows.ts';

const { values } = parseArgs({ options: { rows: { type: 'string', default: '5000' } } });
const count = Number(values.rows);
const folder = await mkdtemp(join(tmpdir(), 'loket-export-'));
const table = tableOf(Array.from({ length: count }, (_, n) => makeRow(n + 1)));

const convert = (file: string, to: string): void => {
  const home = `-env:UserInstallation=file://${join(folder, 'home')}`;
  // as Excel opens it where a comma stands in numbers: semicolons, quotes, UTF-8
  const read = file.endsWith('.csv') ? ['--infilter=CSV:59,34,76,1'] : [];
  const out = join(folder, 'out');
  execFileSync('soffice', [home, '--headless', ...read, '--convert-to', to, '--outdir', out, file], {
    stdio: 'ignore',
  });
};
/** As a worksheet shows it: a day in the way of the file, money without its currency. */
const bare = (text: string): string => text.replaceAll('\r\n', '\n').trim();
const DAY = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2,4})$/;
function sameCell(shown: string, wanted: string | number | null, kind: string): boolean {
  const text = bare(shown);
  if (wanted === null) return text === '';
  if (kind === 'money' || kind === 'number') return text.replaceAll(/[^\d-]/g, '') === String(wanted);
  if (kind !== 'day' || text === wanted) return text === bare(String(wanted));
  const [, a = '', b = '', year = ''] = DAY.exec(text) ?? [];
  const [y, m, d] = String(wanted).split('-').map(Number);
  const parts = [Number(a), Number(b)];
  return Number(year) % 100 === (y ?? 0) % 100 && [[d, m].join(), [m, d].join()].includes(parts.join());
}

function linesOf(text: string): (readonly string[])[] {
  const lines: (readonly string[])[] = [];
  Papa.parse(text, {
    chunkSize: text.length + 1,
    delimitersToGuess: [','],
    chunk: ({ data }) => void lines.push(...data),
    complete: () => undefined,
  });
  return lines;
}

const figures: Record<string, unknown> = { rows: count };
let failed = false;
try {
  for (const [name, content] of [
    ['buku.xlsx', await toXlsx(table)],
    ['daftar.csv', toCsv(table)],
  ] as const) {
    const file = join(folder, name);
    await writeFile(file, content);
    const [stem = '', form = ''] = name.split('.');
    // as shown, in UTF-8; what is a formula says so in the flat file
    convert(file, 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false');
    convert(file, 'fods');
    const read = linesOf(await readFile(join(folder, 'out', `${stem}.csv`), 'utf8'));
    const flat = await readFile(join(folder, 'out', `${stem}.fods`), 'utf8');
    const formulas = flat.split('table:formula=').length - 1;
    let wrong = 0;
    let zeros = 0;
    for (const [at, row] of table.rows.entries())
      for (const [column, cell] of row.entries()) {
        const kind = table.columns[column]?.kind ?? 'text';
        // a .csv keeps texts from the program by an apostrophe, which it shows
        const wanted = form === 'csv' && kind === 'text' && typeof cell === 'string' ? safeText(cell) : cell;
        const shown = read[at + 1]?.[column] ?? '';
        if (typeof cell === 'string' && /^\+?0/.test(cell)) zeros++;
        if (sameCell(shown, wanted, kind)) continue;
        if (wrong++ < 10)
          console.log(`${name} row ${at + 2}, ${table.columns[column]?.title}: ${cell} is shown as ${shown}`);
      }
    figures[form] = { cells: count * table.columns.length, wrong, leadingZeros: zeros, formulas };
    failed ||= wrong + formulas > 0 || read.filter((row) => row.length > 1).length !== count + 1;
  }
  const pdf = join(folder, 'daftar.pdf');
  const began = performance.now();
  await writeFile(pdf, toPdf(table));
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  const text = execFileSync('pdftotext', ['-layout', pdf, '-'], { maxBuffer: 1e9 }).toString();
  const pages = Number(/^Pages:\s+(\d+)/m.exec(execFileSync('pdfinfo', [pdf]).toString())?.[1]);
  const numbers = table.rows.map(([number]) => String(number));
  const words = new Set(text.split(/\s+/));
  const missing = numbers.filter((number) => !words.has(number)).length;
  figures['pdf'] = { pages, missing, seconds };
  failed ||= missing > 0;
} finally {
  await rm(folder, { recursive: true });
}
console.log(JSON.stringify(figures));
process.exitCode = failed ? 1 : 0;
