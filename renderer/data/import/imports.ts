/** The imports of a desk: planned blocks are put on the disk, written one after the other, and taken back again. */
import type { KeptRow, RowsUndone } from '#shared/domain/commands/book-undo.ts';
import type { RowsImported } from '#shared/domain/commands/book.ts';
import type { Actor } from '#shared/domain/actor.ts';
import { fail, ok, type Result } from '#shared/errors/errors.ts';
import { v7 } from 'uuid';
import type { Branch } from '../branch.ts';
import type { CommandResult, Live } from '../desk-types.ts';
import type { DeskDatabase } from '../journal/database.ts';
import { storageError } from '../storage-errors.ts';
import { reached } from '../journal/steps.ts';
import { Batches, keptPart } from './batches.ts';
import { openReading, type OpenedReading } from './reading.ts';
import { foundImports, joinedRows, rowsToUndo } from './scan.ts';
import { BLOCK_ROWS, stageBatch } from './staging.ts';
import { Templates, type TemplatesOptions } from './templates.ts';
import type { ImportBatch, ImportReading, Imports } from './types.ts';

export interface ImportsOptions extends Pick<TemplatesOptions, 'send'> {
  readonly db: DeskDatabase;
  readonly branch: Live<Branch | undefined>;
  readonly actor: () => Actor | undefined;
  readonly run: (name: string, args: unknown) => Promise<Result<CommandResult>>;
  readonly now: () => string;
}

export interface RunningImports extends Imports {
  /** Reads what was begun on this PC; to be called once its database is open. */
  load(): Promise<void>;
  /** Sends the columns that were settled without a line; what cannot be sent now waits on. */
  flush(): Promise<void>;
}

/** A pause in which keys and clicks are heard. */
const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

export function openImports(options: ImportsOptions): RunningImports {
  const { db, branch, actor, run, now } = options;
  const batches = new Batches(db);
  const templates = new Templates({ db, send: options.send, reference: () => branch.get()?.reference() });
  const running = new Set<string>();
  const stopping = new Set<string>();

  const stopped = async (batch: ImportBatch, error?: string): Promise<ImportBatch> => {
    const next: ImportBatch = { ...batch, state: 'stopped', ...(error === undefined ? {} : { error }) };
    await batches.put(next);
    return next;
  };

  /** Writes the blocks that are left. A block that was written and not noted is written again: it changes nothing. */
  async function write(from: ImportBatch): Promise<Result<ImportBatch>> {
    const { error: _error, ...rest } = from;
    let batch: ImportBatch = { ...rest, state: 'running' };
    running.add(batch.id);
    stopping.delete(batch.id);
    try {
      await batches.put(batch);
      while (batch.next < batch.blocks) {
        if (stopping.has(batch.id)) return ok(await stopped(batch));
        const block = await batches.block(batch.id, batch.next);
        if (block) {
          const { file, id } = batch;
          const done = await run('importRows', { batch: id, file, source: block.source, rows: block.rows });
          if (!done.ok) return { ok: false, error: (await stopped(batch, done.error.code), done.error) };
          const { made, filled, unchanged, gone } = done.value.result as RowsImported;
          batch = {
            ...batch,
            done: batch.done + block.rows.length,
            made: batch.made + made,
            filled: batch.filled + filled,
            unchanged: batch.unchanged + unchanged,
            gone: [...batch.gone, ...gone],
          };
          await branch.get()?.applier.settled();
          await reached('import block');
        }
        batch = { ...batch, next: batch.next + 1 };
        await batches.wrote(batch, batch.next - 1);
        await breath();
      }
      batch = { ...batch, state: 'done' };
      await batches.put(batch);
      return ok(batch);
    } catch (thrown) {
      const failed = storageError(thrown);
      await stopped(batch, failed.error.code).catch(() => undefined);
      return failed;
    } finally {
      running.delete(batch.id);
    }
  }

  async function begin(reading: OpenedReading): Promise<Result<ImportBatch>> {
    const who = actor();
    if (!who) return fail('signed_out');
    const id = v7().replaceAll('-', '');
    running.add(id);
    try {
      const staged = await stageBatch({ batches, reading, id, who, now: now() });
      return staged.ok ? await write(staged.value) : staged;
    } finally {
      running.delete(id);
    }
  }

  async function undo(id: string, file: string): Promise<Result<ImportBatch>> {
    const [opened, who] = [branch.get(), actor()];
    if (!opened || !who) return fail('not_ready', 'retryable');
    const known = batches.get(id);
    let batch: ImportBatch = {
      ...(known ?? foreign(id, file, who, now())),
      state: 'undoing',
      removed: known?.removed ?? 0,
      emptied: known?.emptied ?? 0,
      kept: [],
    };
    // its blocks go first: what is left of a stopped one cannot be gone on with
    const before = known === undefined || known.state === 'stopped' ? 'done' : known.state;
    running.add(id);
    try {
      await batches.put(batch);
      await batches.forgetBlocks(id);
      const kept = new Map<string, KeptRow>();
      // what came while the records were read is found the next time round
      for (const seen = new Set<string>(); ;) {
        const rows = (await rowsToUndo(opened, id)).filter((row) => !seen.has(row.id));
        if (rows.length === 0) break;
        for (let at = 0; at < rows.length; at += BLOCK_ROWS) {
          const some = rows.slice(at, at + BLOCK_ROWS);
          const done = await run('undoImport', { batch: id, file: batch.file, rows: some });
          if (!done.ok) {
            await batches.put({ ...batch, state: before, error: done.error.code });
            return done;
          }
          const result = done.value.result as RowsUndone;
          for (const row of result.kept) kept.set(row.id, row);
          for (const row of some) seen.add(row.id);
          batch = {
            ...batch,
            removed: (batch.removed ?? 0) + result.removed,
            emptied: (batch.emptied ?? 0) + result.emptied,
            done: Math.max(0, rows.length - at - some.length),
          };
          await batches.put(batch);
          await opened.applier.settled();
          await breath();
        }
      }
      batch = {
        ...batch,
        state: 'undone',
        ...keptPart([...kept.values()]),
      };
      await batches.put(batch);
      return ok(batch);
    } catch (thrown) {
      const failed = storageError(thrown);
      await batches.put({ ...batch, state: before, error: failed.error.code }).catch(() => undefined);
      return failed;
    } finally {
      running.delete(id);
    }
  }

  const once = async (id: string, work: () => Promise<Result<ImportBatch>>): Promise<Result<ImportBatch>> =>
    running.size > 0 ? fail('import.busy', 'retryable', { detail: { batch: id } }) : work();

  return {
    batches: batches.live,
    load: () => batches.load(running),
    flush: () => templates.flush(),
    open: (): ImportReading =>
      openReading({
        branch: branch.get,
        branchId: () => actor()?.branchId,
        forms: () => templates.known(),
      }),
    begin: (reading) => once('', () => begin(reading as OpenedReading)),
    resume: (id) =>
      once(id, async () => {
        const batch = batches.get(id);
        return batch?.state === 'stopped' ? write(batch) : fail('not_found', 'person');
      }),
    stop: (id) => void stopping.add(id),
    async giveUp(id) {
      const batch = batches.get(id);
      if (batch?.state !== 'stopped') return;
      await batches.forgetBlocks(id);
      await batches.put({ ...batch, state: 'done', blocks: batch.next });
    },
    undo: (id, file) => once(id, () => undo(id, file)),
    found: async () => {
      const opened = branch.get();
      return opened ? foundImports(opened) : [];
    },
    joined: async (id) => {
      const opened = branch.get();
      return opened ? joinedRows(opened, id) : [];
    },
    remember: (name, looked, mappings) => templates.remember(name, looked, mappings),
  };
}

/** An import of another desk, as it is listed here once it is taken back here. */
const foreign = (id: string, file: string, who: Actor, now: string): ImportBatch => ({
  id,
  file,
  digest: '',
  userId: who.userId,
  userName: who.name,
  startedAt: now,
  state: 'undoing',
  total: 0,
  done: 0,
  blocks: 0,
  next: 0,
  made: 0,
  filled: 0,
  unchanged: 0,
  gone: [],
  rows: 0,
  skipped: 0,
  refused: 0,
});
