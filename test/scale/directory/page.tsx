/** The product's screens over a large made-up book in the product's own storage, with a clock at every keystroke. */
import '#renderer/ui/theme/styles.ts';
import { createRoot } from 'react-dom/client';
import { App } from '#renderer/app/app.tsx';
import { openCollections } from '#renderer/data/db/database.ts';
import { rxdbStore } from '#renderer/data/db/rxdb-store.ts';
import { workerStorage } from '#renderer/data/db/worker-storage.ts';
import { openDirectory } from '#renderer/data/directory/directory.ts';
import { browserHost } from '#renderer/data/host/browser-host.ts';
import { startI18n } from '#renderer/i18n/index.ts';
import { madeComplaints, madeCustomers } from '#test/support/directory/people.ts';
import { ACTORS, worldDesk } from '#test/support/screens/world.ts';

const NAME = 'loket-scale';
const SEED = 20260305;
const WRITTEN_AT_ONCE = 2000;

export interface Started {
  /** Milliseconds from the call that opens the collections. */
  readonly opened: number;
  readonly firstAnswer: number;
  readonly ready: number;
  /** Hits of the first answer. */
  readonly hits: number;
  /** Longest task of the window's thread until it was ready. */
  readonly longestTask: number;
}

export interface Painted {
  readonly typed: string;
  /** Milliseconds from the key until the answer had come back, and until it was painted. */
  readonly answered: number;
  readonly painted: number;
}

export interface Scale {
  seed(customers: number, complaints: number): Promise<number>;
  start(lost: boolean): Promise<Started>;
  /** Bytes that are kept of each collection. */
  kept(): Promise<Record<string, number>>;
  screens(): void;
  /** What was typed and painted since the last call. */
  painted(): Painted[];
  /** Each question asked of the Worker, without the screens: milliseconds. */
  ask(texts: readonly string[]): Promise<number[]>;
}

declare global {
  interface Window {
    scale?: Scale;
  }
}

const tasks: { readonly at: number; readonly ms: number }[] = [];
new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) tasks.push({ at: startTime, ms: duration });
}).observe({ type: 'longtask', buffered: true });

const opened = async () => (await openCollections(NAME, workerStorage())).collections;
const directory = openDirectory();
const painted: Painted[] = [];
let typed = { text: '', at: 0 };

/** Resolves when what stands in the document has been painted. */
const afterPaint = (): Promise<number> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => resolve(performance.now()), { once: true });
      port1.start();
      port2.postMessage(null);
    });
  });

/** After the answer React draws, and the drawing is painted. */
const afterDrawing = async (): Promise<number> => {
  await afterPaint();
  return afterPaint();
};

addEventListener(
  'input',
  (event) => {
    if (event.target instanceof HTMLInputElement) typed = { text: event.target.value, at: event.timeStamp };
  },
  true,
);

window.scale = {
  async seed(customers, complaints) {
    const collections = await opened();
    const began = performance.now();
    const people = madeCustomers(SEED, customers);
    for (const [collection, docs] of [
      ['customers', people],
      ['complaints', madeComplaints(SEED, complaints, people)],
    ] as const) {
      const store = rxdbStore(collections[collection]);
      for (let at = 0; at < docs.length; at += WRITTEN_AT_ONCE)
        await store.cas(docs.slice(at, at + WRITTEN_AT_ONCE).map((next) => ({ next })));
    }
    return performance.now() - began;
  },
  async start(lost) {
    const began = performance.now();
    const collections = await opened();
    const at = { opened: performance.now() - began, firstAnswer: 0, hits: 0 };
    void directory.setReader(ACTORS.dewi);
    const built = directory.build({ name: NAME, collections, lost: lost ? Object.keys(collections) : [] });
    while (at.hits === 0) {
      at.hits = (await directory.search('sit')).length;
      at.firstAnswer = performance.now() - began;
    }
    await built;
    const ready = performance.now() - began;
    const longestTask = Math.max(0, ...tasks.filter((task) => task.at > began).map((task) => task.ms));
    return { ...at, ready, longestTask };
  },
  async kept() {
    const request = indexedDB.open(`${NAME}-directory`);
    const db = await new Promise<IDBDatabase>((resolve) =>
      request.addEventListener('success', () => resolve(request.result), { once: true }),
    );
    const all = db.transaction('snapshots').objectStore('snapshots').getAll();
    await new Promise((resolve) => all.addEventListener('success', resolve, { once: true }));
    db.close();
    const rows = all.result as { readonly collection: string; readonly bytes: ArrayBuffer }[];
    return Object.fromEntries(rows.map(({ collection, bytes }) => [collection, bytes.byteLength]));
  },
  screens() {
    const desk = worldDesk({ world: 'empty', actor: 'dewi' });
    const root = document.getElementById('root');
    if (!root) throw new Error('no root');
    startI18n('id');
    createRoot(root).render(
      <App
        desk={{
          ...desk,
          directory: {
            ...directory,
            async list(query) {
              const page = await directory.list(query);
              const { text, at } = typed;
              if (query.view?.text === text.trim() && !painted.some((one) => one.typed === text)) {
                const answered = performance.now() - at;
                void afterDrawing().then((now) => painted.push({ typed: text, answered, painted: now - at }));
              }
              return page;
            },
          },
        }}
        host={browserHost(window, '0.1.0')}
      />,
    );
  },
  painted: () => painted.splice(0),
  async ask(texts) {
    const times: number[] = [];
    for (const text of texts) {
      const began = performance.now();
      await directory.search(text);
      times.push(performance.now() - began);
    }
    return times;
  },
};
