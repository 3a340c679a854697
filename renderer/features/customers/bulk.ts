/** The same for many customers, one after the other: with progress, to be stopped, and taken back as one. */
import type { LoketError, Result } from '#shared/errors/errors.ts';

export interface BulkProgress {
  readonly done: number;
  readonly total: number;
}

export interface BulkOutcome<Inverse> {
  /** What takes each change back, in the order made; those that changed nothing are not among them. */
  readonly inverses: readonly Inverse[];
  readonly failed: number;
  /** Why the first of them failed. */
  readonly error?: LoketError;
  /** Not begun, because it was stopped. */
  readonly left: number;
}

/** So many rows go by between two words about it. */
const STEP = 25;

/**
 * @param one changes one customer; its value is what takes the change back, undefined where nothing changed
 * @param stopped asked before each
 */
export async function runBulk<Item, Inverse>(
  items: readonly Item[],
  one: (item: Item) => Promise<Result<Inverse | undefined>>,
  onProgress: (progress: BulkProgress) => void,
  stopped: () => boolean,
): Promise<BulkOutcome<Inverse>> {
  const inverses: Inverse[] = [];
  const total = items.length;
  let failed = 0;
  let error: LoketError | undefined;
  let done = 0;
  for (const item of items) {
    if (stopped()) break;
    const answer = await one(item);
    done += 1;
    if (!answer.ok) {
      failed += 1;
      error ??= answer.error;
    } else if (answer.value !== undefined) inverses.push(answer.value);
    if (done % STEP === 0 || done === total) onProgress({ done, total });
  }
  return { inverses, failed, left: total - done, ...(error ? { error } : {}) };
}
