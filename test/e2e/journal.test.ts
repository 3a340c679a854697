/**
 * Saved means journalled, in a real browser with IndexedDB on disk: a desk is killed between every two writes of a
 * command, and several desks form numbers.
 */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, newProfile, openBrowser, removeProfile } from '#test/support/chromium.ts';
import { type HeadOffice, NGAWI, PASSWORD, startHeadOffice } from '#test/support/head-office.ts';

let folder = '';
let office: HeadOffice;
const profiles: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loket-desk-page-'));
  await build({
    configFile: false,
    root: join(import.meta.dirname, 'desk-page'),
    base: './',
    mode: 'e2e',
    logLevel: 'warn',
    worker: { format: 'es' },
    build: { outDir: folder, emptyOutDir: true, target: 'chrome120', assetsInlineLimit: 0 },
  });
  office = await startHeadOffice({ renderer: folder });
  await office.createUser({ username: 'rina', branchId: NGAWI.code });
});
afterAll(async () => {
  await office.close();
  for (const path of [folder, ...profiles]) await removeProfile(path);
});

const open = async (profile: string): Promise<Browser> => {
  const browser = await openBrowser(profile);
  await browser.page.goto(office.url);
  await browser.page.waitForFunction(() => window.desk !== undefined);
  return browser;
};

const signIn = (browser: Browser): Promise<unknown> =>
  browser.page.evaluate(
    async ([password]) => {
      const answer = await window.desk?.signIn({ username: 'rina', password: password ?? '' });
      if (!answer?.ok) throw new Error(JSON.stringify(answer));
    },
    [PASSWORD],
  );

/** A desk in a new profile, in agreement with head office. */
async function newDesk(name: string): Promise<{ readonly profile: string; readonly browser: Browser }> {
  const profile = await newProfile();
  profiles.push(profile);
  const browser = await open(profile);
  await enrol(browser, name);
  await signIn(browser);
  await synced(browser);
  return { profile, browser };
}

async function enrol(browser: Browser, name: string): Promise<void> {
  const code = await office.enrolmentCode(NGAWI.code);
  await browser.page.evaluate(
    async ([url, code, deskName]) => {
      const answer = await window.desk?.enrol({ url: url ?? '', code: code ?? '', deskName: deskName ?? '' });
      if (!answer?.ok) throw new Error(JSON.stringify(answer));
    },
    [office.url, code, name],
  );
}

const synced = (browser: Browser): Promise<unknown> =>
  browser.page.waitForFunction(() => {
    const state = window.desk?.sync.state.get();
    return state?.kind === 'synced' && state.pending === 0;
  });

/** Runs F2's command. @returns the number on paper, or the error's code. */
const register = (browser: Browser, description: string, draftId?: string): Promise<string> =>
  browser.page.evaluate(
    async ([text, draft]) => {
      const desk = window.desk;
      if (!desk) throw new Error('no desk');
      const answer = await desk.run(
        'registerComplaint',
        {
          kind: 'complaint',
          newCustomer: { name: 'Sri Lestari' },
          channel: 'walk_in',
          category: 'terlambat',
          description: text,
        },
        draft ? { draftId: draft } : {},
      );
      return answer.ok ? (answer.value.result as { number: string }).number : answer.error.code;
    },
    [description, draftId] as const,
  );

/** What the desk shows once everything that was saved is applied. */
const shown = async (
  browser: Browser,
): Promise<{ complaints: string[]; activities: number; drafts: string[] }> => {
  await browser.page.waitForFunction(() => window.desk?.directory.ready.get());
  return browser.page.evaluate(async () => {
    const desk = window.desk;
    if (!desk) throw new Error('no desk');
    const page = await desk.directory.list({ collection: 'complaints', limit: 1000 });
    const live = desk.list('activities', {});
    const activities = await new Promise<number>((resolve) => {
      const end = live.subscribe(() => {
        if (live.get().loading) return;
        resolve(live.get().value.filter((doc) => doc['kind'] === 'complaint_registered').length);
        queueMicrotask(() => end());
      });
    });
    return {
      complaints: page.rows.map((row) => row.number),
      activities,
      drafts: desk.drafts.list().map((draft) => draft.id),
    };
  });
};

test(
  'killed between any two writes of a command: nothing was said to be saved, or everything is there, once',
  { timeout: 600_000 },
  async () => {
    const { profile, browser: first } = await newDesk('Loket 1');
    await first.context.setOffline(true);
    let browser = first;
    let saved = 0;
    let registered = (await shown(browser)).complaints.length;
    const killedAt: string[] = [];

    for (let target = 0; ; target++) {
      const draftId = `draft-${target}`;
      await browser.page.evaluate(
        (id) => window.desk?.drafts.put({ id, form: 'intake', value: { text: 'setengah' } }),
        draftId,
      );
      let steps = 0;
      let announce: (step: string) => void = () => undefined;
      const reachedTarget = new Promise<string>((resolve) => {
        announce = resolve;
      });
      await browser.page.exposeFunction('stepReached', (step: string) => {
        if (steps++ < target) {
          if (step === 'flagged') announce('');
          return undefined;
        }
        announce(step);
        // the desk stands still here until it is killed
        return new Promise(() => undefined);
      });
      await browser.page.evaluate(() => {
        Object.assign(globalThis, {
          __loketSteps: (step: string) =>
            (window as unknown as { stepReached(s: string): Promise<void> }).stepReached(step),
        });
      });
      let said: string | undefined;
      register(browser, `pengaduan ${target}`, draftId).then(
        (number) => {
          said = number;
        },
        // killed before it was told
        () => undefined,
      );
      // empty when the command and its application came to an end before the step
      const step = await reachedTarget;
      expect(step).not.toMatch(/^refused/);
      await browser.kill();
      browser = await open(profile);
      await browser.context.setOffline(true);
      await signIn(browser);
      const now = await shown(browser);
      const grew = now.complaints.length - registered;
      expect([0, 1], `killed at ${step}`).toContain(grew);
      if (said !== undefined) {
        expect(now.complaints, `killed at ${step}`).toContain(said);
        saved++;
      }
      expect(now.activities, `killed at ${step}`).toBe(now.complaints.length);
      expect(new Set(now.complaints).size).toBe(now.complaints.length);
      expect(now.drafts.includes(draftId), `killed at ${step}`).toBe(grew === 0);
      registered = now.complaints.length;
      if (step === '') break;
      killedAt.push(step);
    }
    console.log(`killed at: ${killedAt.join(', ')}; ${saved} said to be saved`);
    expect(killedAt).toEqual(
      expect.arrayContaining(['before saving', 'entry', 'draft', 'saved', 'applied complaints', 'flagged']),
    );
    await browser.context.setOffline(false);
    await synced(browser);
    const rows = await office.db.query<{ data: string }>(
      `SELECT data FROM documents WHERE collection = 'complaints'`,
    );
    expect(rows).toHaveLength(registered);
    await browser.close();
  },
);

test(
  'two offline desks, a wiped profile and a second tab: no number twice',
  { timeout: 300_000 },
  async () => {
    const numbers: string[] = [];
    const desks = [await newDesk('Loket A'), await newDesk('Loket B')];
    for (const { browser } of desks) await browser.context.setOffline(true);
    for (let n = 0; n < 5; n++)
      for (const { browser } of desks) numbers.push(await register(browser, `luar jaringan ${n}`));

    const [a, b] = desks;
    if (!a || !b) throw new Error('no desks');
    const tab = await a.browser.context.newPage();
    await a.browser.context.setOffline(false);
    await tab.goto(office.url);
    await tab.waitForFunction(() => window.desk !== undefined);
    expect(await tab.evaluate(() => window.desk?.status.get())).toBe('locked-by-other-window');
    const refused = await tab.evaluate(() => window.desk?.run('registerComplaint', {}));
    expect(refused).toMatchObject({ ok: false });
    await tab.close();

    await b.browser.kill();
    await rm(b.profile, { recursive: true, force: true });
    const wiped = await open(b.profile);
    expect(await wiped.page.evaluate(() => window.desk?.status.get())).toBe('unenrolled');
    expect(await register(wiped, 'tanpa pendaftaran')).toBe('not_ready');
    await wiped.close();
    const again = await newDesk('Loket B');
    for (let n = 0; n < 5; n++) numbers.push(await register(again.browser, `sesudah hilang ${n}`));

    expect(numbers.every((number) => /^K-NGW-[A-Z0-9]+-\d+$/.test(number))).toBe(true);
    expect(new Set(numbers).size).toBe(numbers.length);
    await a.browser.close();
    await again.browser.close();
  },
);

test('a copied profile: its number stands at head office once, and the work of the copy stays in plain sight', async () => {
  const original = await newDesk('Loket C');
  await original.browser.close();
  const copied = await newProfile();
  profiles.push(copied);
  await cp(original.profile, copied, { recursive: true });
  const first = await open(original.profile);
  const second = await open(copied);
  const number = await register(first, 'di komputer asli');
  // a state from before the last save would be believed otherwise
  await first.page.evaluate(() => window.desk?.sync.sendNow());
  await synced(first);
  // a browser cannot tell that it is a copy: head office does, at the first thing that both of them number alike
  expect(await register(second, 'di salinan')).toBe(number);
  await second.page.waitForFunction(() => {
    const sync = window.desk?.sync;
    return sync?.quarantine.get().some((item) => item.code === 'number_taken');
  });
  const stored = await office.db.query<{ data: string }>(
    `SELECT d.data FROM documents d JOIN numbers n ON n.collection = d.collection AND n.id = d.id WHERE n.number = $1`,
    [number],
  );
  expect(stored.map(({ data }) => (JSON.parse(data) as { description: string }).description)).toEqual([
    'di komputer asli',
  ]);
  const everywhere = await office.db.query<{ data: string }>(
    `SELECT data FROM documents WHERE collection = 'complaints' AND NOT deleted`,
  );
  const numbers = everywhere.map(({ data }) => (JSON.parse(data) as { number: string }).number);
  expect(new Set(numbers).size).toBe(numbers.length);
  expect((await shown(second)).complaints).toContain(number);
  // the way out: a code of its own, then customer and complaint under numbers of their own
  const refusedOf = (collection: string): Promise<unknown> =>
    second.page.waitForFunction(
      (wanted) =>
        window.desk?.sync.quarantine
          .get()
          .some((item) => item.collection === wanted && item.code === 'number_taken'),
      collection,
    );
  const renumber = (collection: string): Promise<string> =>
    second.page.evaluate(async (wanted) => {
      const sync = window.desk?.sync;
      const refused = sync?.quarantine.get().find((item) => item.collection === wanted);
      const answer = refused && (await sync?.renumber(refused));
      return answer?.ok ? answer.value : (answer?.error.code ?? 'nothing refused');
    }, collection);
  await second.page.waitForFunction(() => window.desk?.mustEnrol.get() === 'device_cloned');
  // which of the two was sent first is left to the desk; the other may wait for the enrolment
  const refusedFirst = await second.page.evaluate(
    () => window.desk?.sync.quarantine.get().find(({ code }) => code === 'number_taken')?.collection ?? '',
  );
  expect(await renumber(refusedFirst)).toBe('desk_code_needed');
  await enrol(second, 'Loket C2');
  await signIn(second);
  for (const [collection, prefix] of [
    ['customers', 'P'],
    ['complaints', 'K'],
  ] as const) {
    await refusedOf(collection);
    const fresh = await renumber(collection);
    expect(fresh).toMatch(new RegExp(`^${prefix}-NGW-D\\d+-1$`));
    expect(fresh.split('-')[2]).not.toBe(number.split('-')[2]);
    const taken = () => office.db.query('SELECT collection FROM numbers WHERE number = $1', [fresh]);
    await expect.poll(taken, { timeout: 60_000 }).toEqual([{ collection }]);
  }
  await synced(second);
  expect(await second.page.evaluate(() => window.desk?.sync.quarantine.get().length)).toBe(0);
  await first.close();
  await second.close();
});
