/** Rows 19 and 20: more than one window, and one that stands still. */
import type { Page } from 'playwright-core';
import type { Saved } from '../desk.ts';
import { processOf } from '../processor.ts';
import { must, type Row, same, until } from '../row.ts';
import { agrees, arrivedOnce } from '../truth.ts';
import type { World } from '../world.ts';

/** `loading` while the page is being loaded anew. */
const statusOf = (page: Page): Promise<string> =>
  page.evaluate(() => window.desk?.status.get() ?? 'loading').catch(() => 'loading');

/** "Work here": the page is loaded anew when it gets its turn, so the call may end without an answer. */
const takeOver = (page: Page): void => {
  page.evaluate(() => window.desk?.takeOver()).catch(() => undefined);
};

const registerIn = (page: Page, text: string): Promise<Saved | { code: string }> =>
  page.evaluate(async (description) => {
    const answer = await window.desk?.run('registerComplaint', {
      kind: 'complaint',
      newCustomer: { name: 'Sri Lestari' },
      channel: 'walk_in',
      category: 'terlambat',
      description,
    });
    if (!answer?.ok) return { code: answer?.error.code ?? 'no_desk' };
    return answer.value.result as Saved;
  }, text);

export const twoWindows: Row = {
  number: 19,
  name: 'two windows or two launches',
  expected:
    'a second window says that Loket is open already and writes nothing; a second launch on the same profile becomes a window of the first; when the first closes, the second takes over; every number once',
  async run(world) {
    const desk = await world.desk();
    const saved: Saved[] = [await desk.register('jendela pertama')];
    const second = await desk.browser.context.newPage();
    await desk.goto('/?screens', second);
    same(await statusOf(second), 'locked-by-other-window', 'status of the second window');
    await second.getByText('Loket sudah terbuka').first().waitFor();
    const refused = await registerIn(second, 'jendela kedua');
    must('code' in refused, 'the second window wrote');
    saved.push(await desk.register('jendela pertama lagi'));
    // the second launch hands over to the first and ends
    const { openBrowser } = await import('#test/support/chromium.ts');
    const launched = await openBrowser(desk.place.profile).then(
      async (other) => {
        await other.kill();
        return true;
      },
      () => false,
    );
    must(!launched, 'a second Chromium worked on the same profile');
    saved.push(await desk.register('sesudah peluncuran kedua'));
    await desk.synced();
    takeOver(second);
    await desk.page.close();
    await until('the second window takes over', async () => (await statusOf(second)) === 'ready');
    const later = await registerIn(second, 'sesudah ambil alih');
    must('number' in later, `refused: ${JSON.stringify(later)}`);
    saved.push(later);
    await second.waitForFunction(() => {
      const state = window.desk?.sync.state.get();
      return state?.kind === 'synced' && state.pending === 0;
    });
    same(new Set(saved.map(({ number }) => number)).size, saved.length, 'numbers');
    await arrivedOnce(world.office.db, saved);
  },
};

const TAKES_OVER_S = 120;

export const frozenWindow: Row = {
  number: 20,
  name: 'a frozen window',
  expected:
    'the process of the first window is stopped (SIGSTOP): the second takes over; when the first goes on, it has lost its place and writes nothing more; every number once',
  async run(world: World) {
    const proxy = await world.proxy();
    const desk = await world.desk({ url: proxy.url });
    const saved: Saved[] = [await desk.register('sebelum beku')];
    await desk.synced();
    await proxy.line.cut();
    saved.push(await desk.register('belum terkirim'));
    await proxy.line.mend();
    const second = await desk.browser.context.newPage();
    await desk.goto('/', second);
    same(await statusOf(second), 'locked-by-other-window', 'status of the second window');
    const frozen = await processOf(desk.page);
    must(frozen !== (await processOf(second)), 'both windows are one process');
    process.kill(frozen, 'SIGSTOP');
    try {
      takeOver(second);
      await until(
        'the second window takes over from the frozen one',
        async () => (await statusOf(second)) === 'ready',
        TAKES_OVER_S,
        () => statusOf(second),
      );
      const taken = await registerIn(second, 'sesudah ambil alih');
      must('number' in taken, `refused: ${JSON.stringify(taken)}`);
      saved.push(taken);
    } finally {
      process.kill(frozen, 'SIGCONT');
    }
    await until(
      'the first window knows that it lost its place',
      async () => (await statusOf(desk.page)) === 'locked-by-other-window',
      120,
    );
    const refused = await registerIn(desk.page, 'dari jendela lama');
    must('code' in refused, 'the window that lost its place wrote');
    await second.waitForFunction(() => {
      const state = window.desk?.sync.state.get();
      return state?.kind === 'synced' && state.pending === 0;
    });
    same(new Set(saved.map(({ number }) => number)).size, saved.length, 'numbers');
    await arrivedOnce(world.office.db, saved);
    await desk.kill();
    await desk.open();
    await desk.synced();
    await agrees(world.office.db, desk);
  },
};
