/** One random schedule: two to five desks, a head office, a storm, then calm. The same seed gives the same course. */
import type { Snapshot, StoredDoc } from '#shared/sync/document.ts';
import { discard } from '#shared/sync/replica.ts';
import { same } from '#shared/sync/same.ts';
import { Audit } from './audit.ts';
import { VirtualClock } from './clock.ts';
import { SimulatedDesk } from './desk.ts';
import { emptyDisk, forget, tear } from './disk.ts';
import { FaultCounts, FAULTS } from './faults.ts';
import { HeadOffice } from './head-office.ts';
import { Ledger, tagsOf } from './ledger.ts';
import { act, decide, Dice, govern } from './operations.ts';
import type { Outcome } from './outcome.ts';
import { castOf } from './people.ts';
import { randomOf } from './random.ts';
import { Trace } from './trace.ts';
import { lostOf, wrongOf } from './verdict.ts';
import type { World } from './world.ts';

const LEAST_OPERATIONS = 24;
const CALM_ROUNDS = 120;

interface Course {
  readonly world: World;
  readonly desks: readonly SimulatedDesk[];
  readonly torn: ReadonlySet<number>;
  readonly forgetful: ReadonlySet<number>;
  readonly operations: number;
  readonly crashes: number;
  readonly calm: boolean;
  readonly quarantined: number;
  readonly merges: number;
}

/** @returns what happened under `seed`; with `trace`, also line by line. */
export async function runSchedule(seed: number, trace = new Trace()): Promise<Outcome> {
  const course = await runCourse(seed, trace);
  return outcomeOf(seed, course, trace);
}

async function runCourse(seed: number, trace: Trace): Promise<Course> {
  const random = randomOf(seed);
  const dice = new Dice(random);
  const clock = new VirtualClock();
  const [audit, ledger, faults] = [new Audit(), new Ledger(), new FaultCounts()];
  const overlapping = seed % 2 === 0;
  const twoWindows = seed % 3 === 0;
  // what leaves its only desk after a backup cannot come back from there: nothing moves in these schedules
  const restoring = random() < 0.2;
  const cast = castOf(random, !restoring);
  const office = new HeadOffice({ clock, audit, ledger, faults, trace }, cast);
  const torn = new Set<number>();
  const forgetful = new Set<number>();
  let [stormy, restored, ids, merges, quarantined, crashes] = [true, false, 0, 0, 0, 0];
  const world: World = {
    clock,
    random,
    trace,
    audit,
    ledger,
    faults,
    office,
    newId: () => `${Math.floor(random() * 1e6).toString(36)}-${++ids}`,
    isStormy: () => stormy,
    isRestored: () => restored,
    isTorn: (desk) => torn.has(desk),
    merged: () => merges++,
    quarantined: () => quarantined++,
  };
  const desks = cast.map((actor, index) => {
    const mode = { overlapping, twoWindows: twoWindows && index === 0 };
    return new SimulatedDesk(world, index, actor, mode);
  });
  for (const desk of desks) desk.start();
  office.onMoved = () => {
    for (const desk of desks) {
      if (stormy && random() < FAULTS.eventLost) faults.happened('lostEvent');
      else clock.after(random() * 15, () => desk.wake());
    }
  };
  const anyDesk = (): SimulatedDesk => dice.pick(desks) as SimulatedDesk;
  const crash = (): void => {
    const desk = anyDesk();
    if (!desk.crash()) return;
    crashes++;
    faults.happened('crash');
    trace.note(`${clock.now} ${desk.index} crash`);
    if (!restoring && dice.chance(FAULTS.wipe)) wipe(desk, world);
    else if (!restoring && dice.chance(FAULTS.torn)) {
      const touched = tear(desk.disk, random, (collection, doc) => isSafe(desk, world, collection, doc));
      // only the journal has these
      const gone = crashes % 2 === 0 ? forget(desk.disk) : 0;
      if (touched > 0) faults.happened('tornDisk');
      if (gone > 0) {
        faults.happened('forgotten');
        forgetful.add(desk.index);
      }
      if (touched + gone > 0) torn.add(desk.index);
    }
    clock.after(random() * 20, () => desk.start());
  };

  const operations = LEAST_OPERATIONS + Math.floor(random() * 8);
  const pace = 1 + 2 * random();
  const storm = async (): Promise<void> => {
    for (let index = 0; index < operations; index++) {
      await clock.sleep(pace * random() * (random() < 0.4 ? 30 : 3));
      if (random() < 0.1) govern(dice, world, !restoring);
      else act(dice, anyDesk(), world, !restoring);
      if (random() < 0.2) decide(dice, anyDesk());
      if (random() < FAULTS.crash) clock.after(random() * 25, crash);
      if (random() < FAULTS.clockJump) {
        anyDesk().setClock((random() - 0.5) * 7200);
        faults.happened('clockJump');
      }
      if (random() < FAULTS.offline) anyDesk().offlineUntil = clock.now + random() * 200;
      if (random() < FAULTS.restart) {
        office.awayUntil = clock.now + random() * 50;
        faults.happened('serverRestart');
      }
      if (restoring && index === 9) office.backup();
      if (restoring && index === 18) {
        restored = true;
        office.restore();
      }
    }
    await clock.sleep(80);
  };

  let [ended, calm] = [false, false];
  const course = async (): Promise<void> => {
    await storm();
    stormy = false;
    for (const desk of desks) {
      desk.compared.clear();
      desk.wake();
    }
    for (let round = 0; round < CALM_ROUNDS && !calm; round++) {
      await clock.sleep(30);
      calm = desks.every((desk) => unrest(desk, office) === null);
    }
    for (const desk of desks) desk.stop();
    await clock.sleep(100);
    ended = true;
  };
  void course();
  const finished = await clock.run(() => ended);
  return {
    world,
    desks,
    torn,
    forgetful,
    operations,
    crashes,
    calm: calm && finished,
    quarantined,
    merges: merges + office.counts.conflicts,
  };
}

/** The computer is gone with all that it had not sent; a new one takes its place under another desk code. */
function wipe(desk: SimulatedDesk, { office, ledger, faults }: World): void {
  for (const operation of ledger.operations) {
    if (operation.desk !== desk.index) continue;
    const arrived = operation.edits.every(({ key }) => tagsOf(office.docs.get(key)).has(operation.tag));
    if (!arrived) operation.excused = true;
  }
  desk.disk = emptyDisk();
  office.enrol(desk.actor.userId);
  desk.actor = office.actorOf(desk.actor.userId);
  faults.happened('wipedDisk');
}

/** What may be torn off a disk: what head office has, and what the journal has no more to do with. */
function isSafe(desk: SimulatedDesk, { office }: World, collection: string, doc: StoredDoc): boolean {
  const waits = [...desk.disk.entries.values()].some((entry) => entry.docs.some(({ id }) => id === doc.id));
  return doc.unsent === 0 && !doc._deleted && !waits && office.docs.has(`${collection}/${doc.id}`);
}

/** @returns what a desk still has to do before it agrees with head office; null when nothing. */
function unrest(desk: SimulatedDesk, office: HeadOffice): string | null {
  const { userId } = desk.actor;
  if (!desk.isRunning) return 'is not running';
  if ([...desk.disk.entries.values()].some(({ applied }) => applied === 0)) return 'has entries to apply';
  for (const [collection, { docs, position }] of desk.disk.shelves) {
    if (!position || position.resync || position.epoch !== office.epoch) return `begins ${collection} anew`;
    if (position.scope !== office.scopeOf(userId)) return `has another scope in ${collection}`;
    if (!office.isLevel(userId, collection, position.checkpoint)) return `is behind in ${collection}`;
    for (const { id, unsent } of docs.values())
      if (unsent === 1 || unsent === 2) return `has to send ${collection}/${id}`;
    if (!desk.compared.has(collection)) return `differs in ${collection}`;
  }
  return null;
}

function outcomeOf(seed: number, course: Course, trace: Trace): Outcome {
  const { world, desks, calm } = course;
  const { audit, ledger, office, faults } = world;
  const diverged = new Set(audit.found.diverged);
  const leaked = new Set(audit.found.leaked);
  if (!calm) {
    const why = desks.map((desk) => `${desk.index} ${unrest(desk, office) ?? 'is calm'}`);
    diverged.add(`never became calm: ${why.join(', ')}`);
  }
  const refused = new Set<string>();
  for (const desk of desks) {
    if (desk.bug) diverged.add(`desk ${desk.index} threw ${describe(desk.bug)}`);
    for (const entry of desk.refused()) refused.add(entry);
    compare(desk, office, diverged, leaked);
  }
  if (!world.isRestored())
    for (const what of wrongOf(ledger, office.docs, course.forgetful)) diverged.add(what);
  const numbers = new Map<unknown, string>();
  const duplicated = new Set(audit.found.duplicated);
  for (const [key, { number }] of office.docs as ReadonlyMap<string, Snapshot & { number?: unknown }>) {
    if (number === undefined) continue;
    if (numbers.has(number)) duplicated.add(`${String(number)} on ${String(numbers.get(number))} and ${key}`);
    numbers.set(number, key);
  }
  return {
    seed,
    operations: course.operations,
    saved: ledger.operations.filter(({ saved, desk }) => saved && desk >= 0).length,
    messages: office.counts.messages,
    conflicts: course.merges,
    quarantined: course.quarantined,
    crashes: course.crashes,
    faults: faults.counts,
    lost: lostOf(ledger, office.docs, refused, !world.isRestored()),
    diverged: [...diverged],
    leaked: [...leaked],
    duplicated: [...duplicated],
    trace: trace.hash(),
  };
}

const describe = (bug: unknown): string => (bug instanceof Error ? (bug.stack ?? bug.message) : String(bug));

/** Adds where a desk differs from head office within its scope, and what it keeps outside of it. */
function compare(desk: SimulatedDesk, office: HeadOffice, diverged: Set<string>, leaked: Set<string>): void {
  const { userId } = desk.actor;
  for (const [collection, { docs }] of desk.disk.shelves) {
    for (const [id, doc] of docs) {
      const name = `${collection}/${id}`;
      const shown = doc.unsent === 3 ? discard(doc) : doc;
      // given up, it would first be asked for at head office
      if (shown.unsent === 2) continue;
      const departed = shown._deleted && shown.ver === 0;
      const master = office.docs.get(name);
      if (!master || !office.sees(userId, collection, id)) {
        if (departed) continue;
        // a tombstone that was seen before another scope came stays: `held` does not name it
        if (doc.unsent === 0 && !doc._deleted) leaked.add(`desk ${desk.index} keeps ${name}`);
        else if (!master && doc.unsent !== 0)
          diverged.add(`desk ${desk.index}: ${name} is not at head office`);
      } else if (shown.rev !== master.rev || shown.ver !== master.ver || !same(shown, master))
        diverged.add(
          `desk ${desk.index}: ${name} ${JSON.stringify(doc)} instead of ${JSON.stringify(master)}`,
        );
    }
    for (const [key, master] of office.docs) {
      if (!key.startsWith(`${collection}/`) || master._deleted || docs.has(master.id)) continue;
      // who fills an empty desk is not told of what was deleted before
      if (office.sees(userId, collection, master.id)) diverged.add(`desk ${desk.index} lacks ${key}`);
    }
  }
}
