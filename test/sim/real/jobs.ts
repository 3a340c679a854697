/** Several runs of the real tier beside each other: its database and its collections fill one process each. */
import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Outcome } from '../outcome.ts';
import { catchRealMutant, REAL_MUTANTS, type Caught } from './mutants.ts';
import { runRealSchedule } from './run.ts';

/** What a process is asked: one schedule, or up to `most` of them against the product with a mistake. */
type Task =
  { readonly seed: number } | { readonly mutant: string; readonly first: number; readonly most: number };

/** Gives tasks to `jobs` processes as they come free. @throws when a process dies */
async function spread<T>(tasks: readonly Task[], jobs: number, done: (answer: T) => void): Promise<void> {
  const waiting = [...tasks];
  const lane = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const child: ChildProcess = fork(join(import.meta.dirname, 'child.ts'));
      const next = (): void => {
        const task = waiting.shift();
        if (task) child.send(task);
        else child.kill();
      };
      child.on('message', (answer) => {
        done(answer as T);
        next();
      });
      child.on('exit', (code, signal) => {
        if (signal === 'SIGTERM') resolve();
        else reject(new Error(`a process of the simulator ended with ${code ?? signal}`));
      });
      next();
    });
  await Promise.all(Array.from({ length: Math.min(jobs, tasks.length) }, lane));
}

/** Runs `count` schedules from seed `first` on in `jobs` processes; outcomes come as they are ready. */
export const runRealSchedules = (
  { first, count, jobs }: { readonly first: number; readonly count: number; readonly jobs: number },
  take: (outcome: Outcome) => void,
): Promise<void> =>
  spread<Outcome>(
    Array.from({ length: count }, (_, n) => ({ seed: first + n })),
    jobs,
    take,
  );

export type CaughtMutant = Caught & { readonly mutant: string };

/** Runs every mutant whose name has `only` in it, each up to `most` schedules from seed `first` on. */
export const runRealMutants = (
  work: { readonly first: number; readonly most: number; readonly jobs: number; readonly only?: string },
  take: (caught: CaughtMutant) => void,
): Promise<void> =>
  spread<CaughtMutant>(
    REAL_MUTANTS.filter(({ name }) => name.includes(work.only ?? '')).map(({ name }) => ({
      mutant: name,
      first: work.first,
      most: work.most,
    })),
    work.jobs,
    take,
  );

/** Answers one task; for the processes. */
export async function answer(task: Task): Promise<Outcome | CaughtMutant> {
  if ('seed' in task) return runRealSchedule(task.seed);
  const mutant = REAL_MUTANTS.find(({ name }) => name === task.mutant);
  if (!mutant) throw new Error(`no mutant “${task.mutant}”`);
  return { mutant: mutant.name, ...(await catchRealMutant(mutant, task.first, task.most)) };
}
