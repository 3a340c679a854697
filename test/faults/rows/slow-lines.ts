/** Rows 4, 5 and 7: lines that say nothing, lose, dawdle, or hold back. */
import { watchSlowness } from '../processor.ts';
import type { Saved } from '../desk.ts';
import { must, type Row, same, until } from '../row.ts';
import { agrees, arrivedOnce } from '../truth.ts';
import { hurried } from './hurry.ts';

/** The product's limit, and what a busy machine may add before the screen has it. */
const TIME_OUT_S = 30;
const SLACK_S = 15;

export const halfOpen: Row = {
  number: 4,
  name: 'half-open TCP',
  expected:
    'a request into a dead connection ends after 30 s at most, the desk says so, connects anew and sends (real time)',
  async run(world) {
    const proxy = await world.proxy();
    const desk = await world.desk({ url: proxy.url });
    proxy.line.silence();
    const saved = [await desk.register('saluran setengah terbuka')];
    const begun = performance.now();
    await until(
      'the desk notices',
      async () => (await desk.state()).reason?.code === 'timeout',
      TIME_OUT_S + SLACK_S,
      () => desk.state(),
    );
    const noticed = (performance.now() - begun) / 1000;
    const said = await desk.state();
    same(said.kind, 'unreachable', 'what is said');
    await desk.waiting(3);
    await desk.synced(90);
    await arrivedOnce(world.office.db, saved);
    await agrees(world.office.db, desk);
    world.note(
      `noticed after ${noticed.toFixed(1)} s, sent after ${((performance.now() - begun) / 1000).toFixed(1)} s`,
    );
  },
};

const LONGEST_TASK_MS = 500;
/** From the command to “saved”: more than this, and a person at the counter waits. */
const LONGEST_SAVE_MS = 500;
const USUAL_SAVE_MS = 150;
const LEAST_SAVES = 5;
const MOST_SAVES = 60;
const DOCUMENTS = 1000;
/** A complaint with a new customer writes customer, complaint and an entry for each. */
const EACH = 4;

export const lossyAndSlow: Row = {
  number: 5,
  name: '1% loss and 900 ms round trip, 1,000 documents',
  expected:
    'half of the documents go up and half come down while the screens are shown; loss is what TCP makes of it, a stall until the segment is sent again; no task of the main thread above 500 ms of a processor that it has for itself (measured times what others leave it); all the while people save, each within 500 ms and mostly within 150 ms of such a processor',
  limit: 1200,
  async run(world) {
    const proxy = await world.proxy();
    const desk = await world.desk({ url: proxy.url, path: '/?screens' });
    const beside = await world.desk({ name: 'Loket 2' });
    await proxy.line.cut();
    const half = Math.ceil(DOCUMENTS / 2 / EACH);
    const [mine, theirs] = await Promise.all([
      desk.registerMany(half, 'naik'),
      beside.registerMany(half, 'turun'),
    ]);
    await beside.synced(120);
    await desk.page.evaluate(() => {
      const tasks: number[] = [];
      Object.assign(globalThis, { tasks });
      new PerformanceObserver((list) =>
        tasks.push(...list.getEntries().map(({ duration }) => duration)),
      ).observe({
        type: 'longtask',
      });
    });
    const slowness = await watchSlowness(desk.page);
    proxy.line.shape({ latencyMs: 450, loss: 0.01 });
    await proxy.line.mend();
    const begun = performance.now();
    const asked = desk.sendNow();
    await until('sending has begun', async () => (await desk.state()).kind === 'sending');
    let travelling = true;
    const arrived = asked.finally(() => (travelling = false));
    const late: Saved[] = [];
    const saves: number[] = [];
    while (travelling && saves.length < MOST_SAVES) {
      const begun = performance.now();
      late.push(await desk.register('disimpan sementara mengirim'));
      saves.push(performance.now() - begun);
    }
    await arrived;
    await desk.synced(240);
    const seconds = (performance.now() - begun) / 1000;
    await arrivedOnce(world.office.db, [...mine, ...theirs, ...late]);
    await agrees(world.office.db, desk);
    const tasks = await desk.page.evaluate(() => (globalThis as unknown as { tasks: number[] }).tasks);
    const longest = Math.max(0, ...tasks);
    const slow = slowness();
    must(
      longest <= LONGEST_TASK_MS * slow,
      `a task of the main thread took ${longest.toFixed(0)} ms, the machine being ${slow.toFixed(1)} times as slow`,
    );
    must(saves.length >= LEAST_SAVES, `only ${saves.length} saves while documents travelled`);
    const [usual, worst] = [saves.toSorted((a, b) => a - b)[saves.length >> 1] ?? 0, Math.max(...saves)];
    must(
      usual <= USUAL_SAVE_MS * slow && worst <= LONGEST_SAVE_MS * slow,
      `a save took ${usual.toFixed(0)} ms, the longest ${worst.toFixed(0)} ms while documents travelled, the machine being ${slow.toFixed(1)} times as slow`,
    );
    must(proxy.line.stalls > 0, 'no segment was lost');
    world.note(
      `${seconds.toFixed(1)} s, ${proxy.line.stalls} segments lost, longest task ${longest.toFixed(0)} ms on a machine ${slow.toFixed(1)} times as slow, ${saves.length} saves in ${usual.toFixed(0)} ms, the longest in ${worst.toFixed(0)} ms`,
    );
  },
};

export const heldStream: Row = {
  number: 7,
  name: 'a proxy buffers or strips the event stream',
  expected:
    'without heartbeats the desk polls: what another desk writes arrives within 90 s; the page runs with timers of 5 s and more ten times as fast, so 9 s here, and 15 s allowed',
  async run(world) {
    const beside = await world.desk({ name: 'Loket 2' });
    for (const [how, fault] of [
      ['buffered', { kind: 'buffer' }],
      ['stripped', { kind: 'answer', status: 200, type: 'text/plain', body: '' }],
    ] as const) {
      const proxy = await world.proxy();
      proxy.rule = ({ path }) => (path.startsWith('/api/sync/stream') ? fault : undefined);
      const desk = await world.desk({ url: proxy.url, name: `Loket ${how}`, init: hurried(10) });
      await until('the stream was asked for', () =>
        proxy.seen.some(({ path }) => path.startsWith('/api/sync/stream')),
      );
      for (let n = 0; n < 2; n++) {
        const written = await beside.register(`${how} ${n}`);
        await beside.synced();
        const begun = performance.now();
        await until(
          `${how}: what was written beside arrives by polling`,
          async () => (await desk.holds(['complaints'])).some(({ id }) => id === written.id),
          15,
        );
        world.note(`${how} ${((performance.now() - begun) / 1000).toFixed(1)} s`);
      }
      await agrees(world.office.db, desk);
      await desk.kill();
    }
  },
};
