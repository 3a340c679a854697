/** Desks without screens in real browsers, worked by hand: pages, enrolment, commands, what a desk shows. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { type Browser, newProfile, openBrowser, removeProfile } from './chromium.ts';
import { type HeadOffice, PASSWORD, startHeadOffice } from './head-office.ts';
import { STANDING_STILL } from './second-format.ts';

export interface DeskPages {
  readonly office: HeadOffice;
  /** Opens the page on a profile and waits until its desk has a status. `query` as in `?second=3`. */
  open(
    profile: string,
    query?: string,
    /** Before the page is asked for. */
    prepare?: (browser: Browser) => Promise<unknown>,
  ): Promise<Browser>;
  /** Opens the page without waiting for its desk. `isStuck`: a conversion of the fixture has begun to stand still. */
  openRaw(
    profile: string,
    query: string,
  ): Promise<{ readonly browser: Browser; readonly isStuck: () => boolean }>;
  newProfile(): Promise<string>;
  /** Makes the page a desk. @returns the error's code, or an empty text. */
  enrol(browser: Browser, branchCode: string, name?: string): Promise<string>;
  /** @returns the error's code, or an empty text. */
  signIn(browser: Browser, username: string): Promise<string>;
  /** A desk in a new profile with a person at work, in agreement with head office. */
  newDesk(
    branchCode: string,
    username: string,
  ): Promise<{ readonly profile: string; readonly browser: Browser }>;
  close(): Promise<void>;
}

/** Builds the page of `test/e2e/desk-page` and starts a head office that serves it. */
export async function openDeskPages(): Promise<DeskPages> {
  const folder = await mkdtemp(join(tmpdir(), 'loket-desk-page-'));
  await build({
    configFile: false,
    root: join(import.meta.dirname, '..', 'e2e', 'desk-page'),
    base: './',
    mode: 'e2e',
    logLevel: 'warn',
    worker: { format: 'es' },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'es2022',
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 5000,
    },
  });
  const office = await startHeadOffice({ renderer: folder });
  const profiles = [folder];
  const browsers: Browser[] = [];
  const pages: DeskPages = {
    office,
    async open(profile, query = '', prepare?) {
      const browser = await openBrowser(profile);
      browsers.push(browser);
      await prepare?.(browser);
      await browser.page.goto(`${office.url}/${query}`);
      await browser.page.waitForFunction(() => window.desk !== undefined);
      return browser;
    },
    async openRaw(profile, query) {
      const browser = await openBrowser(profile);
      browsers.push(browser);
      let stuck = false;
      browser.page.on('console', (line) => (stuck ||= line.text() === STANDING_STILL));
      await browser.page.goto(`${office.url}/${query}`, { waitUntil: 'commit' });
      return { browser, isStuck: () => stuck };
    },
    async newProfile() {
      const profile = await newProfile();
      profiles.push(profile);
      return profile;
    },
    async enrol(browser, branchCode, name = 'Loket 1') {
      const code = await office.enrolmentCode(branchCode);
      return browser.page.evaluate(
        async ([url = '', given = '', deskName = '']) => {
          const answer = await window.desk?.enrol({ url, code: given, deskName });
          return answer?.ok ? '' : (answer?.error.code ?? 'no desk');
        },
        [office.url, code, name],
      );
    },
    signIn: (browser, username) =>
      browser.page.evaluate(
        async ([name = '', password = '']) => {
          const answer = await window.desk?.signIn({ username: name, password });
          return answer?.ok ? '' : (answer?.error.code ?? 'no desk');
        },
        [username, PASSWORD],
      ),
    async newDesk(branchCode, username) {
      const profile = await pages.newProfile();
      const browser = await pages.open(profile);
      for (const code of [await pages.enrol(browser, branchCode), await pages.signIn(browser, username)])
        if (code !== '') throw new Error(code);
      await synced(browser);
      return { profile, browser };
    },
    async close() {
      for (const browser of browsers) await browser.kill();
      await office.close();
      for (const profile of profiles) await removeProfile(profile);
    },
  };
  return pages;
}

/** Waits until head office has everything of the desk. */
export const synced = (browser: Browser): Promise<unknown> =>
  browser.page.waitForFunction(() => {
    const state = window.desk?.sync.state.get();
    return state?.kind === 'synced' && state.pending === 0;
  });

/** Runs the intake's command. @returns the number on paper, or the error's code. */
export const register = (browser: Browser, description: string, confidential = false): Promise<string> =>
  browser.page.evaluate(
    async ([text, secret]) => {
      const answer = await window.desk?.run('registerComplaint', {
        kind: 'complaint',
        newCustomer: { name: 'Sri Lestari' },
        channel: 'walk_in',
        category: 'terlambat',
        description: text,
        ...(secret ? { confidential: true } : {}),
      });
      if (!answer) return 'no desk';
      return answer.ok ? (answer.value.result as { number: string }).number : answer.error.code;
    },
    [description, confidential] as const,
  );

export const statusOf = (browser: Browser): Promise<string | undefined> =>
  browser.page.evaluate(() => window.desk?.status.get());

/** @returns numbers of the complaints in the directory and how many activities and tasks the desk lists. */
export async function shown(
  browser: Browser,
): Promise<{ readonly complaints: string[]; readonly found: string[]; readonly activities: number }> {
  await browser.page.waitForFunction(() => window.desk?.directory.ready.get());
  return browser.page.evaluate(async () => {
    const desk = window.desk;
    if (!desk) throw new Error('no desk');
    const page = await desk.directory.list({ collection: 'complaints', sort: { by: 'number' }, limit: 1000 });
    const found = await desk.directory.search('Sri', { collections: ['complaints'], limit: 100 });
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
      found: found.map((row) => row.number).toSorted(),
      activities,
    };
  });
}

/** Numbers on paper that head office has, sorted. */
export async function numbersAt(office: HeadOffice): Promise<string[]> {
  const rows = await office.db.query<{ data: string }>(
    `SELECT data FROM documents WHERE collection = 'complaints' AND NOT deleted`,
  );
  return rows.map(({ data }) => (JSON.parse(data) as { number: string }).number).toSorted();
}
