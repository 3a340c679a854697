/**
 * A desk of the protocol: the product's replicator over documents in memory, real requests to a real head office.
 * Light enough for hundreds of them in one process. No journal, no screens.
 */
import { v7 } from 'uuid';
import type { SignedIn } from '#shared/api/auth.ts';
import type { Enrolled } from '#shared/api/devices.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import { LoketFailure, type LoketError } from '#shared/errors/errors.ts';
import type { Content, StoredDoc } from '#shared/sync/document.ts';
import { mergeOf } from '#shared/sync/merge/tables.ts';
import { PROTOCOL_VERSION } from '#shared/sync/messages.ts';
import { knownOf, stamp } from '#shared/sync/replica.ts';
import { Replicator } from '#shared/sync/replicator.ts';
import { equal } from '#shared/sync/same.ts';
import { change, type Net, type Position, START, type Store } from '#shared/sync/store.ts';

/** Documents of one collection in memory. What is stored is never changed, so a document is the same if it is it. */
export class MemoryStore implements Store {
  readonly docs = new Map<string, StoredDoc>();
  readonly #waiting = new Set<string>();
  #position: Position | null = null;

  async get(ids: readonly string[]): Promise<Map<string, StoredDoc>> {
    const found = new Map<string, StoredDoc>();
    for (const id of ids) {
      const doc = this.docs.get(id);
      if (doc) found.set(id, doc);
    }
    return found;
  }

  async unsent(limit: number, after?: StoredDoc): Promise<readonly StoredDoc[]> {
    const found: StoredDoc[] = [];
    let behind = after === undefined || !this.#waiting.has(after.id);
    for (const id of this.#waiting) {
      if (found.length === limit) break;
      const doc = this.docs.get(id);
      if (doc && behind) found.push(doc);
      behind ||= id === after?.id;
    }
    return found;
  }

  async held(): Promise<readonly { readonly id: string; readonly rev: string }[]> {
    return [...this.docs.values()].filter((doc) => !doc._deleted || doc.unsent !== 0 || doc.ver > 0);
  }

  async *known(): AsyncGenerator<readonly { readonly id: string; readonly rev: string }[]> {
    yield [...this.docs.values()].flatMap((doc) => knownOf(doc) ?? []);
  }

  async cas(
    rows: readonly { readonly prev?: StoredDoc | undefined; readonly next: StoredDoc }[],
  ): Promise<Map<string, StoredDoc>> {
    const written = new Map<string, StoredDoc>();
    for (const { prev, next } of rows) {
      if (this.docs.get(next.id) !== prev) continue;
      this.docs.set(next.id, next);
      if (next.unsent === 1 || next.unsent === 2) this.#waiting.add(next.id);
      else this.#waiting.delete(next.id);
      written.set(next.id, next);
    }
    return written;
  }

  async position(): Promise<Position | null> {
    return this.#position;
  }

  async savePosition(prev: Position, next: Position): Promise<boolean> {
    if (!equal(this.#position ?? START, prev)) return false;
    this.#position = next;
    return true;
  }

  /** Documents that head office has not answered. */
  get waiting(): number {
    return this.#waiting.size;
  }
}

export interface MemoryDeskOptions {
  /** Origin of head office. */
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** Of `enrolDesk`; without one the desk prints no numbers of its own. */
  readonly device?: Pick<Enrolled, 'deviceId' | 'deviceSecret'> | undefined;
  /** What it replicates, in the order in which it does. */
  readonly collections?: readonly CollectionName[] | undefined;
  /** Instead of the global one: counts, delays, drops. */
  readonly fetch?: typeof fetch | undefined;
  /** The desk's own clock, told to head office. */
  readonly clock?: (() => Date) | undefined;
}

const COLLECTIONS: readonly CollectionName[] = ['customers', 'complaints', 'activities'];

/** Makes a desk of an enrolment code. @throws LoketFailure what head office answers */
export async function enrolDesk(url: string, code: string, name = 'Loket'): Promise<Enrolled> {
  return call(fetch, url, '/api/devices/enrol', { code, name });
}

async function call<T>(
  send: typeof fetch,
  url: string,
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<T> {
  const response = await send(new URL(path, url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const answer: unknown = await response.json();
  if (response.status < 300) return answer as T;
  const { error } = answer as { error?: LoketError };
  throw new LoketFailure(error ?? { code: `http_${response.status}`, kind: 'retryable' });
}

export class MemoryDesk {
  readonly stores: ReadonlyMap<CollectionName, MemoryStore>;
  readonly #options: MemoryDeskOptions;
  readonly #send: typeof fetch;
  readonly #replicators: readonly Replicator[];
  #device: MemoryDeskOptions['device'];
  #session: SignedIn | null = null;

  constructor(options: MemoryDeskOptions) {
    this.#options = options;
    this.#device = options.device;
    this.#send = options.fetch ?? fetch;
    const collections = options.collections ?? COLLECTIONS;
    this.stores = new Map(collections.map((name) => [name, new MemoryStore()]));
    this.#replicators = [...this.stores].map(
      ([name, store]) =>
        new Replicator({ store, net: this.#net(name), merge: mergeOf(name), newRev: () => v7() }),
    );
  }

  /** Signs in (again). @throws LoketFailure what head office answers */
  async signIn(): Promise<SignedIn> {
    const { url, username, password } = this.#options;
    const device = this.#device && {
      deviceId: this.#device.deviceId,
      deviceSecret: this.#device.deviceSecret,
    };
    this.#session = await call<SignedIn>(this.#send, url, '/api/auth/sign-in', {
      username,
      password,
      ...device,
    });
    return this.#session;
  }

  /** The same disk under another identity, after head office has asked to enrol anew. */
  enrolledAs(device: NonNullable<MemoryDeskOptions['device']>): void {
    this.#device = device;
    this.#session = null;
  }

  /** Asks head office in the name of who is signed in, with a fresh token where the old one has run out. */
  async ask<T>(path: string, body: unknown): Promise<T> {
    const session = this.#session ?? (await this.signIn());
    const send = ({ accessToken }: SignedIn): Promise<T> =>
      call(this.#send, this.#options.url, path, body, {
        authorization: `Bearer ${accessToken}`,
        'loket-protocol': String(PROTOCOL_VERSION),
        'loket-clock': (this.#options.clock?.() ?? new Date()).toISOString(),
      });
    try {
      return await send(session);
    } catch (thrown) {
      if (!(thrown instanceof LoketFailure) || thrown.error.code !== 'token_expired') throw thrown;
      const { refreshToken } = session;
      this.#session = await call<SignedIn>(this.#send, this.#options.url, '/api/auth/refresh', {
        refreshToken,
      });
      return send(this.#session);
    }
  }

  #net(collection: CollectionName): Net {
    const to = (verb: string) => `/api/sync/${collection}/${verb}`;
    return {
      push: (rows) => this.ask(to('push'), { rows }),
      pull: (checkpoint, limit) => this.ask(to('pull'), { checkpoint, limit }),
      snapshot: (after, limit) => this.ask(to('snapshot'), { after, limit }),
      digest: (checkpoint, list) => this.ask(to('digest'), { checkpoint, list }),
      fetch: (ids) => this.ask(to('fetch'), { ids }),
    };
  }

  #store(collection: CollectionName): MemoryStore {
    const store = this.stores.get(collection);
    if (!store) throw new Error(`this desk does not replicate ${collection}`);
    return store;
  }

  /** Writes content as a person would: a new revision, unsent. */
  async write(collection: CollectionName, content: Content, deleted = false): Promise<void> {
    await change(this.#store(collection), content.id, (prev) => stamp(prev, content, deleted, v7()));
  }

  /** @returns a document as it is here; undefined where there is none or it was deleted. */
  read(collection: CollectionName, id: string): StoredDoc | undefined {
    const doc = this.#store(collection).docs.get(id);
    return doc?._deleted ? undefined : doc;
  }

  /** Pushes and pulls every collection until both sides agree. @throws what a request throws; call again later */
  async sync(): Promise<void> {
    for (const replicator of this.#replicators) await replicator.cycle();
  }

  /** Rule 26. @returns the documents that were asked for anew over all collections; null when nothing can be said now */
  async reconcile(): Promise<number | null> {
    let asked = 0;
    for (const replicator of this.#replicators) {
      const found = await replicator.reconcile();
      if (found === null) return null;
      asked += found;
    }
    return asked;
  }

  /** Documents that head office has not answered, and those that it refused. */
  get open(): { readonly unsent: number; readonly refused: readonly StoredDoc[] } {
    let unsent = 0;
    const refused: StoredDoc[] = [];
    for (const store of this.stores.values()) {
      unsent += store.waiting;
      for (const doc of store.docs.values()) if (doc.unsent === 3) refused.push(doc);
    }
    return { unsent, refused };
  }

  /** Id and revision of every live document by collection, sorted: equal texts mean equal desks. */
  contents(): string {
    return [...this.stores]
      .flatMap(([name, store]) =>
        [...store.docs.values()]
          .filter((doc) => !doc._deleted && doc.unsent !== 3)
          .map((doc) => `${name}/${doc.id}@${doc.rev}`),
      )
      .sort()
      .join('\n');
  }
}
