/** What a reading planned is put on the disk, block by block, before any of it is written. */
import type { Actor } from '#shared/domain/actor.ts';
import { ok, type Result } from '#shared/errors/errors.ts';
import { storageError } from '../storage-errors.ts';
import type { Batches, Block } from './batches.ts';
import type { OpenedReading } from './reading.ts';
import type { ImportBatch } from './types.ts';

/** Rows of one block: a command of so many stays well below a frame that anybody would feel. */
export const BLOCK_ROWS = 50;
/** Blocks put on the disk together while an import begins: rows enough for a quick start, few enough for one task. */
const STAGED = 4;

export interface StagingOptions {
  readonly batches: Batches;
  readonly reading: Pick<OpenedReading, 'keep' | 'facts' | 'items'>;
  readonly id: string;
  readonly who: Actor;
  /** ISO UTC. */
  readonly now: string;
}

/**
 * Whoever leaves the page meanwhile closes the reading: it stays open until all of it is here.
 * @returns the batch, stopped before its first block; or why it could not be staged: then nothing of it is left.
 */
export const stageBatch = (options: StagingOptions): Promise<Result<ImportBatch>> =>
  options.reading.keep(async () => {
    const { batches, id } = options;
    try {
      const staged = await stage(options);
      if (!staged.ok) await batches.forgetBlocks(id);
      return staged;
    } catch (thrown) {
      await batches.forgetBlocks(id).catch(() => undefined);
      return storageError(thrown);
    }
  });

async function stage({ batches, reading, id, who, now }: StagingOptions): Promise<Result<ImportBatch>> {
  const found = await reading.facts();
  if (!found.ok) return found;
  const { source, ...facts } = found.value;
  const batch: ImportBatch = {
    ...facts,
    id,
    userId: who.userId,
    userName: who.name,
    startedAt: now,
    state: 'stopped',
    done: 0,
    blocks: Math.ceil(facts.total / BLOCK_ROWS),
    next: 0,
    made: 0,
    filled: 0,
    unchanged: 0,
    gone: [],
  };
  for (let at = 0; at < batch.blocks; at += STAGED) {
    const items = await reading.items(at * BLOCK_ROWS, STAGED * BLOCK_ROWS);
    if (!items.ok) return items;
    const blocks: Block[] = [];
    for (let row = 0; row < items.value.length; row += BLOCK_ROWS)
      blocks.push({ source, rows: items.value.slice(row, row + BLOCK_ROWS) });
    await batches.stage(id, at, blocks);
  }
  // named only once all of it is here: what a crash left of a half one is no import
  await batches.put(batch);
  return ok(batch);
}
