/** One desk of a row: a Chromium with its profile on disk, and the product's desk in its page. */
import type { Page } from 'playwright-core';
import type { QuarantineItem, SyncStatus } from '#renderer/data/desk-types.ts';
import { COLLECTION_NAMES } from '#shared/domain/collections.ts';
import { type Browser, type BrowserOptions, openBrowser } from '#test/support/chromium.ts';
import { PASSWORD } from '#test/support/head-office.ts';
import { must, until } from './row.ts';

/** What a person was told is saved. */
export interface Saved {
  readonly id: string;
  readonly number: string;
}

/** A document as the desk holds it. */
export interface Held {
  readonly collection: string;
  readonly id: string;
  readonly rev: string;
  readonly ver: number;
  readonly unsent: number;
}

export interface DeskPlace {
  readonly profile: string;
  readonly url: string;
  readonly branch: string;
  readonly username: string;
}

const PATIENCE_MS = 180_000;

export class FaultDesk {
  readonly place: DeskPlace;
  readonly #options: BrowserOptions;
  #browser: Browser | undefined;

  constructor(place: DeskPlace, options: BrowserOptions = {}) {
    this.place = place;
    this.#options = options;
  }

  get browser(): Browser {
    must(this.#browser, 'the desk is not running');
    return this.#browser;
  }

  get page(): Page {
    return this.browser.page;
  }

  /** Starts Chromium on the profile and opens the page. `prepare` runs before the page is asked for. */
  async open(prepare?: (browser: Browser) => Promise<void>, path = '/'): Promise<void> {
    this.#browser = await openBrowser(this.place.profile, this.#options);
    if (process.env['LOKET_STACK'])
      this.#browser.page.on('console', (said) => console.error(`${this.place.username}: ${said.text()}`));
    // how fast this machine is says nothing about the product
    this.#browser.context.setDefaultTimeout(PATIENCE_MS);
    await prepare?.(this.#browser);
    await this.goto(path);
  }

  async goto(path = '/', page = this.page): Promise<void> {
    await page.goto(`${this.place.url}${path}`);
    await page.waitForFunction(() => window.desk !== undefined, undefined, { polling: 50 });
  }

  async kill(): Promise<void> {
    const browser = this.#browser;
    this.#browser = undefined;
    await browser?.kill();
  }

  async close(): Promise<void> {
    const browser = this.#browser;
    this.#browser = undefined;
    await browser?.close();
  }

  async enrol(code: string, deskName: string): Promise<void> {
    const said = await this.page.evaluate(
      async ([url, code, deskName]) => {
        const answer = await window.desk?.enrol({ url, code, deskName });
        return answer?.ok ? '' : JSON.stringify(answer);
      },
      [this.place.url, code, deskName] as const,
    );
    must(said === '', `enrolment: ${said}`);
  }

  async signIn(username = this.place.username): Promise<void> {
    const said = await this.page.evaluate(
      async ([username, password]) => {
        const answer = await window.desk?.signIn({ username, password });
        return answer?.ok ? '' : JSON.stringify(answer);
      },
      [username, PASSWORD] as const,
    );
    must(said === '', `sign-in: ${said}`);
  }

  status(): Promise<string> {
    return this.page.evaluate(() => window.desk?.status.get() ?? 'none');
  }

  state(): Promise<SyncStatus> {
    return this.page.evaluate(() => window.desk?.sync.state.get() as never);
  }

  async quarantine(): Promise<readonly QuarantineItem[]> {
    return this.page.evaluate(() => [...(window.desk?.sync.quarantine.get() ?? [])]);
  }

  /** Entries of the journal: what was saved and is not known to be at head office. */
  journalled(): Promise<number> {
    return this.page.evaluate(
      () =>
        new Promise<number>((resolve, reject) => {
          const opening = indexedDB.open('loket-desk');
          opening.onerror = () => reject(new Error('the journal does not open'));
          opening.onsuccess = () => {
            const db = opening.result;
            const counting = db.transaction('entries').objectStore('entries').count();
            counting.onsuccess = () => {
              db.close();
              resolve(counting.result);
            };
            counting.onerror = () => reject(new Error('the journal does not read'));
          };
        }),
    );
  }

  /** Everything that was saved is at head office and the desk knows it, but for what was refused. */
  async synced(seconds = 150): Promise<void> {
    await until(
      'the desk agrees with head office',
      async () => {
        const { kind, pending, sending, rejected } = await this.state();
        if (kind !== 'synced' || pending > 0 || sending > 0) return false;
        return rejected > 0 || (await this.journalled()) === 0;
      },
      seconds,
      () => this.state(),
    );
  }

  /** The status bar counts what is saved here and not at head office: exactly so many, at least `least`. */
  async waiting(least: number): Promise<number> {
    let counts: readonly number[] = [];
    await until(
      `at least ${least} changes wait, and are counted`,
      async () => {
        const unsent = (await this.holds()).filter((doc) => doc.unsent === 1 || doc.unsent === 2).length;
        counts = [unsent, (await this.state()).pending];
        return unsent >= least && counts[0] === counts[1];
      },
      90,
      () => counts,
    );
    return counts[0] ?? 0;
  }

  /** A person presses "send now". */
  sendNow(): Promise<unknown> {
    return this.page.evaluate(() => window.desk?.sync.sendNow());
  }

  /**
   * "Send now" without waiting for its end, for rows that reload or kill the page meanwhile: the call then ends
   * without an answer, and what became of the sending is asked of head office.
   */
  startSending(): void {
    this.sendNow().catch(() => undefined);
  }

  /** F2's command for a new customer. @returns what was told, `code` when it was not saved. */
  async tryRegister(text: string): Promise<Saved | { readonly code: string }> {
    return this.page.evaluate(async (description) => {
      const desk = window.desk;
      if (!desk) return { code: 'no_desk' };
      const answer = await desk
        .run('registerComplaint', {
          kind: 'complaint',
          newCustomer: { name: 'Sri Lestari' },
          channel: 'walk_in',
          category: 'terlambat',
          description,
        })
        .catch((thrown: unknown) => ({ ok: false as const, error: { code: `thrown ${String(thrown)}` } }));
      if (!answer.ok) return { code: answer.error.code };
      const { id, number } = answer.value.result as { id: string; number: string };
      return { id, number };
    }, text);
  }

  async register(text: string): Promise<Saved> {
    const said = await this.tryRegister(text);
    must('number' in said, `saving was refused: ${JSON.stringify(said)}`);
    return said;
  }

  async registerMany(count: number, text = 'pengaduan'): Promise<Saved[]> {
    const saved: Saved[] = [];
    for (let n = 0; n < count; n++) saved.push(await this.register(`${text} ${n}`));
    return saved;
  }

  /** Runs another command. @returns its error's code, or nothing. */
  run(name: string, args: unknown): Promise<string> {
    return this.page.evaluate(
      async ([name, args]) => {
        const answer = await window.desk?.run(name, args);
        return answer?.ok ? '' : (answer?.error.code ?? 'no_desk');
      },
      [name, args] as const,
    );
  }

  /** Every document that the desk shows, of all collections. */
  holds(collections: readonly string[] = COLLECTION_NAMES): Promise<Held[]> {
    return this.page.evaluate(async (collections) => {
      const desk = window.desk;
      if (!desk) return [];
      const all = collections.map(
        (collection) =>
          new Promise<Held[]>((resolve) => {
            const live = desk.list(collection, {});
            let end = (): void => undefined;
            const look = (): void => {
              if (live.get().loading) return;
              resolve(
                live
                  .get()
                  .value.map(({ id, rev, ver, unsent }) => ({ collection, id, rev, ver, unsent }) as Held),
              );
              queueMicrotask(() => end());
            };
            end = live.subscribe(look);
            look();
          }),
      );
      return (await Promise.all(all)).flat();
    }, collections);
  }

  /** @returns whether a document can be opened, also one that is saved and not in the lists yet. */
  opens(collection: string, id: string): Promise<boolean> {
    return this.page.evaluate(
      ([collection, id]) =>
        new Promise<boolean>((resolve) => {
          const live = window.desk?.doc(collection, id);
          if (!live) return resolve(false);
          let end = (): void => undefined;
          const look = (): void => {
            if (live.get().loading) return;
            resolve(live.get().value !== undefined);
            queueMicrotask(() => end());
          };
          end = live.subscribe(look);
          look();
        }),
      [collection, id] as const,
    );
  }

  /** @returns the documents of one collection as they stand. */
  documents(collection: string): Promise<Record<string, unknown>[]> {
    return this.page.evaluate(
      (collection) =>
        new Promise<Record<string, unknown>[]>((resolve) => {
          const desk = window.desk;
          if (!desk) return resolve([]);
          const live = desk.list(collection, {});
          let end = (): void => undefined;
          const look = (): void => {
            if (live.get().loading) return;
            resolve(
              live.get().value.map((doc) => JSON.parse(JSON.stringify(doc)) as Record<string, unknown>),
            );
            queueMicrotask(() => end());
          };
          end = live.subscribe(look);
          look();
        }),
      collection,
    );
  }
}
