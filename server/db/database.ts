/** What the rest of head office knows of its database. */

export type Row = Readonly<Record<string, unknown>>;

export interface Queryable {
  /** Runs one statement with `$1…` parameters. 8-byte integers come as numbers, instants as ISO 8601 UTC text. */
  query<R extends Row = Row>(sql: string, params?: readonly unknown[]): Promise<R[]>;
}

export interface Database extends Queryable {
  /** False where one connection serves everybody (PGlite): nothing runs at the same time there. */
  readonly concurrent: boolean;
  /**
   * Runs `work` in one transaction (READ COMMITTED) and commits when it resolves. A deadlock, a serialization
   * failure or a `RetryTransaction` rolls back and runs `work` again, so it must not have effects outside.
   */
  tx<T>(work: (tx: Queryable) => Promise<T>): Promise<T>;
  /**
   * Runs `work` on one unchanging view of the database (REPEATABLE READ, READ ONLY): all of its statements see the
   * same moment. Runs it again like `tx`.
   */
  read<T>(work: (view: Queryable) => Promise<T>): Promise<T>;
  /** Runs a script of several statements without parameters. */
  script(sql: string): Promise<void>;
  /**
   * Calls `heard` with the payload of each NOTIFY on `channel`. Best effort: a broken connection is made again,
   * what was said meanwhile is lost, so whoever listens polls too.
   * @returns a function that ends it
   */
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** Thrown inside `tx` when another transaction got in between and the work has to be done again. */
export class RetryTransaction extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'RetryTransaction';
  }
}

/** @returns the SQLSTATE or system code of what a database driver threw. */
export function codeOf(thrown: unknown): string | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return undefined;
  return typeof thrown.code === 'string' ? thrown.code : undefined;
}

const AGAIN = new Set(['40001', '40P01']);
const ATTEMPTS = 8;

/** Runs one attempt of a transaction again for as long as it only lost a race. */
export async function retrying<T>(attempt: () => Promise<T>): Promise<T> {
  for (let n = 1; ; n++) {
    try {
      return await attempt();
    } catch (thrown) {
      const lost = thrown instanceof RetryTransaction || AGAIN.has(codeOf(thrown) ?? '');
      if (!lost || n === ATTEMPTS) throw thrown;
    }
  }
}

/** @returns whether the database is away, starting, full or out of memory: a matter of trying later (503). */
export function isUnavailable(thrown: unknown): boolean {
  const code = codeOf(thrown) ?? '';
  if (/^(08|53|57P)/.test(code) || /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND)/.test(code)) return true;
  return (
    thrown instanceof Error &&
    /Connection terminated|timeout exceeded when trying to connect/.test(thrown.message)
  );
}

/** Parsers by type OID: both drivers give the same values. */
export const PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  20: Number,
  1184: (text) => new Date(text).toISOString(),
};
