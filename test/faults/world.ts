/** What all rows share: one PostgreSQL, one head office, one built page; and what each row gets of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { pino } from 'pino';
import { build } from 'vite';
import type { Role } from '#shared/domain/actor.ts';
import type { HttpConfig } from '#server/http/deps.ts';
import { type RunningServer, startServer } from '#server/start.ts';
import type { BrowserOptions } from '#test/support/chromium.ts';
import { newProfile, removeProfile } from '#test/support/chromium.ts';
import { type HeadOffice, startHeadOffice } from '#test/support/head-office.ts';
import { FaultDesk } from './desk.ts';
import type { KeyPair } from './line.ts';
import { type FaultProxy, openProxy } from './proxy.ts';

export interface Settings {
  /** SIGKILLs of the desk in row 11. */
  readonly killsDesk: number;
  /** SIGKILLs of the server in row 25. */
  readonly killsServer: number;
  /** Profiles stay for a look at them. */
  readonly keep: boolean;
}

export interface DeskOptions extends BrowserOptions {
  /** Origin that the desk knows head office by; the shared one unless said. */
  readonly url?: string;
  readonly branch?: string;
  readonly role?: Role;
  readonly name?: string;
  readonly username?: string;
  readonly profile?: string;
  /** Path of the page, as in `/?screens`. */
  readonly path?: string;
  /** Runs in every page before its own scripts. */
  readonly init?: string;
}

export interface ServerOptions {
  readonly now?: () => Date;
  readonly renderer?: string;
  readonly http?: Partial<HttpConfig>;
}

/** One row's view: everything made through it is undone when the row ends. */
export interface World {
  readonly settings: Settings;
  readonly office: HeadOffice;
  /** Folder of the built page. */
  readonly page: string;
  /** Branches that no other row uses. */
  readonly branch: string;
  readonly otherBranch: string;
  /** Another application server on the same database, with a clock or a page of its own. */
  server(options?: ServerOptions): Promise<RunningServer>;
  /** A proxy before the shared head office, or before `target`. */
  proxy(target?: string, tls?: KeyPair): Promise<FaultProxy>;
  /** A person with the tests' password. @returns the username. */
  person(role?: Role, branch?: string): Promise<string>;
  /** An enrolled desk, signed in and in agreement with head office. */
  desk(options?: DeskOptions): Promise<FaultDesk>;
  /** A new profile, removed with the row. */
  profile(): Promise<string>;
  /** An undoing of the row's own. */
  onEnd(undo: () => Promise<unknown>): void;
  /** A figure for the row's line. */
  note(text: string): void;
}

export interface Shared {
  readonly office: HeadOffice;
  readonly page: string;
  /** @returns a world, what it noted, and its end. */
  row(number: number): { readonly world: World; readonly notes: readonly string[]; end(): Promise<void> };
  close(): Promise<void>;
}

const ROWS = 39;
const codeOf = (number: number, other = false): string =>
  `${other ? 'G' : 'F'}${String(number).padStart(2, '0')}`;

/** Builds the page of the rows. `marker` makes another build of the same sources: other file names. */
export async function buildPage(folder: string, marker = ''): Promise<void> {
  await build({
    configFile: false,
    root: join(import.meta.dirname, 'page'),
    base: './',
    mode: 'e2e',
    logLevel: 'warn',
    plugins: [react()],
    worker: { format: 'es' },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'chrome120',
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 4000,
      rolldownOptions: { output: { intro: `globalThis.__loketBuild=${JSON.stringify(marker)};` } },
    },
  });
}

/** Starts what the rows share. */
export async function openWorld(settings: Settings): Promise<Shared> {
  const page = await mkdtemp(join(tmpdir(), 'loket-faults-page-'));
  await buildPage(page);
  const branches = Array.from({ length: ROWS }, (_, index) => [codeOf(index + 1), codeOf(index + 1, true)])
    .flat()
    .map((code) => ({ code, name: code, zone: 'Asia/Jakarta' as const }));
  const office = await startHeadOffice({ postgres: 'embedded', renderer: page, branches });
  let people = 0;

  const row: Shared['row'] = (number) => {
    const undo: (() => Promise<unknown>)[] = [];
    const notes: string[] = [];
    const onEnd = (step: () => Promise<unknown>): void => void undo.push(step);
    const [branch, otherBranch] = [codeOf(number), codeOf(number, true)];
    const person: World['person'] = async (role = 'frontliner', where = branch) => {
      const username = `petugas${++people}`;
      await office.createUser({ username, name: username, branchId: where, role });
      return username;
    };
    const profile = async (): Promise<string> => {
      const folder = await newProfile();
      if (!settings.keep) onEnd(() => removeProfile(folder));
      return folder;
    };
    const world: World = {
      settings,
      office,
      page,
      branch,
      otherBranch,
      onEnd,
      person,
      profile,
      async server({ now, renderer = page, http } = {}) {
        const server = await startServer(
          {
            host: '127.0.0.1',
            port: 0,
            dataFolder: '',
            renderer,
            http: { perMinute: 1_000_000, signInsPerMinute: 1_000_000, ...http },
          },
          {
            // the database is closed with the shared head office
            db: { ...office.db, close: () => Promise.resolve() },
            log: pino({ level: 'silent' }),
            ...(now ? { now } : {}),
          },
        );
        onEnd(() => server.close());
        return server;
      },
      async proxy(target = office.url, tls) {
        const proxy = await openProxy(target, tls);
        onEnd(() => proxy.close());
        return proxy;
      },
      async desk(options = {}) {
        const where = options.branch ?? branch;
        const desk = new FaultDesk(
          {
            profile: options.profile ?? (await profile()),
            url: options.url ?? office.url,
            branch: where,
            username: options.username ?? (await person(options.role, where)),
          },
          options,
        );
        onEnd(() => desk.kill());
        const { init } = options;
        await desk.open(
          init === undefined
            ? undefined
            : ({ context }) => context.addInitScript({ content: init }).then(() => undefined),
          options.path,
        );
        await desk.enrol(await office.enrolmentCode(where), options.name ?? 'Loket 1');
        await desk.signIn();
        await desk.synced();
        return desk;
      },
      note: (text) => void notes.push(text),
    };
    return {
      world,
      notes,
      async end() {
        for (const step of undo.splice(0).toReversed()) await step().catch(() => undefined);
      },
    };
  };
  return {
    office,
    page,
    row,
    async close() {
      await office.close();
      await rm(page, { recursive: true, force: true });
    },
  };
}
