/** Head office: the product's own code and SQL behind the door at which HTTP would end, and an eye on every answer. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor } from '#shared/domain/actor.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { Content, Snapshot } from '#shared/sync/document.ts';
import type { Checkpoint, PushAnswer, PushRow, WireDocument } from '#shared/sync/messages.ts';
import type { Queryable } from '#server/db/database.ts';
import type { View } from '#server/sync/reading.ts';
import type { OfficeSide } from './bundle.ts';
import { ADMIN, type Engine } from './engine.ts';
import { mayHave } from './oracle.ts';
import { timeOf, type World } from './world.ts';

/** The session that a desk speaks in has ended; it has to be renewed. */
export const EXPIRED = 'expired';

interface Person {
  actor: Actor;
  /** Virtual milliseconds. */
  until: number;
}

export class Office {
  /** What is stored, by `collection/id`. */
  readonly shelf = new Map<string, Snapshot>();
  readonly people: Person[];
  /** Requests before this virtual time find nobody. */
  downUntil = 0;
  /** Counts restarts: an answer of an earlier run does not arrive. */
  run = 0;
  epoch = 'begin';
  /** Told which desks should be told that something moved. */
  onMoved: (desk: number) => void = () => undefined;
  readonly #world: World;
  readonly #engine: Engine;
  readonly #side: OfficeSide;
  #role = false;
  #seen = 0;
  #sums;
  #totals;
  #folder: string | null = null;

  constructor(world: World, engine: Engine, side: OfficeSide, actors: readonly Actor[]) {
    this.#world = world;
    this.#engine = engine;
    this.#side = side;
    this.people = actors.map((actor) => ({ actor, until: Number.MAX_SAFE_INTEGER }));
    this.#sums = side.openSums();
    this.#totals = side.openTotals();
  }

  get #now(): Date {
    return new Date(timeOf(this.#world));
  }

  get #rules() {
    const { checkWrite, placementsOf } = this.#side;
    return { checkWrite, placementsOf };
  }

  /** Begins with an empty company. Every second schedule stands on the second wall too (row security). */
  async open(): Promise<void> {
    await this.#engine.reset(this.people.map(({ actor }) => actor));
    await this.#start();
  }

  async #start(): Promise<void> {
    const { db } = this.#engine;
    this.#role = this.#world.seed % 2 === 0 && (await this.#side.mayReadAsReader(db));
    this.#sums = this.#side.openSums();
    this.#totals = this.#side.openTotals();
  }

  /** @returns the answer as text. @throws `EXPIRED` */
  async serve(desk: number, verb: string, collection: CollectionName, body: string): Promise<string> {
    const person = this.people[desk];
    const { findings, clock, trace } = this.#world;
    findings.messages++;
    if (!person || clock.now >= person.until) throw new Error(EXPIRED);
    const { actor } = person;
    const answer = await this.#answer(actor, verb, collection, JSON.parse(body) as never);
    trace.note(clock.now, desk, verb, collection, `${answer.length}`);
    this.#inspect(actor, collection, verb, JSON.parse(answer) as Record<string, unknown>);
    return answer;
  }

  async #answer(actor: Actor, verb: string, collection: CollectionName, body: never): Promise<string> {
    const side = this.#side;
    const streams = side.streamsOf(actor);
    const asked = { collection, streams, ...(body as object) };
    const scope = side.scopeOf(actor);
    const now = this.#now.toISOString();
    if (verb === 'push') return this.#push(actor, collection, (body as { rows: PushRow[] }).rows);
    const said = await this.#read(streams, async (view) => {
      const rest = { epoch: view.epoch, scope, now };
      const rows = (list: readonly string[]): unknown[] => list.map((text) => JSON.parse(text) as unknown);
      if (verb === 'pull') {
        const page = await side.pull(view, asked as never);
        return { ...page, rows: rows(page.rows), ...rest };
      }
      if (verb === 'snapshot') {
        const block = await side.snapshot(view, asked as never, this.#totals);
        return { ...block, rows: rows(block.rows), ...rest };
      }
      if (verb === 'digest') return { ...(await side.digest(view, asked as never, this.#sums)), ...rest };
      return { rows: rows(await side.fetchVersions(view, asked as never)), ...rest };
    });
    return JSON.stringify(said);
  }

  #read<T>(streams: readonly string[], work: (view: View) => Promise<T>): Promise<T> {
    return this.#engine.db.read(async (tx: Queryable) => {
      const { epoch } = await this.#side.readAs(tx, streams, this.#role);
      return work({ query: (sql, params) => tx.query(sql, params), epoch });
    });
  }

  async #push(actor: Actor, collection: CollectionName, rows: readonly PushRow[]): Promise<string> {
    const { db } = this.#engine;
    const writer = { actor, scope: new Set(this.#side.streamsOf(actor)) };
    const now = this.#now;
    const pushed = await this.#side.push(db, { collection, rows, writer, rules: this.#rules, now });
    const epoch = await this.#side.epochOf(db);
    await this.#look();
    this.announce(pushed.streams.keys());
    return JSON.stringify({ answers: pushed.answers, epoch, now: now.toISOString() });
  }

  announce(streams: Iterable<string>): void {
    const moved = new Set(streams);
    this.people.forEach(({ actor }, desk) => {
      if (this.#side.streamsOf(actor).some((stream) => moved.has(stream))) this.onMoved(desk);
    });
  }

  /** Reads what has been stored since the last look, whoever wrote it. */
  async #look(): Promise<void> {
    const rows = await this.#engine.db.query<{ collection: string; data: string; seen: number }>(
      `SELECT collection, data, xmin::text::bigint AS seen FROM documents
       WHERE collection <> 'reference' AND xmin::text::bigint > $1 ORDER BY collection, id`,
      [this.#seen],
    );
    for (const { collection, data, seen } of rows) {
      const doc = JSON.parse(data) as Snapshot;
      const key = `${collection}/${doc.id}`;
      if (this.shelf.get(key)?._deleted && !doc._deleted) this.#world.faults.add('revival');
      this.shelf.set(key, doc);
      this.#world.findings.version(collection, doc);
      this.#seen = Math.max(this.#seen, seen);
    }
  }

  #inspect(actor: Actor, collection: CollectionName, verb: string, answer: Record<string, unknown>): void {
    const { findings } = this.#world;
    const leak = (id: string): void => {
      findings.leaked.add(`${verb} of ${collection}/${id} was answered to ${actor.userId} (${actor.role})`);
    };
    if (typeof answer['scope'] === 'string') findings.scope(answer['scope'], actor);
    for (const { id } of (answer['entries'] ?? []) as { id: string }[]) {
      const stored = this.shelf.get(`${collection}/${id}`);
      if (!stored || !mayHave(actor, collection, stored, this.shelf)) leak(id);
    }
    const given = (answer['answers'] ?? []) as PushAnswer[];
    for (const said of given) {
      findings.answered(String(answer['epoch']), collection, said);
      if (said.status === 'rejected') this.#world.faults.add('rejection');
    }
    const masters = given.flatMap(({ master }) => master ?? []);
    for (const row of [...((answer['rows'] ?? []) as WireDocument[]), ...masters]) {
      if ('_left' in row) {
        if (row.ver !== 0 || Object.keys(row).length !== 5) leak(row.id);
        const stored = this.shelf.get(`${collection}/${row.id}`);
        if (stored && mayHave(actor, collection, stored, this.shelf))
          findings.diverged.add(`${verb} told ${actor.userId} that ${collection}/${row.id} has left`);
        continue;
      }
      const doc = row as unknown as Snapshot;
      findings.version(collection, doc);
      if (!mayHave(actor, collection, doc, this.shelf)) leak(row.id);
    }
  }

  /** @returns whether there is nothing that a desk at this checkpoint has not seen. */
  async isLevel(
    desk: number,
    collection: CollectionName,
    checkpoint: Checkpoint,
    scope: string,
  ): Promise<boolean> {
    const actor = this.people[desk]?.actor;
    if (!actor || this.#side.scopeOf(actor) !== scope) return false;
    const options = { collection, streams: this.#side.streamsOf(actor), checkpoint, limit: 1 };
    const page = await this.#side.pull(this.#engine.db, options);
    return page.rows.length === 0 && !page.more;
  }

  /** The process ends and another one starts: what it remembered is gone. */
  async restart(pause: number): Promise<void> {
    this.run++;
    this.downUntil = this.#world.clock.now + pause;
    await this.#start();
  }

  async backup(): Promise<void> {
    this.#folder = await mkdtemp(join(tmpdir(), 'loket-sim-backup-'));
    await this.#side.backup(this.#engine.db, join(this.#folder, 'backup.gz'), this.#now);
  }

  /** The backup takes the place of what there is: another epoch. */
  async restore(): Promise<void> {
    if (!this.#folder) return;
    const { db } = this.#engine;
    const file = join(this.#folder, 'backup.gz');
    await this.#side.restore({ db, file, now: this.#now, replace: true });
    await this.close();
    this.epoch = await this.#side.epochOf(db);
    this.shelf.clear();
    this.#seen = 0;
    await this.restart(10);
    await this.#look();
    for (const person of this.people) person.until = this.#world.clock.now;
    this.people.forEach((_person, desk) => this.onMoved(desk));
  }

  async close(): Promise<void> {
    if (this.#folder) await rm(this.#folder, { recursive: true, force: true });
    this.#folder = null;
  }

  /** A person of head office moves a customer to another branch. */
  async transfer(customerId: string, branchId: string): Promise<void> {
    const { db } = this.#engine;
    const options = { db, rules: this.#rules, actor: ADMIN, now: this.#now };
    const streams = await this.#side.transferCustomer(options, { customerId, branchId, reason: 'pindah' });
    await this.#look();
    this.announce(streams.keys());
  }

  /** Head office itself writes a document anew, whatever a desk may do. */
  async edit(collection: CollectionName, id: string, changes: Partial<Content>): Promise<void> {
    const stored = this.shelf.get(`${collection}/${id}`);
    if (!stored || stored._deleted) return;
    const rev = this.#world.newId();
    const by = { id: ADMIN.userId, name: ADMIN.name };
    const { server: _server, ...content } = stored;
    const doc = { ...content, ...changes, updatedBy: by, updatedAt: this.#now.toISOString(), rev, ver: 0 };
    const pushed = await this.#side.push(this.#engine.db, {
      collection,
      rows: [{ id, rev, base: stored.rev, doc }],
      writer: { actor: ADMIN, scope: 'all' },
      rules: { ...this.#rules, checkWrite: () => null },
      now: this.#now,
    });
    await this.#look();
    this.announce(pushed.streams.keys());
  }
}
