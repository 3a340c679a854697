/**
 * Brings one collection of a desk into agreement with head office (SPEC.md). Its whole state is in the documents
 * and in the position, so it may die between any two steps, and overlap with itself.
 */
import type { NotTaken, Snapshot, StoredDoc } from './document.ts';
import {
  type DigestResponse,
  MAX_FETCH_IDS,
  type PushAnswer,
  type PushRow,
  type WireDocument,
} from './messages.ts';
import { equal } from './same.ts';
import {
  ask,
  isLeft,
  outgoing,
  receive,
  receiveRestored,
  repair,
  type ReplicaContext,
  settle,
  type Transition,
  withdraw,
} from './replica.ts';
import { type Net, type Position, START, type Store, type WriteRow } from './store.ts';
import { bucketOf, Summary } from './summary.ts';
import { checkDigest, checkFetch, checkPull, checkPush, checkSnapshot } from './validate.ts';

export interface ReplicatorEvents {
  /** Rows that are about to be sent, and 0 when their answer has been dealt with or has failed. */
  sending?(rows: number): void;
  /** `total` is known while an empty desk is being filled by blocks. */
  pulled?(rows: number, more: boolean, total?: number): void;
  /** A merge was stored; `history` may be empty. */
  merged?(doc: StoredDoc, history: readonly NotTaken[]): void;
}

export interface ReplicatorOptions extends ReplicaContext {
  readonly store: Store;
  readonly net: Net;
  /** Awaited before unsent documents are looked for: no rev leaves before its journal entry is applied. */
  readonly beforePush?: () => Promise<void>;
  /** A document whose newest revision must not leave yet, because its journal entry is not flagged as applied. */
  readonly hold?: (id: string) => boolean;
  /** Rows of one request; asked before each one, so that they may follow the line. */
  readonly pushBatch?: () => number;
  readonly pullBatch?: () => number;
  readonly events?: ReplicatorEvents;
}

type Key = { readonly id: string };
type Decide<K extends Key> = (doc: StoredDoc | undefined, key: K) => Transition | null;

/** Ids seen in the complete pull that this replicator is doing, and what was there when it began. */
interface Survey {
  readonly run: string;
  readonly seen: Set<string>;
  readonly before: readonly { readonly id: string; readonly rev: string }[];
}

export class Replicator {
  readonly #options: ReplicatorOptions;
  readonly #pushBatch: () => number;
  readonly #pullBatch: () => number;
  #survey: Survey | null = null;
  #running: Promise<void> | null = null;
  #again = false;
  #stopped = false;

  constructor(options: ReplicatorOptions) {
    this.#options = options;
    this.#pushBatch = options.pushBatch ?? (() => 200);
    this.#pullBatch = options.pullBatch ?? (() => 1000);
  }

  /** Read, decide, write; again for the rows that lost the race. */
  async #update<K extends Key>(
    keys: readonly K[],
    known: Map<string, StoredDoc> | null,
    decide: Decide<K>,
  ): Promise<void> {
    const { store, events } = this.#options;
    let todo = keys;
    for (let docs = known; todo.length > 0; docs = null) {
      docs ??= await store.get(todo.map((key) => key.id));
      const wanted = new Map<string, Transition>();
      const rows: WriteRow[] = [];
      for (const key of todo) {
        const prev = docs.get(key.id);
        const transition = decide(prev, key);
        if (!transition) continue;
        wanted.set(key.id, transition);
        rows.push(prev ? { prev, next: transition.next } : { next: transition.next });
      }
      const written = rows.length > 0 ? await store.cas(rows) : new Map<string, StoredDoc>();
      for (const [id, transition] of wanted) {
        const doc = written.get(id);
        if (doc && transition.history.length > 0) events?.merged?.(doc, transition.history);
      }
      todo = todo.filter((key) => wanted.has(key.id) && !written.has(key.id));
    }
  }

  /**
   * Rules 8 to 15.
   * @returns the number of rows that were answered; 0 when nothing is unsent or a pull has to come first, because
   *   head office's epoch is not known yet or has changed
   */
  async pushOnce(): Promise<number> {
    const { store, net, beforePush, hold, events } = this.#options;
    await beforePush?.();
    const position = await store.position();
    // Without an epoch an answer of the database before a restoration could not be told from one after it, and until
    // a restored one has been pulled whole, a base may be a version that it has lost.
    if (!position?.epoch || position.resync?.reason === 'epoch') return 0;
    const found = (await store.unsent(this.#pushBatch())).filter((doc) => !hold?.(doc.id));
    if (found.length === 0) return 0;
    const sent: Snapshot[] = [];
    const rows: PushRow[] = found.map((doc) => {
      const out = outgoing(doc);
      sent.push(out.sent);
      return { id: doc.id, rev: out.sent.rev, base: out.base, doc: out.sent };
    });
    events?.sending?.(rows.length);
    try {
      const { answers, epoch } = checkPush(await net.push(rows), rows);
      if (epoch !== position.epoch) return 0;
      const keys = answers.flatMap((answer, index): { id: string; answer: PushAnswer; sent: Snapshot }[] => {
        const version = sent[index];
        return version ? [{ id: answer.id, answer, sent: version }] : [];
      });
      const known = new Map(found.map((doc) => [doc.id, doc]));
      await this.#update(keys, known, (doc, key) => settle(doc, key.sent, key.answer, this.#options));
    } finally {
      events?.sending?.(0);
    }
    return rows.length;
  }

  /** Rules 17 to 19, 24 and 41. @returns whether head office has more. */
  async pullOnce(): Promise<boolean> {
    const { store, net, events } = this.#options;
    const stored = (await store.position()) ?? START;
    if (stored.checkpoint === null && !stored.resync) return this.#fill(stored);
    const position = await this.#survive(stored);
    const answer = checkPull(await net.pull(position.checkpoint, this.#pullBatch()));
    const changed = this.#circumstances(position, answer);
    if (changed) {
      await store.savePosition(changed);
      return true;
    }
    const restored = position.resync?.reason === 'epoch';
    const rows = newestRows(answer.rows);
    await this.#update(rows, null, (doc, row) =>
      restored ? receiveRestored(doc, row, this.#options) : receive(doc, row, this.#options),
    );
    for (const row of rows) this.#survey?.seen.add(row.id);
    if (position.resync && !answer.more) await this.#finish(position.resync.reason);
    const next: Position = {
      checkpoint: answer.checkpoint,
      epoch: answer.epoch,
      scope: answer.scope,
      resync: answer.more ? position.resync : null,
      snapshot: null,
    };
    if (!equal(next, stored)) await store.savePosition(next);
    events?.pulled?.(rows.length, answer.more);
    return answer.more;
  }

  /**
   * Rule 41: one block of the first filling. What happens meanwhile is pulled from where the first block stood.
   * @returns true: a pull has to follow
   */
  async #fill(position: Position): Promise<boolean> {
    const { store, net, events } = this.#options;
    const after = position.snapshot?.after ?? null;
    const answer = checkSnapshot(await net.snapshot(after, this.#pullBatch()), after);
    const changed = this.#circumstances(position, answer);
    if (changed) {
      await store.savePosition(changed);
      return true;
    }
    // an empty desk has nothing to compare with; a document that is there after all loses the first race and is read
    await this.#update(answer.rows, new Map(), (doc, row) => receive(doc, row, this.#options));
    const checkpoint = position.snapshot?.checkpoint ?? answer.checkpoint;
    const { next, epoch, scope, total } = answer;
    await store.savePosition(
      next === null
        ? { checkpoint, epoch, scope, resync: null, snapshot: null }
        : { checkpoint: null, epoch, scope, resync: null, snapshot: { after: next, checkpoint } },
    );
    events?.pulled?.(answer.rows.length, next !== null, total);
    return true;
  }

  /**
   * Rule 26: compares what this desk holds with head office's summary, and asks anew for what differs. For quiet
   * moments; changes under way only cost a needless question.
   * @returns how many documents were asked for anew: 0 when both hold the same; null when nothing can be said now
   */
  async reconcile(): Promise<number | null> {
    const { store, net } = this.#options;
    const position = await store.position();
    if (!position?.checkpoint || position.resync) return null;
    const ask = async (list: readonly number[]): Promise<DigestResponse | null> => {
      const answer = checkDigest(await net.digest(position.checkpoint ?? {}, list));
      const here = answer.epoch === position.epoch && answer.scope === position.scope;
      return answer.level && here ? answer : null;
    };
    const summary = new Summary();
    for await (const page of store.known()) for (const version of page) summary.add(version);
    const theirs = await ask([]);
    if (!theirs) return null;
    const mine = summary.buckets();
    const differing = new Set(
      mine.flatMap((text, bucket) => (text === theirs.buckets[bucket] ? [] : [bucket])),
    );
    if (differing.size === 0) return 0;
    const listed = await ask([...differing]);
    if (!listed) return null;
    const wrong = new Map(listed.entries.map(({ id, rev }) => [id, rev]));
    for await (const page of store.known()) {
      for (const { id, rev } of page) {
        if (!differing.has(bucketOf(id))) continue;
        if (wrong.get(id) === rev) wrong.delete(id);
        else wrong.set(id, '');
      }
    }
    const ids = [...wrong.keys()];
    for (let at = 0; at < ids.length && !this.#stopped; at += MAX_FETCH_IDS) {
      const wanted = ids.slice(at, at + MAX_FETCH_IDS);
      const answer = checkFetch(await net.fetch(wanted), wanted);
      if (answer.epoch !== position.epoch || answer.scope !== position.scope) return null;
      await this.#update(answer.rows, null, (doc, row) => repair(doc, row, this.#options));
    }
    return ids.length;
  }

  /** A complete pull that another run of the program began is begun anew: what it had seen is forgotten. */
  async #survive(position: Position): Promise<Position> {
    if (!position.resync) {
      this.#survey = null;
      return position;
    }
    if (this.#survey?.run === position.resync.run) return position;
    const run = this.#options.newRev();
    this.#survey = { run, seen: new Set(), before: await this.#options.store.held() };
    const begun: Position = { ...position, checkpoint: null, resync: { ...position.resync, run } };
    await this.#options.store.savePosition(begun);
    return begun;
  }

  /** @returns the position to begin again from when the answer is of another database or another scope. */
  #circumstances(
    position: Position,
    answer: { readonly epoch: string; readonly scope: string },
  ): Position | null {
    const epoch = position.epoch !== null && position.epoch !== answer.epoch;
    const scope = position.scope !== null && position.scope !== answer.scope;
    if (!epoch && !scope) return null;
    const restored = epoch || position.resync?.reason === 'epoch';
    return {
      checkpoint: null,
      epoch: answer.epoch,
      scope: answer.scope,
      resync: { reason: restored ? 'epoch' : 'scope', run: '' },
      snapshot: null,
    };
  }

  /** What a complete pull did not mention is gone from the scope, or was lost at head office. */
  async #finish(reason: 'epoch' | 'scope'): Promise<void> {
    const survey = this.#survey;
    if (!survey) return;
    // What head office lost is looked for among what is here now, edited meanwhile or not: nothing was sent since the
    // pull began. What left the scope is only what was here before and is unchanged.
    const candidates = reason === 'epoch' ? await this.#options.store.held() : survey.before;
    const missing = candidates.filter((doc) => !survey.seen.has(doc.id));
    const size = this.#pullBatch();
    for (let at = 0; at < missing.length; at += size) {
      await this.#update(missing.slice(at, at + size), null, (doc, key) => {
        if (!doc) return null;
        if (reason === 'epoch') return { next: ask(doc, null), history: [] };
        return doc.unsent === 0 && doc.rev === key.rev ? { next: withdraw(doc), history: [] } : null;
      });
    }
    this.#survey = null;
  }

  /** Pushes and pulls until both sides agree. Throws on any failure: nothing is to be undone, call again later. */
  async cycle(): Promise<void> {
    let moved: boolean;
    if ((await this.#options.store.position()) === null) await this.pullOnce();
    do {
      moved = false;
      while (!this.#stopped && (await this.pushOnce()) > 0) moved = true;
      while (!this.#stopped && (await this.pullOnce())) moved = true;
    } while (!this.#stopped && moved && (await this.#options.store.unsent(1)).length > 0);
  }

  /** Coalesced: a call during a cycle makes one more follow it. @returns the end of the cycle; rejects as `cycle`. */
  trigger(): Promise<void> {
    if (this.#stopped) return Promise.resolve();
    this.#again = true;
    this.#running ??= this.#loop().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #loop(): Promise<void> {
    while (this.#again && !this.#stopped) {
      this.#again = false;
      await this.cycle();
    }
  }

  /** No new request is made. @returns when the one under way has ended, however it ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running?.catch(() => undefined);
  }
}

/** One row for each document: the newest version, unless a departure came after it. */
function newestRows(rows: readonly WireDocument[]): WireDocument[] {
  const newest = new Map<string, WireDocument>();
  for (const row of rows) {
    const known = newest.get(row.id);
    if (!known || isLeft(row) || isLeft(known) || row.ver > known.ver) newest.set(row.id, row);
  }
  return [...newest.values()];
}
