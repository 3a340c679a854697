/** What a browser throws when it cannot write, told apart. */
import { asError, fail, type LoketError, LoketFailure, ok, type Result } from '#shared/errors/errors.ts';

/** Also inside what wraps it: Dexie keeps the browser's error, RxDB's remote storage only its text. */
export function isFull(thrown: unknown): boolean {
  for (let error = thrown, depth = 0; typeof error === 'object' && error !== null && depth < 5; depth++) {
    const { name, message, inner } = error as { name?: unknown; message?: unknown; inner?: unknown };
    if (name === 'QuotaExceededError' || name === 'storage_full') return true;
    if (typeof message === 'string' && /QuotaExceeded|FILE_ERROR_NO_SPACE|disk is full/i.test(message))
      return true;
    error = inner;
  }
  return thrown instanceof LoketFailure && thrown.error.code === 'storage_full';
}

/** @returns `storage_full` when the disk is, otherwise `database_failed`; a failure with a code of its own keeps it. */
export function storageError(thrown: unknown) {
  if (isFull(thrown)) return fail('storage_full');
  if (thrown instanceof LoketFailure) return { ok: false, error: asError(thrown) } as const;
  const reason = thrown instanceof Error ? thrown.name : 'unknown';
  return fail('database_failed', 'person', { detail: { reason } });
}

/** @returns what `work` gave, or in words why it could not be stored. */
export async function asSaved<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await work());
  } catch (thrown) {
    return storageError(thrown);
  }
}

/** For what is no more than convenient to keep: without room the desk goes on without it. */
export const unlessFull = (work: Promise<unknown>): Promise<void> =>
  work.then(
    () => undefined,
    (thrown: unknown) => {
      if (!isFull(thrown)) throw thrown;
    },
  );

const PROBE = 'loket-room';
const PROBE_BYTES = 256 * 1024;

/**
 * Asks the disk itself: at its last byte the browser closes its databases with an error that does not say why.
 * @returns whether there is room for a little more
 */
export async function hasRoom(): Promise<boolean> {
  try {
    const root = await navigator.storage.getDirectory();
    const stream = await (await root.getFileHandle(PROBE, { create: true })).createWritable();
    try {
      await stream.write(new Uint8Array(PROBE_BYTES));
      await stream.close();
    } catch (thrown) {
      await stream.abort().catch(() => undefined);
      throw thrown;
    } finally {
      await root.removeEntry(PROBE).catch(() => undefined);
    }
    return true;
  } catch {
    return false;
  }
}

/** @returns why the browser has closed a database that nobody closed. */
export async function whyClosed(): Promise<LoketError> {
  if (!(await hasRoom())) return fail('storage_full').error;
  return fail('database_failed', 'person', { detail: { reason: 'closed' } }).error;
}
