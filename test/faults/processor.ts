/** What a page's process gets of this machine, which other work may keep busy. Linux. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { must } from './row.ts';

/** @returns the process that draws a page: the one that works while the page is made to. */
export async function processOf(page: Page): Promise<number> {
  const browser = page.context().browser();
  must(browser, 'no browser');
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const drawing = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  /** Clock ticks that each of them has worked, as Linux counts them. */
  const worked = async (): Promise<Map<number, number>> => {
    const ticks = new Map<number, number>();
    for (const id of drawing) {
      const [, rest = ''] = (await readFile(`/proc/${id}/stat`, 'utf8').catch(() => '')).split(') ');
      ticks.set(id, Number(rest.split(' ')[11] ?? 0));
    }
    return ticks;
  };
  const before = await worked();
  await page.evaluate(() => {
    const end = performance.now() + 700;
    while (performance.now() < end);
  });
  const after = await worked();
  const [busiest] = [...after]
    .map(([id, time]) => [id, time - (before.get(id) ?? 0)] as const)
    .toSorted(([, a], [, b]) => b - a);
  must(busiest && busiest[1] > 5, 'no process of the page found');
  return busiest[0];
}

const WINDOW_MS = 2000;
/** A thread that did less in a window says nothing about how long it had to wait for its turn. */
const LEAST_MS = 50;

/** Times the main thread of a process has worked, and has stood ready without a processor; ms. */
async function turnsOf(pid: number): Promise<{ readonly worked: number; readonly waited: number }> {
  const [worked = 0, waited = 0] = (await readFile(`/proc/${pid}/schedstat`, 'utf8')).split(' ').map(Number);
  return { worked: worked / 1e6, waited: waited / 1e6 };
}

/**
 * Watches how much longer everything takes on a page's main thread because others use the processors.
 * @returns ends the watching and tells the factor of the worst two seconds: 1 on a machine with nothing else to do
 */
export async function watchSlowness(page: Page): Promise<() => number> {
  const pid = await processOf(page);
  let last = await turnsOf(pid);
  let worst = 1;
  const timer = setInterval(() => {
    turnsOf(pid).then(
      (now) => {
        const [worked, waited] = [now.worked - last.worked, now.waited - last.waited];
        last = now;
        if (worked >= LEAST_MS) worst = Math.max(worst, (worked + waited) / worked);
      },
      // the process has gone, and the row says why
      () => undefined,
    );
  }, WINDOW_MS);
  return () => {
    clearInterval(timer);
    return worst;
  };
}
