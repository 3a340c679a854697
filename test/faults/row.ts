/** What a row of the matrix is: a fault on real parts, and what has to be true after it. */
import type { World } from './world.ts';

export interface Row {
  /** As in the matrix, 1 to 39. */
  readonly number: number;
  readonly name: string;
  /** What has to happen, and by what means the row makes it happen faster than life where it does. */
  readonly expected: string;
  /** Longest that it may take, in seconds; 600 unless said. */
  readonly limit?: number;
  /** Resolves when everything was as expected; throws what was not, or `NotTestable`. */
  run(world: World): Promise<void>;
}

/** This machine cannot show the fault; `instead` says what was proved in its place. */
export class NotTestable extends Error {
  readonly instead: string;

  constructor(why: string, instead: string) {
    super(why);
    this.name = 'NotTestable';
    this.instead = instead;
  }
}

/** @throws an error with `said` unless `held`. */
export function must(held: unknown, said: string): asserts held {
  if (!held) throw new Error(said);
}

/** @throws an error that shows both unless they are the same JSON. */
export function same(actual: unknown, expected: unknown, said: string): void {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${said}: ${a?.slice(0, 600)} instead of ${b?.slice(0, 600)}`);
}

/** Asks every 50 ms until the answer is true. @throws with `said` and what `tell` says after `seconds`. */
export async function until(
  said: string,
  ask: () => Promise<boolean> | boolean,
  seconds = 150,
  tell: () => unknown = () => '',
): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!(await ask())) {
    if (performance.now() > end)
      throw new Error(`${said}: not within ${seconds} s ${JSON.stringify(await tell())}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A promise that is settled from outside. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}
