/** A desk comes back after a month, over a bad line: a real Chromium, a real database on disk. */
import { openWorld } from '#test/faults/world.ts';
import { must, until } from '#test/faults/row.ts';
import { agrees, arrivedOnce, inStreams } from '#test/faults/truth.ts';
import { PASSWORD } from '#test/support/head-office.ts';
import { MemoryDesk } from '#test/support/memory-desk.ts';
import { customerOf, type ScaleDesk } from './desks.ts';

/** 256 kbit/s each way, 900 ms there and back. */
const LINE = { latencyMs: 450, bytesPerSecond: 32_000 };
/** Written by one command that registers a complaint of a new customer. */
const DOCUMENTS_A_COMPLAINT = 4;

export interface MonthFigures {
  readonly fromDesk: number;
  readonly fromHeadOffice: number;
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

/** @param documents changed in all; a fifth of them at the desk, the others in its branch by others. */
export async function monthOffline(documents: number): Promise<MonthFigures> {
  const shared = await openWorld({ killsDesk: 0, killsServer: 0, keep: false });
  const { world, end } = shared.row(1);
  try {
    const proxy = await world.proxy();
    const desk = await world.desk({ url: proxy.url, path: '/?screens' });
    await proxy.line.cut();
    const complaints = Math.round(documents / 5 / DOCUMENTS_A_COMPLAINT);
    const saved = await desk.registerMany(
      complaints,
      'Kiriman belum sampai setelah beberapa hari, pelanggan menunggu di loket',
    );
    const theirs = documents - complaints * DOCUMENTS_A_COMPLAINT;
    await others(world.office.url, await world.person(), world.branch, theirs);
    const { db } = world.office;
    const streams = ['global', `b:${world.branch}`];
    const size = (rows: readonly { data: string }[]): number =>
      rows.reduce((sum, { data }) => sum + data.length, 0);
    const down = size((await inStreams(db, streams)).filter(({ collection }) => collection === 'customers'));

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
    const all = size((await inStreams(db, streams)).filter(({ collection }) => collection !== 'reference'));
    const raw = { up: all - down, down };
    const said = [...shown];
    for (const kind of ['sending', 'receiving'])
      must(said.filter((one) => one.startsWith(kind)).length > 2, `${kind} was not shown: ${said.join()}`);
    return {
      fromDesk: complaints * DOCUMENTS_A_COMPLAINT,
      fromHeadOffice: theirs,
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

/** What the branch's other desks wrote meanwhile. */
async function others(url: string, username: string, branch: string, count: number): Promise<void> {
  const desk = new MemoryDesk({ url, username, password: PASSWORD, collections: ['customers'] });
  const { actor } = await desk.signIn();
  const device = { deskCode: 'D88' } as ScaleDesk['device'];
  const one: ScaleDesk = { branch, username, device, desk, userId: actor.userId, acknowledged: new Map() };
  for (let n = 0; n < count; n++) await desk.write('customers', customerOf(one, `PT Sinar Jaya Abadi ${n}`));
  await desk.sync();
  must(
    desk.open.unsent === 0 && desk.open.refused.length === 0,
    `refused: ${JSON.stringify(desk.open.refused[0])}`,
  );
}
