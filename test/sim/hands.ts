/** Spreads schedules over worker threads. The workers are plain files: a bundle each, no translation at run time. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { bundleModule, bundleSimulator, type Mistake } from './bundle.ts';
import type { Outcome } from './outcome.ts';
import type { Hand, Work } from './worker.ts';

export const CORES = availableParallelism();
/** Schedules handed over at a time. */
const PORTION = 50;

export class Hands {
  readonly #folder: string;
  readonly #worker: string;
  #bundles = 0;

  private constructor(folder: string, worker: string) {
    this.#folder = folder;
    this.#worker = worker;
  }

  static async open(): Promise<Hands> {
    const folder = await mkdtemp(join(tmpdir(), 'loket-sim-'));
    const worker = join(folder, 'worker.mjs');
    await writeFile(worker, await bundleModule('worker.ts'));
    return new Hands(folder, worker);
  }

  close(): Promise<void> {
    return rm(this.#folder, { recursive: true, force: true });
  }

  /** @returns where the bundled simulator is, with a mistake if one is given. */
  async bundle(mistake?: Mistake): Promise<string> {
    const path = join(this.#folder, `sim-${++this.#bundles}.mjs`);
    await writeFile(path, await bundleSimulator(mistake));
    return pathToFileURL(path).href;
  }

  /**
   * Runs seeds `first` to `first + count - 1`, on `jobs` threads.
   * @param onOutcome each outcome as it comes, in no certain order
   * @param untilFailure stop soon after the first schedule that fails
   */
  async run(
    bundle: string,
    {
      first,
      count,
      jobs,
      untilFailure = false,
    }: Omit<Work, 'untilFailure'> & { jobs: number; untilFailure?: boolean },
    onOutcome: (outcome: Outcome) => boolean,
  ): Promise<void> {
    let next = first;
    let stopped = false;
    const hand = async (): Promise<void> => {
      const data: Hand = { bundle };
      const worker = new Worker(this.#worker, { workerData: data });
      try {
        while (next < first + count && !stopped) {
          const work: Work = { first: next, count: Math.min(PORTION, first + count - next), untilFailure };
          next += work.count;
          for (const outcome of await answer(worker, work)) {
            if (!onOutcome(outcome) && untilFailure) stopped = true;
          }
        }
      } finally {
        await worker.terminate();
      }
    };
    await Promise.all(Array.from({ length: jobs }, hand));
  }
}

function answer(worker: Worker, work: Work): Promise<readonly Outcome[]> {
  return new Promise((resolve, reject) => {
    worker.once('message', (outcomes: Outcome[]) => {
      worker.off('error', reject);
      resolve(outcomes);
    });
    worker.once('error', reject);
    worker.postMessage(work);
  });
}
