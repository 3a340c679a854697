/**
 * `node build/run.mjs test/scale/keystrokes.ts [--customers N] [--complaints N]`: from the key to the painted results in a
 * real Chromium, over a made-up book in the product's own storage; how long the directory takes to be made, how large it
 * is on the disk, and how soon it answers at the next start. Figures are printed, not judged. The last line is JSON.
 */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Browser, newProfile, openBrowser, removeProfile } from '#test/support/chromium.ts';
import { serveScreens } from '#test/support/screens/serve.ts';
import type { Scale } from './directory/page.tsx';

const { values } = parseArgs({
  options: {
    customers: { type: 'string', default: '100000' },
    complaints: { type: 'string', default: '20000' },
  },
});
const TEXTS = [
  'siti rahayu',
  'santoso',
  'pt maju jaya',
  'simanjuntak',
  'wahyuni lubis',
  'sumber rejeki',
  'bambamg', // mistyped
  'hutagalnug', // mistyped
  '0812345678',
  '7890',
  'P-NGW-D1-4711',
  'melati paron',
  'h. ahmad',
  'koperasi tunas harapan',
];
/** Between two keys, as of somebody who types fast. */
const KEY_MS = 120;

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const server = await serveScreens(join(import.meta.dirname, 'directory'));
const profile = await newProfile();
let browser: Browser = await openBrowser(profile);

type Answer<N extends keyof Scale> = Awaited<ReturnType<Scale[N]>>;
async function call<N extends keyof Scale>(name: N, ...args: Parameters<Scale[N]>): Promise<Answer<N>> {
  return (await browser.page.evaluate(
    async ([called, given]) => {
      if (!window.scale) throw new Error('no page');
      return await (window.scale[called as keyof Scale] as (...all: unknown[]) => unknown)(
        ...(given as unknown[]),
      );
    },
    [name, args] as const,
  )) as Answer<N>;
}

async function again(): Promise<void> {
  await browser.close();
  browser = await openBrowser(profile);
  await goto();
}

async function goto(): Promise<void> {
  await browser.page.goto(`${server.url}#/pelanggan`);
  await browser.page.waitForFunction(() => window.scale !== undefined);
}

const part = (times: readonly number[], of: number): number =>
  Number((times.toSorted((a, b) => a - b)[Math.floor((times.length - 1) * of)] ?? 0).toFixed(1));
const figures = (times: readonly number[]) => ({
  p50: part(times, 0.5),
  p95: part(times, 0.95),
  most: part(times, 1),
});

try {
  await goto();
  const seeded = await call('seed', Number(values.customers), Number(values.complaints));
  say(`written in ${Math.round(seeded)} ms`);
  await again();
  const first = await call('start', true);
  say(`first time: ${JSON.stringify(first)}`);
  let kept: Record<string, number> = {};
  for (let wait = 0; wait < 600 && !(kept['customers'] && kept['complaints']); wait++) {
    kept = await call('kept').catch(() => ({}));
    await pause(200);
  }
  say(`kept: ${JSON.stringify(kept)}`);
  const starts: Answer<'start'>[] = [];
  for (let n = 0; n < 3; n++) {
    await again();
    starts.push(await call('start', false));
    say(`started again: ${JSON.stringify(starts.at(-1))}`);
  }
  await call('ask', ['warm', 'siti']);
  const letters = TEXTS.flatMap((text) => Array.from(text, (_, at) => text.slice(0, at + 1)));
  const asked = await call('ask', letters);
  await call('screens');
  const field = browser.page.locator('[data-filter]');
  await field.waitFor();
  const painted: Answer<'painted'> = [];
  for (const text of TEXTS) {
    await field.fill('');
    await browser.page.waitForTimeout(KEY_MS);
    await field.focus();
    await browser.page.keyboard.type(text, { delay: KEY_MS });
    await browser.page.waitForTimeout(4 * KEY_MS);
    painted.push(...(await call('painted')));
  }
  const typed = painted.filter((one) => one.typed !== '');
  say(
    JSON.stringify({
      customers: Number(values.customers),
      complaints: Number(values.complaints),
      made: first,
      keptBytes: Object.values(kept).reduce((sum, bytes) => sum + bytes, 0),
      startedAgain: starts,
      asked: figures(asked),
      keys: letters.length,
      paintedKeys: typed.length,
      answered: figures(typed.map((one) => one.answered)),
      painted: figures(typed.map((one) => one.painted)),
    }),
  );
} finally {
  await browser.close();
  await removeProfile(profile);
  await server.close();
}
