/**
 * Head office as SPEC.md wants it (rules 21 to 42), in memory and written apart from the server: streams and
 * placements, remembered answers, numbers on paper, summaries, epochs, a backup, sign-ins that end, and its own commands.
 */
import { type Actor } from '#shared/domain/actor.ts';
import type { Content, Snapshot } from '#shared/sync/document.ts';
import type { Checkpoint, PushResponse, PushRow, WireDocument } from '#shared/sync/messages.ts';
import { contentOf, isLeft } from '#shared/sync/replica.ts';
import type { Audit } from './audit.ts';
import type { VirtualClock } from './clock.ts';
import type { FaultCounts } from './faults.ts';
import { FAULTS } from './faults.ts';
import { tagged, type Ledger } from './ledger.ts';
import { judge } from './office/judge.ts';
import { anyParent, belongsTo, place } from './office/placing.ts';
import { digestOf, fetchOf, isLevel, pull, type Reader, scopeOf, snapshot } from './office/reads.ts';
import { copyOf, emptyState, type State, streamsRead, streamsWith } from './office/state.ts';
import { differences, type Trace } from './trace.ts';
import { baseOf, isoAt, type SimCollection, seedsOf } from './people.ts';

export interface OfficeWorld {
  readonly clock: VirtualClock;
  readonly audit: Audit;
  readonly ledger: Ledger;
  readonly faults: FaultCounts;
  readonly trace: Trace;
}

export class HeadOffice {
  readonly people = new Map<string, Actor>();
  /** Streams moved: whoever reads them should ask again. */
  onMoved: () => void = () => undefined;
  /** Head office is away until then. */
  awayUntil = 0;
  readonly counts = { messages: 0, conflicts: 0 };
  readonly #world: OfficeWorld;
  #state: State = emptyState();
  #backup: State | null = null;
  #epoch = 1;
  #revs = 0;
  #deskCodes = 0;

  constructor(world: OfficeWorld, cast: readonly Actor[]) {
    this.#world = world;
    for (const actor of cast) this.people.set(actor.userId, actor);
    this.#deskCodes = cast.length;
    for (const { collection, content } of seedsOf()) this.#store(collection, content, false);
  }

  get epoch(): string {
    return `e${this.#epoch}`;
  }

  get docs(): ReadonlyMap<string, Snapshot> {
    return this.#state.docs;
  }

  readerOf(userId: string): Reader {
    return { state: this.#state, actor: this.actorOf(userId), epoch: this.epoch };
  }

  /** Rule 37: from head office's own tables, whatever a desk says. */
  actorOf(userId: string): Actor {
    const actor = this.people.get(userId);
    if (!actor) throw new Error(`nobody is ${userId}`);
    return actor;
  }

  /** @returns whether the document stands where this person reads. */
  sees(userId: string, collection: string, id: string): boolean {
    const streams = streamsRead(this.actorOf(userId));
    return streamsWith(this.#state, collection, id).some((stream) => streams.includes(stream));
  }

  /** @returns until when the new sign-in lasts. */
  signIn(): number {
    return this.#world.clock.now + FAULTS.session;
  }

  /** A profile without its disk: it gets a desk code that no paper carries yet. */
  enrol(userId: string): void {
    const deskCode = `D${++this.#deskCodes}`;
    this.people.set(userId, { ...this.actorOf(userId), deskCode });
  }

  push(userId: string, collection: SimCollection, rows: readonly PushRow[]): PushResponse {
    const { audit, faults, trace } = this.#world;
    this.counts.messages++;
    const actor = this.actorOf(userId);
    let stored = 0;
    const answers = rows.map((row) => {
      const answer = judge(
        {
          state: this.#state,
          actor,
          people: this.people,
          onStored: (of, before, version) => {
            stored++;
            audit.office(this.epoch, `${of}/${version.id}`, before, version);
            trace.detail(() => `stored ${of}/${version.id} ${version.rev} v${version.ver}`);
          },
        },
        collection,
        row,
      );
      trace.detail(() => {
        const said = answer.status === 'rejected' ? answer.code : `master ${answer.master?.rev ?? 'none'}`;
        return `answered ${collection}/${row.id} ${row.rev} upon ${row.base}: ${answer.status} ${said}`;
      });
      if (answer.status === 'conflict') this.counts.conflicts++;
      if (answer.status === 'rejected') faults.happened('rejection');
      if (answer.status !== 'rejected')
        audit.handedIn(userId, `${collection}/${row.id}`, this.scopeOf(userId));
      if (answer.master) this.#served(actor, collection, [answer.master]);
      return answer;
    });
    if (stored > 0) this.onMoved();
    return { answers, epoch: this.epoch, now: '' };
  }

  pull(userId: string, collection: string, checkpoint: Checkpoint | null, limit: number) {
    return this.#told(userId, collection, (reader) => pull(reader, collection, checkpoint, limit));
  }

  snapshot(userId: string, collection: string, after: string | null, limit: number) {
    return this.#told(userId, collection, (reader) => snapshot(reader, collection, after, limit));
  }

  fetch(userId: string, collection: string, ids: readonly string[]) {
    return this.#told(userId, collection, (reader) => fetchOf(reader, collection, ids));
  }

  digest(userId: string, collection: string, checkpoint: Checkpoint, list: readonly number[]) {
    this.counts.messages++;
    return digestOf(this.readerOf(userId), collection, checkpoint, list);
  }

  #told<T extends { readonly rows: readonly WireDocument[] }>(
    userId: string,
    collection: string,
    read: (reader: Reader) => T,
  ): T {
    this.counts.messages++;
    const reader = this.readerOf(userId);
    const answer = read(reader);
    this.#served(reader.actor, collection, answer.rows);
    return answer;
  }

  /** Nothing is served that does not belong to the reader, whatever the placements say. */
  #served(actor: Actor, collection: string, rows: readonly WireDocument[]): void {
    const streams = streamsRead(actor);
    for (const row of rows) {
      if (isLeft(row)) continue;
      const belongs = row._deleted
        ? streamsWith(this.#state, collection, row.id)
        : belongsTo(collection, row as Snapshot, anyParent(this.#state));
      // what hangs on a document that its writer never saw stays where its writer put it
      const own = 'branchId' in row ? `b:${String(row.branchId)}` : '';
      const hangs = collection === 'activities' || collection === 'tasks';
      if (belongs.some((stream) => streams.includes(stream))) continue;
      if (hangs && streams.includes(own) && !this.#hidden(row as Snapshot)) continue;
      this.#world.audit.found.leaked.add(`${collection}/${row.id} was served to ${actor.userId}`);
    }
  }

  /** A child of a confidential complaint is as confidential as the complaint. */
  #hidden(child: Content): boolean {
    const complaint = this.#state.docs.get(`complaints/${String(child['complaintId'])}`);
    return complaint?.['confidential'] === true && complaint['branchId'] === child['branchId'];
  }

  /** @returns whether a desk at this checkpoint has seen everything that concerns it. */
  isLevel(userId: string, collection: string, checkpoint: Checkpoint | null): boolean {
    return checkpoint !== null && isLevel(this.readerOf(userId), collection, checkpoint);
  }

  scopeOf(userId: string): string {
    return scopeOf(this.actorOf(userId));
  }

  backup(): void {
    this.#backup = copyOf(this.#state);
    this.#world.trace.note(`${this.#world.clock.now} office backed up`);
  }

  /** Last night's backup is taken back: a new incarnation. */
  restore(): void {
    if (!this.#backup) return;
    this.#state = copyOf(this.#backup);
    this.#epoch++;
    this.#world.faults.happened('restore');
    this.#world.trace.note(`${this.#world.clock.now} office restored`);
    this.onMoved();
  }

  /** What head office itself writes. @returns false when there is no such document */
  edit(collection: SimCollection, id: string, changes: Readonly<Record<string, unknown>>): boolean {
    const stored = this.#state.docs.get(`${collection}/${id}`);
    if (!stored || stored._deleted) return false;
    this.#store(collection, { ...contentOf(stored), ...changes, id }, true);
    this.onMoved();
    return true;
  }

  /** A customer and what is worked on go to another branch; complaints stay with the branch that handles them. */
  transfer(id: string, branchId: string): void {
    const customer = this.#state.docs.get(`customers/${id}`);
    if (!customer || customer['branchId'] === branchId) return;
    if (!this.edit('customers', id, { branchId })) return;
    this.#world.faults.happened('transfer');
    for (const [key, doc] of this.#state.docs)
      if (key.startsWith('tasks/') && doc['customerId'] === id && doc['complaintId'] === '')
        this.edit('tasks', doc.id, { branchId });
    const at = isoAt(this.#world.clock.now);
    const entry = { kind: 'customer_transferred', at, customerId: id, complaintId: '' };
    this.#store('activities', { ...baseOf(`h-a${this.#revs + 1}`, branchId, at), ...entry }, true);
    this.onMoved();
  }

  /** A person gets another role or works in another branch from now on. */
  reassign(userId: string, change: Partial<Actor>): void {
    this.people.set(userId, { ...this.actorOf(userId), ...change });
    this.#world.faults.happened('scopeChange');
    this.#world.trace.detail(() => `${userId} is ${this.scopeOf(userId)} from now on`);
    this.onMoved();
  }

  #store(collection: SimCollection, content: Content, isOperation: boolean): void {
    const { ledger, clock, audit, trace } = this.#world;
    const key = `${collection}/${content.id}`;
    const rev = `office-${++this.#revs}`;
    const before = this.#state.docs.get(key);
    const tag = ledger.nextTag();
    const signed = isOperation
      ? {
          ...tagged(content, tag),
          updatedBy: { id: 'admin', name: 'Admin' },
          updatedAt: isoAt(clock.now),
        }
      : content;
    const ver = (before?.ver ?? 0) + 1;
    const version: Snapshot = {
      ...signed,
      id: content.id,
      rev,
      ver,
      _deleted: false,
      server: { at: `v${ver}` },
    };
    this.#state.docs.set(key, version);
    if (typeof content['number'] === 'string') this.#state.numbers.set(content['number'], key);
    place(this.#state, collection, content.id, rev, belongsTo(collection, version, anyParent(this.#state)));
    audit.office(this.epoch, key, before, version);
    trace.note(`${clock.now} office ${key} ${rev} ${ver}`);
    if (!isOperation) return;
    trace.detail(() => `${tag} of head office on ${key}: ${differences(before ?? null, version)}`);
    const edit = { key, before: before ?? null, after: version, deleted: false };
    ledger.record({ tag, desk: -1, entryId: rev, edits: [edit], saved: true, excused: false });
  }
}
