/**
 * Brings one collection of a desk into agreement with head office (SPEC.md). Its whole state is in the documents
 * and in the position, so it may die between any two steps, and overlap with itself.
 */
import { Ahead } from './ahead.ts';
import { type Checkpoint, type DigestResponse, MAX_FETCH_IDS, type WireDocument } from './messages.ts';
import { Pusher } from './pushing.ts';
import type { ReplicatorOptions } from './replicator-options.ts';
import { equal } from './same.ts';
import { ask, isLeft, receive, receiveRestored, repair, withdraw } from './replica.ts';
import { type Position, START } from './store.ts';
import { bucketOf, Summary } from './summary.ts';
import { type Counts, type Decide, standsAt, underSame, update } from './updating.ts';
import { checkDigest, checkFetch, checkPull, checkSnapshot } from './validate.ts';

export type { ReplicatorEvents, ReplicatorOptions } from './replicator-options.ts';

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
    this.#pusher = new Pusher(options, () => this.#stopped);
    this.#pullBatch = options.pullBatch ?? (() => 1000);
    this.#ahead = new Ahead((after) => options.net.snapshot(after, this.#pullBatch()));
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
      await store.savePosition(stored, changed);
      return true;
    }
    const reason = stored.resync?.reason;
    const rows = newestRows(answer.rows);
    const counts = standsAt(store, stored);
    const decide: Decide<WireDocument> = (doc, row) =>
      reason === 'epoch'
        ? receiveRestored(doc, row, answer.epoch, this.#options)
        : receive(doc, row, this.#options);
    if (!(await update(this.#options, rows, null, decide, counts))) return true;
    for (const row of rows) survey?.seen.add(row.id);
    if (survey && answer.more) survey.checkpoint = answer.checkpoint;
    else {
      if (survey && reason) await this.#finish(reason, survey, answer.epoch, counts);
      const { checkpoint, epoch, scope } = answer;
      const next: Position = { checkpoint, epoch, scope, resync: null, snapshot: null };
      if (!equal(next, stored) && !(await store.savePosition(stored, next))) return true;
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
      await store.savePosition(position, changed);
      return true;
    }
    const { next, epoch, scope, total } = answer;
    const since = position.snapshot?.checkpoint ?? answer.checkpoint;
    // Before any document: should the run end here, what is written may have left or be lost at head office when the
    // next one fills from the beginning. Pulling from this first checkpoint, under this epoch, tells.
    const begun: Position = position.snapshot
      ? position
      : { ...START, epoch, scope, snapshot: { after: '', checkpoint: since } };
    if (begun !== position && !(await store.savePosition(position, begun))) return true;
    if (next !== null && !this.#stopped) this.#ahead.ask(next, since);
    // an empty desk has nothing to compare with; a document that is there after all loses the first race and is read
    const counts = standsAt(store, begun);
    const decide: Decide<WireDocument> = (doc, row) => receive(doc, row, this.#options);
    const written = await update(this.#options, answer.rows, new Map(), decide, counts);
    const filled: Position =
      next === null
        ? { checkpoint: since, epoch, scope, resync: null, snapshot: null }
        : { ...begun, snapshot: { after: next, checkpoint: since } };
    if (written && (await store.savePosition(begun, filled)))
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
    const counts = underSame(store, position);
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
      const decide: Decide<WireDocument> = (doc, row) => repair(doc, row, this.#options);
      if (!(await update(this.#options, answer.rows, null, decide, counts))) return null;
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
  async #finish(reason: 'epoch' | 'scope', survey: Survey, epoch: string, counts: Counts): Promise<void> {
    // What head office lost is looked for among what is here now, edited meanwhile or not: nothing was sent since the
    // pull began. What left the scope is only what was here before and is unchanged.
    const candidates = reason === 'epoch' ? await this.#options.store.held() : survey.before;
    const missing = candidates.filter((doc) => !survey.seen.has(doc.id));
    const size = this.#pullBatch();
    const decide: Decide<{ readonly id: string; readonly rev: string }> = (doc, key) => {
      if (!doc) return null;
      // A deletion that head office has lost is undone: whoever still has the document brings it back for all.
      const gone = doc.unsent === 0 && doc._deleted;
      if (reason === 'epoch' && !gone)
        return doc.sync?.asked === epoch ? null : { next: ask(doc, null, epoch), history: [] };
      return doc.unsent === 0 && doc.rev === key.rev ? { next: withdraw(doc), history: [] } : null;
    };
    for (let at = 0; at < missing.length; at += size)
      if (!(await update(this.#options, missing.slice(at, at + size), null, decide, counts))) return;
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
