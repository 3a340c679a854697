/** What must hold at every single write, at a desk and at head office (SPEC.md, rules 3, 19, 21, 22). */
import type { Actor } from '#shared/domain/actor.ts';
import type { Snapshot, StoredDoc } from '#shared/sync/document.ts';
import type { Position } from '#shared/sync/store.ts';
import { placed, type State, streamsRead } from './office/state.ts';

export interface Findings {
  readonly diverged: Set<string>;
  readonly leaked: Set<string>;
  readonly duplicated: Set<string>;
}

/** The state machine of a complaint, written apart from the product: what may come after what, over any steps. */
const OPEN = ['in_progress', 'waiting_customer', 'resolved', 'closed', 'reopened', 'cancelled', 'withdrawn'];
const AFTER: Readonly<Record<string, readonly string[]>> = {
  new: OPEN,
  in_progress: OPEN,
  waiting_customer: OPEN,
  resolved: OPEN,
  closed: OPEN,
  reopened: OPEN,
  cancelled: [],
  withdrawn: [],
};
const follows = (from: unknown, to: unknown): boolean =>
  from === to || (AFTER[String(from)] ?? []).includes(String(to));

function equal(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  let fields = 0;
  for (const key in left) {
    if (!equal(left[key], right[key])) return false;
    fields++;
  }
  for (const _ in right) fields--;
  return fields === 0;
}

const BESIDE = new Set(['rev', 'ver', 'server', 'unsent', 'sync']);
function bodyOf(version: object): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  const fields = version as Record<string, unknown>;
  for (const key in fields) if (!BESIDE.has(key) && fields[key] !== undefined) body[key] = fields[key];
  return body;
}

const isDeparted = (doc: StoredDoc): boolean => doc._deleted && doc.ver === 0 && doc.unsent === 0;

export class Audit {
  readonly found: Findings = { diverged: new Set(), leaked: new Set(), duplicated: new Set() };
  readonly #contents = new Map<string, { readonly seen: Set<object>; readonly body: object }>();
  readonly #stored = new Set<string>();
  readonly #numbers = new Map<string, string>();
  readonly #givenUp = new Set<string>();
  /** Scopes under which it was answered, by person and document. */
  readonly #handedIn = new Map<string, Set<string>>();

  /** One rev has one content for ever. */
  #version(key: string, version: Snapshot): void {
    const of = `${key}|${version.rev}`;
    const known = this.#contents.get(of);
    if (known?.seen.has(version)) return;
    const body = bodyOf(version);
    if (!known) this.#contents.set(of, { seen: new Set([version]), body });
    else if (equal(known.body, body)) known.seen.add(version);
    else this.found.diverged.add(`${key}: one rev, two contents`);
  }

  /** @param restored whether head office's counters may have begun anew since `prev` was written */
  desk(key: string, prev: StoredDoc | undefined, next: StoredDoc, restored: boolean): void {
    const wrong = (what: string): unknown => this.found.diverged.add(`${key}: ${what}`);
    const { sync } = next;
    if (!isDeparted(next)) {
      this.#version(key, next);
      for (const version of [sync?.base, sync?.flight, sync?.master, sync?.doubt])
        if (version && !(version._deleted && version.ver === 0)) this.#version(key, version);
    } else if (Object.keys(bodyOf(next)).length > 2) wrong('what has left keeps its content');
    if (next.unsent === 0 && sync) wrong('a clean document carries a sync state');
    if (next.unsent !== 0 && !sync) wrong('an unsent document without a sync state');
    if (next.unsent === 0 && prev && next.ver < prev.ver && !isDeparted(next) && !restored)
      wrong('a clean version went back');
    if (sync && (sync.flight !== null) !== (next.unsent === 1)) wrong('a flight outside of state 1');
    if (sync && next.ver !== (sync.base?.ver ?? 0)) wrong('ver is not the version of the base');
    if ((next.unsent === 3) !== Boolean(sync?.problem)) wrong('quarantine without a reason');
    if (sync?.base && !sync.flight && !next._deleted && next.unsent === 2)
      if (next['status'] !== undefined && key.startsWith('complaints/'))
        if (!follows(sync.base['status'], next['status'])) wrong('a status outside of its machine');
  }

  /** A version that head office stores. */
  office(epoch: string, key: string, before: Snapshot | undefined, version: Snapshot): void {
    this.#version(key, version);
    const of = `${epoch}|${key}|${version.rev}`;
    if (this.#stored.has(of)) this.found.duplicated.add(`${key}: one write was stored twice`);
    this.#stored.add(of);
    if (key.startsWith('complaints/') && before && !before._deleted && !version._deleted)
      if (!follows(before['status'], version['status']))
        this.found.diverged.add(`${key}: from ${String(before['status'])} to ${String(version['status'])}`);
    if (key.startsWith('activities/') && before && !equal(bodyOf(before), bodyOf(version)))
      this.found.diverged.add(`${key}: an entry of the timeline was written again`);
  }

  /** A number that is given out at a desk, saved or not. */
  number(number: string, key: string): void {
    const owner = this.#numbers.get(number);
    if (owner !== undefined && owner !== key)
      this.found.duplicated.add(`${number} stands on ${owner} and ${key}`);
    this.#numbers.set(number, key);
  }

  /**
   * A person gives up a change that head office refused as if the document had left. Whether it has is not known: who
   * worked elsewhere for a moment and is back before a pull tells, gets it by the next comparison (rule 26).
   */
  gaveUp(desk: number, key: string): void {
    this.#givenUp.add(`${desk}|${key}`);
  }

  /**
   * Somebody was answered about a document that was handed in, under `scope`. The answer does not say so: who has the
   * rights of before again at the next pull hears of no other ones, and keeps it until a comparison (rule 30).
   */
  handedIn(userId: string, key: string, scope: string): void {
    const of = `${userId}|${key}`;
    const scopes = this.#handedIn.get(of) ?? new Set();
    this.#handedIn.set(of, scopes.add(scope));
  }

  /** Rule 19: what a checkpoint claims to have seen stands on the disk, or something newer does. */
  position(
    desk: number,
    collection: string,
    docs: ReadonlyMap<string, StoredDoc>,
    position: Position,
    office: {
      readonly state: State;
      readonly actor: Actor;
      readonly epoch: string;
      readonly scope: string;
      readonly inOrder: boolean;
    },
  ): void {
    const { checkpoint, resync, epoch, scope } = position;
    if (!checkpoint || resync || epoch !== office.epoch || scope !== office.scope) return;
    if (office.inOrder) this.#outside(desk, collection, docs, checkpoint, office);
    for (const stream of streamsRead(office.actor)) {
      for (const [id, { seq, gone }] of placed(office.state, collection, stream)) {
        const master = office.state.docs.get(`${collection}/${id}`);
        if (gone || !master || master._deleted || seq > (checkpoint[stream] ?? 0)) continue;
        const doc = docs.get(id);
        if (doc && isDeparted(doc) && this.#givenUp.has(`${desk}|${collection}/${id}`)) continue;
        const seen = doc && Math.max(doc.ver, doc.sync?.base?.ver ?? 0, doc.sync?.master?.ver ?? 0);
        const own = doc && (doc.rev === master.rev || doc.sync?.flight?.rev === master.rev);
        if (!own && (seen === undefined || seen < master.ver))
          this.found.diverged.add(`${collection}/${id}: desk ${desk}'s checkpoint is ahead of its documents`);
      }
    }
  }

  /** Rule 30: whoever has pulled under a scope holds nothing of another one, but what a departure is on its way for. */
  #outside(
    desk: number,
    collection: string,
    docs: ReadonlyMap<string, StoredDoc>,
    checkpoint: Readonly<Record<string, number>>,
    office: { readonly state: State; readonly actor: Actor; readonly scope: string },
  ): void {
    const streams = streamsRead(office.actor).map((stream) => ({
      at: checkpoint[stream] ?? 0,
      within: placed(office.state, collection, stream),
    }));
    for (const { id, unsent, _deleted } of docs.values()) {
      if (unsent !== 0 || _deleted) continue;
      const told = streams.some(({ at, within }) => {
        const placement = within.get(id);
        return placement && (!placement.gone || placement.seq > at);
      });
      // what was stored under other rights is answered once more when the answer was lost
      const handedIn = this.#handedIn.get(`${office.actor.userId}|${collection}/${id}`) ?? [];
      if (!told && [...handedIn].every((scope) => scope === office.scope))
        this.found.leaked.add(`desk ${desk} goes on holding ${collection}/${id}`);
    }
  }
}
