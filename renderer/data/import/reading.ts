/** The window's side of a reading: a Worker of its own, the branch's book handed to it page by page. */
import { proxy, wrap, type Remote } from 'comlink';
import type { ImportRow } from '#shared/domain/commands/book.ts';
import { fail, ok, type Result } from '#shared/errors/errors.ts';
import type { BookFile, KnownForm, LookedFile } from '#shared/import/index.ts';
import { isDeparted } from '#shared/sync/replica.ts';
import type { Branch } from '../branch.ts';
import { reached } from '../journal/steps.ts';
import { Cell } from '../live.ts';
import type { ImportReader } from './reader.ts';
import { bookPages } from './scan.ts';
import type { DryRun, ImportReading, ReadingProgress } from './types.ts';

/** Ids asked of the store at once. */
const ASKED = 500;
/** Between two words on how far it is; each is drawn. */
const TELL_MS = 150;

/** What a batch remembers of the plan. */
export type PlanFacts = ReturnType<ImportReader['facts']>;

export interface OpenedReading extends ImportReading {
  /** What was planned, and a part of its rows; `import.aborted` once the reading is closed. */
  facts(): Promise<Result<PlanFacts>>;
  items(offset: number, limit: number): Promise<Result<readonly ImportRow[]>>;
  /** While the work goes on, a closing waits for its end. */
  keep<T>(work: () => Promise<T>): Promise<T>;
}

export interface ReadingOptions {
  readonly branch: () => Branch | undefined;
  /** Code of the branch whose book it is. */
  readonly branchId: () => string | undefined;
  readonly forms: () => Promise<readonly KnownForm[]>;
}

const closed = fail('import.aborted', 'retryable');
const unstarted = fail('not_ready', 'retryable');

/** What was asked of a Worker that is ended is never answered: the end of it is the answer. */
export function openReading(options: ReadingOptions): OpenedReading {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'import' });
  const reader: Remote<ImportReader> = wrap<ImportReader>(worker);
  const progress = new Cell<ReadingProgress | null>(null);
  let toldAt = 0;
  const tell = (phase: ReadingProgress['phase'], done: number): void => {
    const now = performance.now();
    if (progress.get()?.phase === phase && now - toldAt < TELL_MS) return;
    toldAt = now;
    progress.set({ phase, done, total: 0 });
  };
  let over: (() => void) | undefined;
  let ended = false;
  let broken = false;
  // a worker that does not start (a damaged installation) would leave every question without an answer
  worker.addEventListener('error', () => {
    broken = true;
    over?.();
  });
  const end = new Promise<void>((resolve) => {
    over = resolve;
  });
  const unlessClosed = async <T>(work: PromiseLike<T>): Promise<T | undefined> =>
    ended ? undefined : Promise.race([work, end.then(() => undefined)]);

  const answered = async <T>(work: PromiseLike<T>): Promise<Result<T>> => {
    const value = await unlessClosed(work);
    return value === undefined ? (broken ? unstarted : closed) : ok(value);
  };
  let kept = 0;
  let leaving = false;
  const finish = (): void => {
    ended = true;
    over?.();
    worker.terminate();
  };

  /** An id whose customer has left the branch belongs to that customer for ever. */
  async function withoutDeparted(dry: DryRun): Promise<DryRun> {
    const branch = options.branch();
    const ids = (await unlessClosed(reader.made())) ?? [];
    const gone: string[] = [];
    for (let at = 0; branch && at < ids.length && !ended; at += ASKED)
      for (const [id, doc] of await branch.stores.customers.get(ids.slice(at, at + ASKED)))
        if (isDeparted(doc)) gone.push(id);
    return gone.length > 0 ? ((await unlessClosed(reader.block(gone))) ?? dry) : dry;
  }

  return {
    facts: () => answered(reader.facts()),
    items: (offset, limit) => answered(reader.items(offset, limit)),
    async keep(work) {
      kept += 1;
      try {
        return await work();
      } finally {
        kept -= 1;
        if (leaving && kept === 0) finish();
      }
    },
    progress,
    async look(files: readonly BookFile[], wanted = []) {
      tell('opening', 0);
      const looked = await unlessClosed<Result<readonly LookedFile[]>>(
        reader.look(files, await options.forms(), wanted),
      );
      progress.set(null);
      return looked ?? (broken ? unstarted : closed);
    },
    async read(mappings): Promise<Result<DryRun>> {
      const branch = options.branch();
      const branchId = options.branchId();
      if (!branch || branchId === undefined) return fail('not_ready', 'retryable');
      tell('reading', 0);
      const told = proxy((done: number) => {
        tell('reading', done);
      });
      await unlessClosed(reached('import reading'));
      try {
        const read = await unlessClosed<Result<{ readonly rows: number }>>(
          reader.read(mappings, { branchId }, told),
        );
        if (!read) return closed;
        if (!read.ok) return read;
        let done = 0;
        await bookPages(branch, async (customers, agreements) => {
          done += customers.length + agreements.length;
          tell('comparing', done);
          if (!ended) await unlessClosed(reader.put(customers, agreements));
        });
        const dry = await unlessClosed(reader.compared());
        return dry ? { ok: true, value: await withoutDeparted(dry) } : closed;
      } finally {
        progress.set(null);
      }
    },
    choose: (choices) => reader.choose(choices).then(withoutDeparted),
    rows: (group, offset, limit) => reader.rows(group, offset, limit),
    errorFile: (language) => reader.errorFile(language),
    close() {
      leaving = true;
      if (kept === 0) finish();
    },
  };
}
