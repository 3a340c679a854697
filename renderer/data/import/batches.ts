/** Imports of this PC on the disk: what was planned stands there block by block, so that a crash costs none of it. */
import type { KeptRow } from '#shared/domain/commands/book-undo.ts';
import type { ImportRow } from '#shared/domain/commands/book.ts';
import type { DeskDatabase } from '../journal/database.ts';
import { Cell } from '../live.ts';
import type { ImportBatch } from './types.ts';

const BATCH = 'import/';
const BLOCK = 'import-block/';
const blockKey = (batch: string, at: number): string => `${BLOCK}${batch}/${String(at).padStart(6, '0')}`;
const batchOf = (key: string): string => key.slice(BLOCK.length).split('/')[0] ?? '';
/** What is left of these is still to be written. */
const UNFINISHED: ReadonlySet<ImportBatch['state']> = new Set(['running', 'stopped']);

export interface Block {
  readonly source: 'book' | 'salesforce';
  readonly rows: readonly ImportRow[];
}

/** What is kept is listed; more than this is counted only. */
const KEPT = 500;

/** @returns what a batch remembers of the records that a taking back left: the first of the file, and how many. */
export const keptPart = (kept: readonly KeptRow[]): Required<Pick<ImportBatch, 'kept' | 'keptCount'>> => ({
  kept: [...kept].sort((a, b) => a.row - b.row).slice(0, KEPT),
  keptCount: kept.length,
});

export class Batches {
  readonly live = new Cell<readonly ImportBatch[]>([]);
  readonly #db: DeskDatabase;

  constructor(db: DeskDatabase) {
    this.#db = db;
  }

  /**
   * Reads what is here, and removes blocks that no import waits for: personal data of one that was cut off while it
   * was staged.
   * @param running ids of batches that are being staged or written now: any other that says so was cut off
   */
  async load(running: ReadonlySet<string>): Promise<void> {
    const stored = await this.#db.settings.where('key').startsWith(BATCH).toArray();
    const batches = stored.map(({ value }) => value as ImportBatch);
    for (const [at, batch] of batches.entries()) {
      if ((batch.state !== 'running' && batch.state !== 'undoing') || running.has(batch.id)) continue;
      // a taking back is begun anew; what went already is passed over
      batches[at] = { ...batch, state: batch.state === 'undoing' ? 'done' : 'stopped' };
      await this.#db.set(BATCH + batch.id, batches[at]);
    }
    const waiting = new Set(batches.filter(({ state }) => UNFINISHED.has(state)).map(({ id }) => id));
    const blocks = await this.#db.settings.where('key').startsWith(BLOCK).primaryKeys();
    const left = blocks.filter((key) => !waiting.has(batchOf(key)) && !running.has(batchOf(key)));
    if (left.length > 0) await this.#db.settings.bulkDelete(left);
    this.live.set(batches.sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1)));
  }

  get(id: string): ImportBatch | undefined {
    return this.live.get().find((batch) => batch.id === id);
  }

  #show(batch: ImportBatch): void {
    const others = this.live.get().filter(({ id }) => id !== batch.id);
    this.live.set([...others, batch].sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1)));
  }

  async put(batch: ImportBatch): Promise<void> {
    await this.#db.set(BATCH + batch.id, batch);
    this.#show(batch);
  }

  stage(batch: string, from: number, blocks: readonly Block[]): Promise<unknown> {
    return this.#db.settings.bulkPut(blocks.map((value, at) => ({ key: blockKey(batch, from + at), value })));
  }

  block(batch: string, at: number): Promise<Block | undefined> {
    return this.#db.setting<Block>(blockKey(batch, at));
  }

  /** The block is written: it is forgotten together with the news of it. */
  async wrote(batch: ImportBatch, at: number): Promise<void> {
    await this.#db.transaction('rw', this.#db.settings, async () => {
      await this.#db.settings.delete(blockKey(batch.id, at));
      await this.#db.set(BATCH + batch.id, batch);
    });
    this.#show(batch);
  }

  async forgetBlocks(batch: string): Promise<void> {
    await this.#db.settings.where('key').startsWith(`${BLOCK}${batch}/`).delete();
  }
}
