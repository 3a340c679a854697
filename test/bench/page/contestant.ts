/** What every contestant of the bench can do. Times are milliseconds. */
export interface Contestant {
  /** Takes everything that head office has. @returns time. */
  fill(): Promise<number>;
  /** Changes the first `count` documents offline; nothing is measured. */
  edit(count: number, tag: string): Promise<void>;
  /** Sends what is unsent. @returns time. */
  push(batch?: number): Promise<number>;
  count(): Promise<number>;
  remove(): Promise<void>;
}
