/** A desk comes back after a month, over a bad line: a real Chromium, a real database on disk. */
import { openWorld } from '#test/faults/world.ts';
import { must, until } from '#test/faults/row.ts';
import { agrees, arrivedOnce } from '#test/faults/truth.ts';
import {
  changedBetween,
  holdsTheMonth,
  openOthers,
  planOf,
  type Split,
  versionsIn,
  workOffline,
} from './branch-month.ts';

/** 256 kbit/s each way, 900 ms there and back. */
const LINE = { latencyMs: 450, bytesPerSecond: 32_000 };
/** So much of the month is written at the desk that comes back, the rest in its branch by others. */
const AT_DESK = 0.2;

export interface MonthFigures {
  readonly fromDesk: number;
  readonly fromHeadOffice: number;
  /** What of it were edits of what the branch had already. What both sides changed counts on both. */
  readonly split: { readonly fromDesk: Split; readonly fromHeadOffice: Split };
  readonly seconds: number;
  readonly bytes: { readonly up: number; readonly down: number };
  /** JSON of the documents that travelled, one way. */
  readonly raw: { readonly up: number; readonly down: number };
  readonly share: number;
  /** Different things that the desk said meanwhile. */
  readonly shown: readonly string[];
  /** Longest task of the main thread, in milliseconds. */
  readonly longestTask: number;
}

const total = ({ edited, entries, made }: Split): number => edited + entries + made;

/**
 * @param documents changed in all; a fifth of them at the desk, the others in its branch by others, most of them edits of
 *   customers and complaints that the branch had before, each with its entry in the timeline
 */
export async function monthOffline(documents: number): Promise<MonthFigures> {
  const shared = await openWorld({ killsDesk: 0, killsServer: 0, keep: false });
  const { world, end } = shared.row(1);
  try {
    const { db } = world.office;
    const streams = ['global', `b:${world.branch}`];
    const [mine, theirs] = [planOf(documents * AT_DESK), planOf(documents * (1 - AT_DESK))];
    const others = await openOthers(world);
    const book = await others.fill(mine, theirs);
    const proxy = await world.proxy();
    const desk = await world.desk({ url: proxy.url, path: '/?screens' });
    await agrees(db, desk);
    await proxy.line.cut();
    const before = await versionsIn(db, streams);
    const saved = await workOffline(desk, book, mine);
    await others.work(book, theirs);
    const meanwhile = await versionsIn(db, streams);
    const down = changedBetween(before, meanwhile);

    await desk.page.evaluate(() => {
      const tasks: number[] = [];
      Object.assign(globalThis, { tasks });
      new PerformanceObserver((list) =>
        tasks.push(...list.getEntries().map(({ duration }) => duration)),
      ).observe({
        type: 'longtask',
      });
    });
    proxy.line.shape(LINE);
    await proxy.line.mend();
    const from = { ...proxy.line.bytes };
    const begun = performance.now();
    const shown = new Set<string>();
    desk.startSending();
    await until(
      'the desk agrees with head office',
      async () => {
        const { kind, pending, sending, progress, reason } = await desk.state();
        shown.add(
          progress
            ? `${kind} ${progress.collection} ${progress.done}/${progress.total}`
            : `${kind} ${sending > 0 ? 'n' : 0}/${pending} ${reason?.code ?? ''}`,
        );
        return kind === 'synced' && pending === 0 && sending === 0;
      },
      1500,
      () => desk.state(),
    );
    const seconds = (performance.now() - begun) / 1000;
    const bytes = { up: proxy.line.bytes.up - from.up, down: proxy.line.bytes.down - from.down };
    // before the comparison below, which reads everything at once in the page
    const tasks = await desk.page.evaluate(() => (globalThis as unknown as { tasks: number[] }).tasks);
    proxy.line.shape(null);
    await arrivedOnce(db, saved);
    await agrees(db, desk);
    await holdsTheMonth(db, book);
    const up = changedBetween(meanwhile, await versionsIn(db, streams));
    const raw = { up: up.raw, down: down.raw };
    const said = [...shown];
    for (const kind of ['sending', 'receiving'])
      must(said.filter((one) => one.startsWith(kind)).length > 2, `${kind} was not shown: ${said.join()}`);
    return {
      fromDesk: total(up.split),
      fromHeadOffice: total(down.split),
      split: { fromDesk: up.split, fromHeadOffice: down.split },
      seconds: Math.round(seconds),
      bytes,
      raw,
      share: Math.round(((bytes.up + bytes.down) / (raw.up + raw.down)) * 100) / 100,
      shown: said.filter((_, n) => n % Math.ceil(said.length / 16) === 0),
      longestTask: Math.round(Math.max(0, ...tasks)),
    };
  } finally {
    await end();
    await shared.close();
  }
}
