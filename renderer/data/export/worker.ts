/** Writes lists to files, away from the first thread. */
import { expose, transfer } from 'comlink';
import { toCsv } from '#shared/export/csv.ts';
import type { ExportCell, ExportFormat, ExportHead } from '#shared/export/table.ts';
import { toXlsx } from '#shared/export/xlsx.ts';

let head: ExportHead = { title: '', subtitle: '', columns: [] };
let rows: (readonly ExportCell[])[] = [];

const writer = {
  begin(next: ExportHead): void {
    head = next;
    rows = [];
  },
  add(more: readonly (readonly ExportCell[])[]): void {
    rows.push(...more);
  },
  /** @returns the bytes of the file. */
  async finish(format: ExportFormat): Promise<Uint8Array> {
    const bytes = await written(format);
    return transfer(bytes, [bytes.buffer]);
  },
};

async function written(format: ExportFormat): Promise<Uint8Array> {
  const table = { ...head, rows };
  if (format === 'xlsx') return toXlsx(table);
  if (format === 'csv') return new TextEncoder().encode(toCsv(table));
  // half a megabyte that most exports do without
  const { toPdf } = await import('./pdf.ts');
  return toPdf(table);
}

export type ExportWriter = typeof writer;
expose(writer);
