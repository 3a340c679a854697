/** Takes a list out, block by block, with progress; it can be stopped at any block. */
import { wrap } from 'comlink';
import { cellsOf, type ExportField, type ExportFormat } from '#shared/export/table.ts';
import type { ExportWriter } from './worker.ts';

/** Documents read at one time: some milliseconds. */
const BLOCK = 200;

export interface ExportJob<Row> {
  readonly title: string;
  readonly subtitle: string;
  readonly fields: readonly ExportField<Row>[];
  readonly language: 'id' | 'en';
  /** Ids of the rows, in their order. */
  readonly ids: readonly string[];
  /** Reads rows; those that are gone or may not be seen are left out. */
  read(ids: readonly string[]): Promise<readonly Row[]>;
  onProgress(done: number): void;
  readonly signal: AbortSignal;
}

export interface Exported {
  readonly bytes: Uint8Array;
  readonly rows: number;
}

/** @returns the file; undefined when it was stopped. */
export async function exportList<Row>(
  job: ExportJob<Row>,
  format: ExportFormat,
): Promise<Exported | undefined> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'export' });
  try {
    const writer = wrap<ExportWriter>(worker);
    await writer.begin({
      title: job.title,
      subtitle: job.subtitle,
      columns: job.fields.map(({ title, kind }) => ({ title: title[job.language], kind })),
    });
    let rows = 0;
    for (let at = 0; at < job.ids.length; at += BLOCK) {
      if (job.signal.aborted) return undefined;
      const read = await job.read(job.ids.slice(at, at + BLOCK));
      rows += read.length;
      await writer.add(read.map((row) => cellsOf(job.fields, row)));
      job.onProgress(Math.min(at + BLOCK, job.ids.length));
    }
    if (job.signal.aborted) return undefined;
    return { bytes: await writer.finish(format), rows };
  } finally {
    worker.terminate();
  }
}
