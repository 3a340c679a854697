/**
 * One random schedule of the real tier: desks with the product's collections, journal and replicator, and head office
 * with the product's code and SQL. A storm, then calm. The same seed gives the same course.
 */
import { discard } from '#shared/sync/replica.ts';
import type { StoredDoc } from '#shared/sync/document.ts';
import { same } from '#shared/sync/same.ts';
import type { Outcome } from '../outcome.ts';
import { randomOf } from '../random.ts';
import { loadSides, type Sides } from './bundle.ts';
import { WorkClock } from './clock.ts';
import { RealDesk } from './desk.ts';
import { type Engine, openEngine } from './engine.ts';
import { FaultCount } from './faults.ts';
import { Findings, isDeparted } from './findings.ts';
import { Ledger } from './ledger.ts';
import { Office } from './office.ts';
import { actorsOf, type Mode, modeOf } from './modes.ts';
import { mayHave } from './oracle.ts';
import { strikes, Trace, type World } from './world.ts';

const OPERATIONS = 26;
/** How often people at two desks of a branch work on the same customer at the same time. */
const JOINT = 0.35;
/** Numbers of what is done then: beside those of all other operations. */
const JOINT_FROM = 1000;
/** A desk that takes one row at a time fills all its collections anew within them. */
const CALM_ROUNDS = 240;
/** Longer chains of joined records than there are customers. */
const JOINS = 20;
/** What was under way when the storm ended has arrived or has been given up after this time. */
const AFTERMATH = 120;
let sides: Promise<Sides> | undefined;
let runs = 0;

/** @returns what happened under `seed`; `keep` gathers the events themselves. */
export async function runRealSchedule(seed: number, keep?: Trace, given?: Sides): Promise<Outcome> {
  const engine = await openEngine();
  return new Schedule(seed, engine, given ?? (await (sides ??= loadSides())), keep ?? new Trace()).run();
}

class Schedule {
  readonly #mode: Mode;
  readonly #world: World;
  readonly #engine: Engine;
  readonly #sides: Sides;
  readonly #ledger = new Ledger();
  readonly #office: Office;
  readonly #desks: RealDesk[] = [];

  constructor(seed: number, engine: Engine, sides: Sides, trace: Trace) {
    const random = randomOf(seed);
    let ids = 0;
    this.#world = {
      seed,
      clock: new WorkClock(random),
      random,
      trace,
      faults: new FaultCount(),
      findings: new Findings(),
      newId: () => `${(++ids).toString(36)}-${Math.floor(random() * 1e9).toString(36)}`,
      stormy: true,
      calmFrom: Number.MAX_SAFE_INTEGER,
      settled: false,
      restored: false,
      rightsChanged: new Set(),
      topics: new Map(),
    };
    this.#engine = engine;
    this.#sides = sides;
    this.#mode = modeOf(seed, random);
    if (this.#mode.clones) this.#world.faults.add('clone');
    this.#office = new Office(this.#world, engine, sides.office, actorsOf(this.#mode, random));
    sides.office.useIds(this.#world.newId);
  }

  async run(): Promise<Outcome> {
    const { clock, random, findings, faults, trace, seed } = this.#world;
    await this.#office.open();
    runs++;
    for (const [index, { actor }] of this.#office.people.entries()) {
      const { overlapping, twoWindows, restored, damaged } = this.#mode;
      this.#desks.push(
        new RealDesk(
          this.#world,
          this.#office,
          await this.#sides.desk(index),
          { index, actor, overlapping, twoWindows: twoWindows && index === 0, quiet: restored, damaged },
          this.#ledger,
          this.#engine.reference,
          `sim-${process.pid}-${runs}-${index}`,
        ),
      );
    }
    for (const desk of this.#desks) desk.start();
    this.#office.onMoved = (desk) => {
      if (!strikes(this.#world, 'eventLost')) clock.after(random() * 3, () => this.#desks[desk]?.wake());
    };
    let ended = false;
    let calm = false;
    const course = async (): Promise<void> => {
      await this.#storm();
      this.#world.stormy = false;
      const { calmFrom } = Object.assign(this.#world, { calmFrom: clock.now + AFTERMATH });
      for (let round = 0; round < CALM_ROUNDS && !calm; round++) {
        await clock.sleep(25);
        this.#world.settled ||= clock.now > calmFrom && (await this.#isCalm());
        calm = this.#desks.every((desk) => desk.agreedAt > calmFrom) && (await this.#isCalm());
      }
      for (const desk of this.#desks) desk.stop();
      await clock.sleep(150);
      ended = true;
    };
    course().catch((thrown: unknown) => {
      findings.diverged.add(`the course threw ${String(thrown instanceof Error ? thrown.stack : thrown)}`);
      ended = true;
    });
    const finished = await clock.run(() => ended);
    if (!finished || !calm) findings.diverged.add('never became calm');
    await this.#judge();
    for (const desk of this.#desks) await desk.remove();
    await this.#office.close();
    return {
      seed,
      operations: this.#ledger.operations,
      saved: this.#ledger.saved,
      messages: findings.messages,
      conflicts: findings.conflicts,
      quarantined: findings.quarantined,
      crashes: findings.crashes,
      faults: faults.counts,
      lost: [...findings.lost],
      diverged: [...findings.diverged],
      leaked: [...findings.leaked],
      duplicated: [...findings.duplicated],
      trace: trace.end(),
    };
  }

  async #storm(): Promise<void> {
    const { clock, random } = this.#world;
    const anyDesk = (): RealDesk => this.#desks[Math.floor(random() * this.#desks.length)] as RealDesk;
    for (let n = 0; this.#ledger.operations < OPERATIONS || n < OPERATIONS; n++) {
      await clock.sleep(random() * (random() < 0.4 ? 40 : 5));
      const desk = anyDesk();
      const beside = this.#desks.filter((other) => other !== desk && other.branch === desk.branch);
      const joint = beside.length > 0 && random() < JOINT;
      desk.act(n, joint);
      if (joint) beside[Math.floor(random() * beside.length)]?.act(n + JOINT_FROM, true);
      if (strikes(this.#world, 'crash')) {
        const [victim, pause] = [anyDesk(), random() * 20];
        clock.after(random() * 25, () => victim.crash(pause));
      }
      if (strikes(this.#world, 'clockJump')) anyDesk().jump();
      if (random() < 0.12) anyDesk().decide();
      if (strikes(this.#world, 'tokenExpiry')) this.#anyPerson().until = clock.now;
      if (strikes(this.#world, 'serverRestart')) await clock.work(() => this.#office.restart(random() * 30));
      if (!this.#mode.restored) await this.#move();
      if (this.#mode.restored && n === 8) await clock.work(() => this.#office.backup());
      if (this.#mode.restored && n === 18) {
        this.#world.restored = true;
        this.#world.faults.add('restore');
        await clock.work(() => this.#office.restore());
      }
    }
    await clock.sleep(150);
  }

  #anyPerson() {
    const { people } = this.#office;
    return people[Math.floor(this.#world.random() * people.length)] as (typeof people)[number];
  }

  /** What head office does, and what takes documents out of a desk's sight. */
  async #move(): Promise<void> {
    const { clock, random } = this.#world;
    const office = this.#office;
    const pick = (collection: string): string | undefined => {
      const ids = [...office.shelf].flatMap(([key, doc]) =>
        key.startsWith(`${collection}/`) && !doc._deleted ? doc.id : [],
      );
      return ids[Math.floor(random() * ids.length)];
    };
    if (strikes(this.#world, 'scopeChange')) {
      const person = this.#anyPerson();
      this.#world.rightsChanged.add(office.people.indexOf(person));
      const { role, divisionId } = person.actor;
      person.actor =
        role === 'division'
          ? { ...person.actor, divisionId: divisionId === 'ti' ? 'layanan' : 'ti' }
          : { ...person.actor, role: role === 'supervisor' ? 'frontliner' : 'supervisor' };
    }
    const customer = pick('customers');
    const complaint = pick('complaints');
    if (customer && strikes(this.#world, 'transfer')) {
      // a joined record goes along with the one that stands for it
      let lead = office.shelf.get(`customers/${customer}`);
      for (let joins = 0; lead?.['mergedInto'] && joins < JOINS; joins++)
        lead = office.shelf.get(`customers/${String(lead['mergedInto'])}`);
      if (lead && !lead._deleted && !lead['mergedInto']) {
        const { id, branchId } = lead;
        await clock.work(() => office.transfer(id, branchId === 'NGW' ? 'JAP' : 'NGW'));
      }
    }
    if (complaint && strikes(this.#world, 'confidential'))
      await clock.work(() => office.edit('complaints', complaint, { confidential: true }));
    if (customer && strikes(this.#world, 'officeEdit')) {
      const tags = [...((office.shelf.get(`customers/${customer}`)?.['tags'] as string[]) ?? []), 'pusat'];
      await clock.work(() => office.edit('customers', customer, { tags: [...new Set(tags)], tier: 'gold' }));
    }
    if (this.#mode.damaged && strikes(this.#world, 'damage'))
      this.#desks[Math.floor(random() * this.#desks.length)]?.damage();
  }

  #isCalm(): Promise<boolean> {
    return this.#world.clock.work(async () => {
      for (const desk of this.#desks) if (!(await desk.isCalm())) return false;
      return true;
    });
  }

  async #judge(): Promise<void> {
    const { findings } = this.#world;
    const { shelf } = this.#office;
    const visible = new Map<string, string>();
    const ids = (collection: string): string[] =>
      [...shelf].flatMap(([key, doc]) => (key.startsWith(`${collection}/`) ? doc.id : []));
    for (const [index, desk] of this.#desks.entries()) {
      const holdings = await desk.holdings(ids);
      if (!holdings) continue;
      for (const [collection, docs] of holdings) {
        for (const doc of docs)
          if (doc.unsent === 3) {
            const key = `${collection}/${doc.id}`;
            visible.set(key, `${visible.get(key) ?? ''}\n${JSON.stringify(doc)}`);
          }
        this.#compare(index, collection, docs);
      }
    }
    for (const lost of this.#ledger.lost(shelf, visible, this.#world.restored)) findings.lost.add(lost);
    for (const twice of this.#ledger.duplicated(shelf, this.#mode.clones)) findings.duplicated.add(twice);
  }

  /** Everything that the person may have is there as head office has it, and nothing else. */
  #compare(desk: number, collection: string, docs: readonly StoredDoc[]): void {
    const { findings } = this.#world;
    const { shelf, people } = this.#office;
    const actor = people[desk]?.actor;
    if (!actor) return;
    const held = new Map(docs.map((doc) => [doc.id, doc]));
    for (const doc of docs) {
      const shown = doc.unsent === 3 ? discard(doc) : doc;
      const departed = isDeparted(shown);
      const where = `desk ${desk} ${collection}/${doc.id}`;
      if (doc.unsent === 1 || doc.unsent === 2) findings.diverged.add(`${where} was never sent`);
      // given up, it would first be asked for at head office
      if (shown.unsent === 2) continue;
      const master = shelf.get(`${collection}/${doc.id}`);
      const mine = master !== undefined && mayHave(actor, collection, master, shelf);
      if (!mine) {
        if (doc.unsent === 0 && !departed && !(doc._deleted && master?._deleted))
          findings.leaked.add(`${where} is kept (${actor.role} ${actor.branchId})`);
      } else if (!(departed && master._deleted) && (shown.rev !== master.rev || !same(shown, master))) {
        findings.diverged.add(`${where} ${JSON.stringify(doc)} instead of ${JSON.stringify(master)}`);
      }
    }
    for (const [key, master] of shelf) {
      const [of = '', id = ''] = key.split('/');
      if (of !== collection || master._deleted || held.has(id)) continue;
      if (mayHave(actor, collection, master, shelf)) findings.diverged.add(`desk ${desk} lacks ${key}`);
    }
  }
}
