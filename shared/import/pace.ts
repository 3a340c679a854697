import { LoketFailure } from '../errors/errors.ts';
import { importFail } from './errors.ts';

/** Rows between two breaths; so many rows are read in a few milliseconds. */
export const ROWS_PER_BREATH = 100;

export interface PaceOptions {
  /** Lets the host do other work; resolves in a later task, as `() => new Promise((r) => setTimeout(r))`. */
  readonly breathe: () => Promise<void>;
  /** An AbortSignal, or anything that has its flag. Looked at between breaths. */
  readonly signal?: { readonly aborted: boolean };
  /** Told at every breath how many lines have been read. */
  readonly onProgress?: (lines: number) => void;
}

/**
 * @returns a function to be awaited once for each step; at every `ROWS_PER_BREATH` steps it lets the host
 * breathe. Throws `LoketFailure` `import.aborted` when the signal is aborted.
 */
export function pacer({ breathe, signal, onProgress }: PaceOptions): () => Promise<void> | undefined {
  let steps = 0;
  const check = (): void => {
    if (signal?.aborted === true) throw new LoketFailure(importFail('import.aborted').error);
  };
  const rest = async (): Promise<void> => {
    check();
    onProgress?.(steps);
    await breathe();
    check();
  };
  return () => {
    steps += 1;
    return steps % ROWS_PER_BREATH === 0 ? rest() : undefined;
  };
}
