/**
 * Brings one collection of a desk into agreement with head office (SPEC.md). Its whole state is in the documents
 * and in the position, so it may die between any two steps, and overlap with itself.
 */
import { Ahead } from './ahead.ts';
import type { StoredDoc } from './document.ts';
import { type Checkpoint, type DigestResponse, MAX_FETCH_IDS, type WireDocument } from './messages.ts';
import { Pusher } from './pushing.ts';
import type { ReplicatorOptions } from './replicator-options.ts';
import { equal } from './same.ts';
import { ask, isLeft, receive, receiveRestored, repair, type Transition, withdraw } from './replica.ts';
import { type Position, START, type WriteRow } from './store.ts';
import { bucketOf, Summary } from './summary.ts';
import { checkDigest, checkFetch, checkPull, checkSnapshot } from './validate.ts';

export type { ReplicatorEvents, ReplicatorOptions } from './replicator-options.ts';

type Key = { readonly id: string };
type Decide<K extends Key> = (doc: StoredDoc | undefined, key: K) => Transition | null;

/** Ids seen in the complete pull that this replicator is doing, and what was there when it began. */
interface Survey {
  readonly run: string;
  readonly seen: Set<string>;
  readonly before: readonly { readonly id: string; readonly rev: string }[];
  checkpoint: Checkpoint | null;
}

export class Replicator {
  readonly #options: ReplicatorOptions;
  readonly #pusher: Pusher;
  readonly #pullBatch: () => number;
  #survey: Survey | null = null;
  readonly #ahead: Ahead;
  #running: Promise<void> | null = null;
  #again = false;
  #stopped = false;

  constructor(options: ReplicatorOptions) {
    this.#options = options;
    this.#pusher = new Pusher(
      options,
      (keys, known, decide) => this.#update(keys, known, decide),
      () => this.#stopped,
    );
    this.#pullBatch = options.pullBatch ?? (() => 1000);
    this.#ahead = new Ahead((after) => options.net.snapshot(after, this.#pullBatch()));
  }

  /** Read, decide, write; again for the rows that lost the race. @returns what was written. */
  async #update<K extends Key>(
    keys: readonly K[],
    known: Map<string, StoredDoc> | null,
    decide: Decide<K>,
  ): Promise<readonly StoredDoc[]> {
    const { store, events } = this.#options;
    const all: StoredDoc[] = [];
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
        if (doc) all.push(doc);
        if (doc && transition.history.length > 0) events?.merged?.(doc, transition.history);
      }
      todo = todo.filter((key) => wanted.has(key.id) && !written.has(key.id));
    }
    return all;
  }

  /** Rules 8 to 15: one request. @returns the number of rows that were answered. */
  pushOnce(): Promise<number> {
    return this.#pusher.once();
  }

  /** Rules 8 to 15: everything that is unsent. @returns whether anything was answered. */
  push(): Promise<boolean> {
    return this.#pusher.all();
  }

  /** Rules 17 to 19, 24 and 41. @returns whether head office has more. */
  async pullOnce(): Promise<boolean> {
    const { store, net, events } = this.#options;
    const stored = (await store.position()) ?? START;
    if (stored.checkpoint === null && !stored.resync) return this.#fill(stored);
    const survey = await this.#surveyOf(stored);
    const answer = checkPull(
      await net.pull(survey ? survey.checkpoint : stored.checkpoint, this.#pullBatch()),
    );
    const changed = this.#circumstances(stored, answer);
    if (changed) {
      await store.savePosition(changed);
      return true;
    }
    // another pull has ended this one meanwhile, so what was asked for before that is older than what is here
    if (survey && (await store.position())?.resync?.run !== survey.run) return true;
    const reason = stored.resync?.reason;
    const rows = newestRows(answer.rows);
    await this.#update(rows, null, (doc, row) =>
      reason === 'epoch'
        ? receiveRestored(doc, row, answer.epoch, this.#options)
        : receive(doc, row, this.#options),
    );
    for (const row of rows) survey?.seen.add(row.id);
    if (survey && answer.more) survey.checkpoint = answer.checkpoint;
    else {
      if (survey && reason) await this.#finish(reason, survey, answer.epoch);
      const { checkpoint, epoch, scope } = answer;
      const next: Position = { checkpoint, epoch, scope, resync: null, snapshot: null };
      if (!equal(next, stored)) await store.savePosition(next);
    }
    events?.pulled?.(rows.length, answer.more);
    return answer.more;
  }

  /**
   * Rule 41: one block of the first filling. What happens meanwhile is pulled from where the first block stood.
   * @returns true: a pull has to follow
   */
  async #fill(position: Position): Promise<boolean> {
    const { store, events } = this.#options;
    const after = position.snapshot?.after || null;
    const answer = checkSnapshot(await this.#ahead.take(after, position.snapshot?.checkpoint), after);
    const changed = this.#circumstances(position, answer);
    if (changed) {
      await store.savePosition(changed);
      return true;
    }
    const since = position.snapshot?.checkpoint ?? answer.checkpoint;
    if (answer.next !== null && !this.#stopped) this.#ahead.ask(answer.next, since);
    // Before any document: should the run end here, what is written may have left or be lost at head office when the
    // next one fills from the beginning. Pulling from this first checkpoint, under this epoch, tells.
    if (!position.snapshot) {
      const { epoch, scope, checkpoint } = answer;
      await store.savePosition({ ...START, epoch, scope, snapshot: { after: '', checkpoint } });
    }
    // an empty desk has nothing to compare with; a document that is there after all loses the first race and is read
    await this.#update(answer.rows, new Map(), (doc, row) => receive(doc, row, this.#options));
    const { next, epoch, scope, total } = answer;
    await store.savePosition(
      next === null
        ? { checkpoint: since, epoch, scope, resync: null, snapshot: null }
        : { checkpoint: null, epoch, scope, resync: null, snapshot: { after: next, checkpoint: since } },
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

  /**
   * What a complete pull has seen is known in memory only, and so is how far it got: another run of the program begins
   * it anew, and a second window does its own.
   */
  async #surveyOf({ resync }: Position): Promise<Survey | null> {
    if (!resync) this.#survey = null;
    else if (this.#survey?.run !== resync.run)
      this.#survey = {
        run: resync.run,
        seen: new Set(),
        before: await this.#options.store.held(),
        checkpoint: null,
      };
    return this.#survey;
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
      resync: { reason: restored ? 'epoch' : 'scope', run: this.#options.newRev() },
      snapshot: null,
    };
  }

  /** What a complete pull did not mention is gone from the scope, or was lost at head office. */
  async #finish(reason: 'epoch' | 'scope', survey: Survey, epoch: string): Promise<void> {
    // What head office lost is looked for among what is here now, edited meanwhile or not: nothing was sent since the
    // pull began. What left the scope is only what was here before and is unchanged.
    const candidates = reason === 'epoch' ? await this.#options.store.held() : survey.before;
    const missing = candidates.filter((doc) => !survey.seen.has(doc.id));
    const size = this.#pullBatch();
    for (let at = 0; at < missing.length; at += size) {
      await this.#update(missing.slice(at, at + size), null, (doc, key) => {
        if (!doc) return null;
        // A deletion that head office has lost is undone: whoever still has the document brings it back for all.
        const gone = doc.unsent === 0 && doc._deleted;
        if (reason === 'epoch' && !gone)
          return doc.sync?.asked === epoch ? null : { next: ask(doc, null, epoch), history: [] };
        return doc.unsent === 0 && doc.rev === key.rev ? { next: withdraw(doc), history: [] } : null;
      });
    }
  }

  /** Pushes and pulls until both sides agree. Throws on any failure: nothing is to be undone, call again later. */
  async cycle(): Promise<void> {
    let moved: boolean;
    if ((await this.#options.store.position()) === null) await this.pullOnce();
    do {
      moved = false;
      if (!this.#stopped && (await this.push())) moved = true;
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
