/** Rows 17 and 18: clocks that are wrong or jump, and a PC that slept. */
import { must, type Row, same, until } from '../row.ts';
import { agrees, arrivedOnce, contentOf, stored } from '../truth.ts';
import { wrongClock } from './hurry.ts';

const DAY_MS = 24 * 3600_000;
const NEAR_MS = 60_000;

export const wrongClocks: Row = {
  number: 17,
  name: 'clock wrong by 3 days, or jumps',
  expected:
    "one desk is 3 days ahead, one 3 days behind, and each jumps to the other side (Date of the page): replicas agree, times and deadlines are head office's to the minute, the desk's own offset stands beside them, and the clock is shown as wrong",
  async run(world) {
    const ahead = await world.desk({ name: 'Loket 1', init: wrongClock(3 * DAY_MS) });
    const behind = await world.desk({ name: 'Loket 2', init: wrongClock(-3 * DAY_MS) });
    const saved = [];
    for (const desk of [ahead, behind]) {
      must((await desk.state()).clock.skewed, 'the clock is not shown as wrong');
      saved.push(await desk.register('jam salah'));
      await desk.synced();
      // the clock is set across six days, with an edit before anything was measured again
      await desk.page.evaluate(() => {
        const clock = globalThis as unknown as { clockIsOff: number };
        clock.clockIsOff = -clock.clockIsOff;
      });
      saved.push(await desk.register('jam melompat'));
      await desk.sendNow();
      await desk.synced();
      saved.push(await desk.register('sesudah diukur lagi'));
      await desk.synced();
    }
    await arrivedOnce(world.office.db, saved);
    const now = Date.now();
    for (const [index, { id }] of saved.entries()) {
      const row = await stored(world.office.db, 'complaints', id);
      must(row, 'the complaint is stored');
      const doc = contentOf(row);
      const { offset, uncertainty } = doc['clock'] as { offset: number; uncertainty: number };
      const off = Math.abs(Date.parse(String(doc['createdAt'])) - now);
      // right after a jump the desk knows that it does not know
      const known = index % 3 !== 1;
      must(
        known ? off < NEAR_MS * 3 : off < NEAR_MS * 3 || uncertainty >= DAY_MS / 2,
        `time of ${id} is off by ${off} ms`,
      );
      must(!known || Math.abs(Math.abs(offset) - 3 * DAY_MS) < NEAR_MS, `offset beside it is ${offset}`);
      const [{ at } = { at: '' }] = await world.office.db.query<{ at: string }>(
        `SELECT at FROM documents WHERE collection = 'complaints' AND id = $1`,
        [id],
      );
      must(Math.abs(Date.parse(at) - now) < NEAR_MS * 3, "head office's time is its own");
      if (known) {
        const due = Date.parse(String(doc['dueAt'])) - Date.parse(String(doc['receivedAt']));
        must(
          !(due < 0) && Date.parse(String(doc['receivedAt'])) - now < NEAR_MS,
          'the deadline begins at the true time',
        );
      }
    }
    // both edit the same complaint while their clocks differ by six days: the later edit wins by true time
    const [one] = saved;
    must(one, 'nothing saved');
    await until('the other desk has it', async () =>
      (await behind.holds(['complaints'])).some(({ id }) => id === one.id),
    );
    same(await ahead.run('resolveComplaint', { id: one.id, resolution: 'Selesai.' }), '', 'resolved');
    await ahead.synced();
    await until('the resolution arrives', async () =>
      (await behind.documents('complaints')).some(
        (doc) => doc['id'] === one.id && doc['status'] === 'resolved',
      ),
    );
    same(await behind.run('closeComplaint', { id: one.id }), '', 'closed');
    await behind.synced();
    await agrees(world.office.db, ahead);
    await agrees(world.office.db, behind);
  },
};

const SLEPT_MS = 8 * 3600_000;

export const slept: Row = {
  number: 18,
  name: 'sleep for 8 h, resume',
  expected:
    "the browser is stopped (SIGSTOP), its connections die without a word, head office's clock and the PC's go on by 8 hours (the steady clock does not, as in a PC that sleeps), another desk writes; within 10 s of waking the desk has it, with a renewed token",
  async run(world) {
    let ahead = 0;
    const server = await world.server({ now: () => new Date(Date.now() + ahead) });
    const proxy = await world.proxy(server.url);
    const desk = await world.desk({ url: proxy.url, init: wrongClock(0) });
    const beside = await world.desk({ name: 'Loket 2' });
    process.kill(-desk.browser.pid, 'SIGSTOP');
    let written;
    try {
      proxy.line.silence();
      ahead = SLEPT_MS;
      written = await beside.register('selagi tidur');
      await beside.synced();
    } finally {
      process.kill(-desk.browser.pid, 'SIGCONT');
    }
    await desk.page.evaluate((ms) => {
      (globalThis as unknown as { clockIsOff: number }).clockIsOff = ms;
    }, SLEPT_MS);
    const begun = performance.now();
    const { id } = written;
    await until(
      'what was written meanwhile is there',
      async () => (await desk.holds(['complaints'])).some((doc) => doc.id === id),
      60,
      () => desk.state(),
    );
    const seconds = (performance.now() - begun) / 1000;
    must(seconds <= 10 + 2, `it took ${seconds.toFixed(1)} s`);
    await desk.synced();
    same(await desk.status(), 'ready', 'nobody is signed out');
    must(
      proxy.seen.some(({ path }) => path.endsWith('/auth/refresh')),
      'the token was renewed',
    );
    const saved = [await desk.register('sesudah bangun'), written];
    await desk.synced();
    await arrivedOnce(world.office.db, saved);
    await agrees(world.office.db, desk);
    world.note(`after ${seconds.toFixed(1)} s`);
  },
};
