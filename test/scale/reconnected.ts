/** Many desks come back at the same moment, as after a power cut of a whole region. */
import { readFile } from 'node:fs/promises';
import { until } from '#test/faults/row.ts';
import { ServerProcess } from '#test/faults/server-process.ts';
import { branchesOf, customerOf, each, openDesk, round, type ScaleDesk, spread } from './desks.ts';

const A_BRANCH = 5;
const UNSENT = 3;
/** A desk's first try comes within this long of the line's return, as the product spreads it. */
const WIDTH = 8;

export interface ReconnectFigures {
  readonly desks: number;
  readonly documents: number;
  /** From the line's return to everything sent and pulled, in milliseconds. */
  readonly inSync: { readonly p50: number; readonly p99: number; readonly most: number };
  readonly starved: number;
  /** Tries that were told to come back later. */
  readonly busy: number;
  /** Resident memory of the server process, in MiB. */
  readonly memory: { readonly before: number; readonly most: number };
}

async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}

/** @returns what came of it. */
export async function reconnected(count: number): Promise<ReconnectFigures> {
  const branches = branchesOf(Math.ceil(count / A_BRANCH));
  const office = await ServerProcess.open({ branches });
  try {
    const desks: ScaleDesk[] = [];
    await each(
      Array.from({ length: count }, (_, n) => n),
      WIDTH,
      async (n) => {
        desks.push(await openDesk(office, branches[n % branches.length] ?? '', n));
      },
    );
    await each(desks, WIDTH, async (one) => {
      for (let n = 0; n < 10; n++) await one.desk.write('customers', customerOf(one, `lama ${n}`));
      await round(one);
    });
    await each(desks, WIDTH, async (one) => void (await round(one)));
    // the line was gone; everybody has something unsent
    for (const one of desks)
      for (let n = 0; n < UNSENT; n++) await one.desk.write('customers', customerOf(one, `baru ${n}`));
    const before = await residentMb(office.pid);
    let most = before;
    const watch = setInterval(() => {
      void residentMb(office.pid).then(
        (mb) => (most = Math.max(most, mb)),
        () => undefined,
      );
    }, 200);
    let busy = 0;
    const times: number[] = [];
    const begun = performance.now();
    const back = async (one: ScaleDesk): Promise<void> => {
      for (let failures = 0; ; failures++) {
        const code = await round(one);
        if (code === '' && one.desk.open.unsent === 0) break;
        if (code === 'unavailable' || code === 'too_many_requests') busy++;
        // as the product backs off: doubling from a second, spread over half of it
        const pause = Math.min(60_000, 1000 * 2 ** failures) * (0.5 + Math.random() / 2);
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
      times.push(performance.now() - begun);
    };
    const all = Promise.all(desks.map(back));
    await until(
      'every desk is in sync',
      () => times.length === count,
      600,
      () => times.length,
    );
    await all;
    clearInterval(watch);
    return {
      desks: count,
      documents: count * UNSENT,
      inSync: spread(times),
      starved: count - times.length,
      busy,
      memory: { before, most },
    };
  } finally {
    await office.remove();
  }
}
