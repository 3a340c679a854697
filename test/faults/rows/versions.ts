/** Rows 22 and 23: the same data under a newer Loket, and under an older one again. */
import { setTimeout as passing } from 'node:timers/promises';
import { openBrowser } from '#test/support/chromium.ts';
import { STANDING_STILL } from '#test/support/second-format.ts';
import type { FaultDesk, Saved } from '../desk.ts';
import { must, type Row, same, until } from '../row.ts';
import { agrees, arrivedOnce, contentOf, stored } from '../truth.ts';
import type { World } from '../world.ts';
import { standsAtDesk } from './kills.ts';

const SENT = 2;
const UNSENT = 3;
/** Conversions after which the page stands still; each document in between has base and content to be converted. */
const CONVERSIONS = [0, 1, 3];
/** Moments after the page was asked for, in ms: from before the desk opens to after the migration. */
const MOMENTS = [200, 400, 600, 900, 1300];

/** Address of the newer Loket's page. `dieAfter`: it stands still at that conversion; -1: it does not. */
const newer = (dieAfter = -1): string => `/?second=${dieAfter}`;
/** What is unsent is to stay so until the row lets it go. */
const withoutAnswers = async ({ browser }: FaultDesk): Promise<void> => {
  await browser.context.route('**/api/**', (route) => route.abort());
};

/** Opens the page without waiting for its desk, and kills it when `when` says so. */
async function killedWhen(
  desk: FaultDesk,
  path: string,
  when: (stands: () => boolean) => Promise<unknown>,
): Promise<void> {
  const { page, context, kill } = await openBrowser(desk.place.profile);
  let still = false;
  try {
    page.on('console', (line) => (still ||= line.text() === STANDING_STILL));
    await context.route('**/api/**', (route) => route.abort());
    await page.goto(`${desk.place.url}${path}`, { waitUntil: 'commit' });
    await when(() => still);
  } finally {
    await kill();
  }
}

/** A desk with work that head office has and work that it has not; killed. */
async function withUnsentWork(world: World): Promise<{ desk: FaultDesk; saved: Saved[] }> {
  const desk = await world.desk();
  const saved = await desk.registerMany(SENT, 'sudah di pusat');
  await desk.synced();
  await withoutAnswers(desk);
  saved.push(...(await desk.registerMany(UNSENT, 'belum terkirim')));
  await desk.waiting(UNSENT);
  await desk.kill();
  return { desk, saved };
}

const open = (desk: FaultDesk, path = '/'): Promise<void> => desk.open(() => withoutAnswers(desk), path);

/** The older Loket on data that the newer one has begun: it says so, and saves nothing. */
async function refuses(desk: FaultDesk): Promise<void> {
  await open(desk);
  same(await desk.status(), 'newer-data', 'status of the older Loket');
  must('code' in (await desk.tryRegister('dari versi lama')), 'the older Loket has saved something');
  await desk.kill();
}

/** The newer Loket, with head office: everything is there, and what was unsent arrives once, in the new schema. */
async function goesOn(world: World, desk: FaultDesk, saved: readonly Saved[]): Promise<void> {
  await desk.open(undefined, newer());
  await standsAtDesk(desk, saved);
  await desk.sendNow();
  await desk.synced();
  await arrivedOnce(world.office.db, saved);
  for (const { id, number } of saved.slice(SENT, SENT + UNSENT)) {
    const row = await stored(world.office.db, 'complaints', id);
    const { ext } = row ? contentOf(row) : {};
    same((ext as { format?: string } | undefined)?.format, 'second', `schema of ${number}`);
  }
  await agrees(world.office.db, desk);
}

export const migration: Row = {
  number: 22,
  name: 'schema migration with unsent work',
  expected:
    'complaints get a second schema: with too little room nothing is begun and the older Loket goes on; killed at conversions and at moments of the opening, it goes on at the next start; unsent work arrives once, in the new schema',
  limit: 1200,
  async run(world) {
    const { desk, saved } = await withUnsentWork(world);
    // what the browser says of its room; a quota that is set from outside is not told to the page
    const content = 'StorageManager.prototype.estimate = async () => ({ usage: 4e7, quota: 6e7 });';
    await desk.open(async ({ context }) => {
      await context.addInitScript({ content });
    }, newer());
    same(await desk.status(), 'failed', 'status without room for the migration');
    const failure = await desk.page.evaluate(() => window.desk?.failure.get()?.code ?? '');
    same(failure, 'space_for_update', 'what the person is told');
    await desk.kill();
    await open(desk);
    await standsAtDesk(desk, saved);
    await desk.waiting(UNSENT);
    await desk.kill();
    for (const after of CONVERSIONS) {
      await killedWhen(desk, newer(after), (stands) => until('a conversion stands still', stands, 120));
      await refuses(desk);
    }
    for (const moment of MOMENTS) await killedWhen(desk, newer(), () => passing(moment));
    await goesOn(world, desk, saved);
    world.note(`killed at ${CONVERSIONS.length} conversions and ${MOMENTS.length} moments`);
  },
};

export const downgrade: Row = {
  number: 23,
  name: 'downgrade',
  expected:
    'an older Loket on data of a newer one refuses to open it, saves and sends nothing; under the newer one everything is untouched and unsent work arrives',
  async run(world) {
    const { desk, saved } = await withUnsentWork(world);
    await open(desk, newer());
    await standsAtDesk(desk, saved);
    const added = await desk.register('dari versi baru');
    const before = await desk.holds(['complaints', 'customers']);
    await desk.kill();
    await refuses(desk);
    await refuses(desk);
    await open(desk, newer());
    await standsAtDesk(desk, [...saved, added]);
    const sorted = (held: typeof before): string[] => held.map((doc) => JSON.stringify(doc)).toSorted();
    const now = sorted(await desk.holds(['complaints', 'customers']));
    for (const doc of sorted(before)) must(now.includes(doc), `changed meanwhile: ${doc}`);
    await desk.kill();
    await goesOn(world, desk, [...saved, added]);
  },
};
