/**
 * `npm run bench -- [--repetitions N] [--rows N] [--edits N]`: the product's replicator against RxDB's replication
 * plugin and against IndexedDB itself, in a real Chromium on disk with a head office on PostgreSQL. Contestants take
 * turns. The last line is JSON: ratios of medians, below 1 where the product is faster.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { type Browser, newProfile, openBrowser, removeProfile } from '#test/support/chromium.ts';
import { NGAWI, PASSWORD } from '#test/support/head-office.ts';
import { Figures } from './figures.ts';
import { type BenchOffice, type Place, startBenchOffice } from './office.ts';
import type { Bench, Kind } from './page/page.ts';

const { values } = parseArgs({
  options: {
    repetitions: { type: 'string', default: '5' },
    rows: { type: 'string', default: '20000' },
    edits: { type: 'string', default: '10000' },
  },
});
const [repetitions, rows, edits] = [values.repetitions, values.rows, values.edits].map(Number) as [
  number,
  number,
  number,
];
const FEW = 20;
const PLUGIN_BATCHES = [500, 2000];
const figures = new Figures();
const say = (text: string): void => void process.stdout.write(`${text}\n`);

class Page {
  readonly #browser: Browser;
  readonly #office: BenchOffice;

  constructor(browser: Browser, office: BenchOffice) {
    this.#browser = browser;
    this.#office = office;
  }

  async call<N extends keyof Bench>(
    name: N,
    ...args: Parameters<Bench[N]>
  ): Promise<Awaited<ReturnType<Bench[N]>>> {
    return (await this.#browser.page.evaluate(
      async ([called, given]) => {
        if (!window.bench) throw new Error('no bench');
        return await (window.bench[called as keyof Bench] as (...all: unknown[]) => unknown)(
          ...(given as unknown[]),
        );
      },
      [name, args] as const,
    )) as Awaited<ReturnType<Bench[N]>>;
  }

  /** Requests from now on are this person's. */
  async as(place: Place): Promise<void> {
    await this.call('use', await this.#office.token(place));
  }
}

const placeOf = (office: BenchOffice, kind: Kind): Place => office[kind];

async function firstFilling(page: Page, office: BenchOffice): Promise<void> {
  for (let n = 0; n < repetitions; n++) {
    for (const kind of ['own', 'plugin'] as const) {
      const name = `${kind}-fill-${n}`;
      await page.as(placeOf(office, kind));
      await page.call('open', kind, name);
      const ms = await page.call('fill', name);
      figures.add(`fill ${kind}`, ms);
      say(`fill ${kind}: ${ms.toFixed(0)} ms`);
      const count = await page.call('count', name);
      if (count !== rows) throw new Error(`${kind} has ${count} of ${rows}`);
      await page.call('remove', name);
    }
    figures.add('fill raw', await page.call('rawFill'));
  }
}

async function pushing(page: Page, office: BenchOffice): Promise<void> {
  const desks: readonly Kind[] = ['own', 'plugin'];
  for (const kind of desks) {
    await page.as(placeOf(office, kind));
    await page.call('open', kind, kind);
    await page.call('fill', kind);
  }
  const contestants = [
    { kind: 'own' as const },
    ...PLUGIN_BATCHES.map((batch) => ({ kind: 'plugin' as const, batch })),
  ];
  for (const [what, count, times] of [
    ['push', edits, repetitions],
    ['few', FEW, repetitions * 3],
  ] as const) {
    for (let n = 0; n < times; n++) {
      for (const contestant of contestants) {
        const batch = 'batch' in contestant ? contestant.batch : undefined;
        await page.as(placeOf(office, contestant.kind));
        await page.call('edit', contestant.kind, count, `${what} ${n} ${batch ?? 0} `.repeat(6));
        const ms = await (batch === undefined
          ? page.call('push', contestant.kind)
          : page.call('push', contestant.kind, batch));
        const name = `${what} ${contestant.kind}${batch ? ` ${batch}` : ''}`;
        figures.add(name, ms);
        say(`${name}: ${ms.toFixed(0)} ms`);
      }
    }
  }
  for (const kind of desks) await page.call('remove', kind);
}

const folder = await mkdtemp(join(tmpdir(), 'loket-bench-'));
const profile = await newProfile();
let office: BenchOffice | undefined;
let browser: Browser | undefined;
try {
  await build({
    configFile: false,
    root: join(import.meta.dirname, 'page'),
    base: './',
    logLevel: 'warn',
    worker: { format: 'es' },
    build: {
      chunkSizeWarningLimit: 4000,
      outDir: folder,
      emptyOutDir: true,
      target: 'chrome120',
      assetsInlineLimit: 0,
    },
  });
  office = await startBenchOffice(folder, rows);
  browser = await openBrowser(profile);
  await browser.page.goto(office.office.url);
  await browser.page.waitForFunction(() => window.bench !== undefined);
  const page = new Page(browser, office);
  await pushing(page, office);
  await firstFilling(page, office);
  const code = await office.office.enrolmentCode(NGAWI.code);
  await page.call('startDesk', office.office.url, code, office.own.username, PASSWORD);
  const saved = await page.call('saving', repetitions * 10);
  figures.add('saving a command', ...saved.command);
  figures.add('saving raw', ...saved.raw);
} finally {
  await browser?.close();
  await office?.office.close();
  await removeProfile(profile);
  await rm(folder, { recursive: true, force: true });
}
for (const line of figures.lines()) say(line);
const best = (what: string): string =>
  PLUGIN_BATCHES.map((batch) => `${what} plugin ${batch}`).sort(
    (a, b) => figures.median(a) - figures.median(b),
  )[0] ?? '';
say(
  JSON.stringify({
    rows,
    edits,
    repetitions,
    push: figures.ratio('push own', best('push')),
    pushAgainst500: figures.ratio('push own', 'push plugin 500'),
    pushAgainst2000: figures.ratio('push own', 'push plugin 2000'),
    few: figures.ratio('few own', best('few')),
    fill: figures.ratio('fill own', 'fill plugin'),
    fillAgainstRaw: figures.ratio('fill own', 'fill raw'),
    saveAgainstRaw: figures.ratio('saving a command', 'saving raw'),
  }),
);
