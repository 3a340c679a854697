/**
 * Sums up which versions a reader holds, so that two sides find out cheaply whether and where they differ (rule 26).
 * Independent of the order in which documents are added.
 */
import { digestWords } from './merge/digest.ts';
import { SUMMARY_BUCKETS } from './messages.ts';

/** @returns the bucket of a document, 0 to `SUMMARY_BUCKETS` - 1. */
export const bucketOf = (id: string): number => digestWords(id)[0] % SUMMARY_BUCKETS;

export class Summary {
  readonly #counts = new Uint32Array(SUMMARY_BUCKETS);
  readonly #high = new Uint32Array(SUMMARY_BUCKETS);
  readonly #low = new Uint32Array(SUMMARY_BUCKETS);

  add({ id, rev }: { readonly id: string; readonly rev: string }): void {
    const bucket = bucketOf(id);
    const [high, low] = digestWords(`${id}\n${rev}`);
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#high[bucket] = (this.#high[bucket] ?? 0) ^ high;
    this.#low[bucket] = (this.#low[bucket] ?? 0) ^ low;
  }

  /** @returns one text for each bucket: how many documents it holds, and 64 bits over their ids and revs. */
  buckets(): string[] {
    const hex = (words: Uint32Array, n: number): string => (words[n] ?? 0).toString(16);
    return Array.from(this.#counts, (count, n) =>
      count === 0 ? '0.0.0' : `${count.toString(16)}.${hex(this.#high, n)}.${hex(this.#low, n)}`,
    );
  }
}
