/** One of the hands of the simulator: loads a bundled simulator and runs the seeds that it is given. */
import { parentPort, workerData } from 'node:worker_threads';
import { failuresOf, type Outcome } from './outcome.ts';

/** What a worker is given: where the bundle is. */
export interface Hand {
  readonly bundle: string;
}

/** What it is asked: seeds from `first` on; ends early at the first failure when `untilFailure`. */
export interface Work {
  readonly first: number;
  readonly count: number;
  readonly untilFailure: boolean;
}

const { bundle } = workerData as Hand;
const { runSchedule } = (await import(bundle)) as { runSchedule(seed: number): Promise<Outcome> };

/** Schedules that run beside each other: while one lets its microtasks end, the others go on. */
const BESIDE = 6;

parentPort?.on('message', ({ first, count, untilFailure }: Work) => {
  const outcomes: Outcome[] = [];
  let next = first;
  let failed = false;
  const lane = async (): Promise<void> => {
    while (next < first + count && !(failed && untilFailure)) {
      const outcome = await runSchedule(next++);
      outcomes.push(outcome);
      failed ||= failuresOf(outcome).length > 0;
    }
  };
  void Promise.all(Array.from({ length: BESIDE }, lane)).then(() => parentPort?.postMessage(outcomes));
});
