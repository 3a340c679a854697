/** One random schedule: three desks, a head office, a storm, then calm. The same seed gives the same course. */
import type { Snapshot, StoredDoc } from '#shared/sync/document.ts';
import { discard } from '#shared/sync/replica.ts';
import { same } from '#shared/sync/same.ts';
import type { Position } from '#shared/sync/store.ts';
import { VirtualClock } from './clock.ts';
import { SimulatedDesk } from './desk.ts';
import { FAULTS } from './faults.ts';
import { HeadOffice } from './head-office.ts';
import { Invariants } from './invariants.ts';
import { lostOf, Operation, refuse, wrongOf } from './model.ts';
import { randomOf } from './random.ts';

const DESKS = 3;
const OPERATIONS = 24;
const CALM_ROUNDS = 60;

export interface Outcome {
  readonly seed: number;
  readonly operations: number;
  readonly saved: number;
  /** Empty when nothing was lost, wrong or different. */
  readonly failures: readonly string[];
}

/** What a seed is about beside the faults that every schedule has. */
function modeOf(seed: number) {
  const overlapping = seed % 2 === 0;
  const twoWindows = seed % 3 === 0;
  const single = !overlapping && !twoWindows;
  return { overlapping, twoWindows, scoped: single && seed % 5 < 3, restored: single && seed % 5 >= 3 };
}

const docsOf = (desk: SimulatedDesk): StoredDoc[] =>
  [...desk.disk.docs.values()].map((json) => JSON.parse(json) as StoredDoc);
const positionOf = (desk: SimulatedDesk): Position | null =>
  desk.disk.position === null ? null : (JSON.parse(desk.disk.position) as Position);

/** @returns what happened under `seed`. */
export async function runSchedule(seed: number): Promise<Outcome> {
  const random = randomOf(seed);
  const clock = new VirtualClock(random);
  const mode = modeOf(seed);
  const headOffice = new HeadOffice(refuse);
  const invariants = new Invariants();
  let stormy = true;
  let restored = false;
  let revs = 0;
  const newRev = (): string => `r${++revs}.${Math.floor(random() * 1e6)}`;
  const world = {
    clock,
    random,
    invariants,
    headOffice,
    newRev,
    isStormy: () => stormy,
    isRestored: () => restored,
  };
  const desks = Array.from(
    { length: DESKS },
    (_, index) =>
      new SimulatedDesk(world, index, {
        overlapping: mode.overlapping,
        twoWindows: mode.twoWindows && index === 0,
      }),
  );
  for (const desk of desks) desk.start();
  const anyDesk = (): SimulatedDesk => desks[Math.floor(random() * DESKS)] as SimulatedDesk;
  headOffice.onChange = () => {
    for (const desk of desks) {
      if (!stormy || random() >= FAULTS.eventLost) clock.after(random() * 3, () => desk.wake());
    }
  };

  const operations: Operation[] = [];
  const storm = async (): Promise<void> => {
    for (let index = 0; index < OPERATIONS; index++) {
      await clock.sleep(random() * (random() < 0.4 ? 30 : 3));
      const operation = new Operation(random, index);
      operations.push(operation);
      anyDesk().run(operation);
      if (random() < FAULTS.crash) {
        const victim = anyDesk();
        clock.after(random() * 25, () => victim.crash(random() * 20));
      }
      if (random() < 0.1) anyDesk().decide(`d${Math.floor(random() * 5)}`, random() < 0.3);
      if (mode.scoped && random() < 0.2) headOffice.place(2, `d${Math.floor(random() * 5)}`, random() < 0.5);
      if (mode.restored && index === 8) headOffice.backup();
      if (mode.restored && index === 16) {
        restored = true;
        headOffice.restore();
      }
    }
    await clock.sleep(150);
  };
  const isCalm = (): boolean =>
    desks.every((desk, index) => {
      const position = positionOf(desk);
      return (
        docsOf(desk).every((doc) => doc.unsent === 0 || doc.unsent === 3) &&
        [...desk.disk.entries.values()].every((json) => !json.includes('"applied":0')) &&
        headOffice.isLevel(index, position?.checkpoint ?? null, position?.epoch ?? null)
      );
    });

  let ended = false;
  let calm = false;
  const course = async (): Promise<void> => {
    await storm();
    stormy = false;
    await clock.sleep(120);
    for (let round = 0; round < CALM_ROUNDS && !calm; round++) {
      await clock.sleep(30);
      calm = isCalm();
    }
    await clock.sleep(80);
    for (const desk of desks) desk.stop();
    await clock.sleep(80);
    ended = true;
  };
  void course();
  const finished = await clock.run(() => ended);

  const failures = [...invariants.broken];
  if (!finished || !calm) failures.push('never became calm');
  const quarantined = new Set<string>();
  desks.forEach((desk, index) => {
    if (desk.bug)
      failures.push(`desk ${index} threw ${String(desk.bug instanceof Error ? desk.bug.stack : desk.bug)}`);
    for (const tag of desk.givenUp) quarantined.add(tag);
    for (const doc of docsOf(desk))
      if (doc.unsent === 3) for (const tag of doc['log'] as string[]) quarantined.add(tag);
    failures.push(...differencesOf(desk, index, headOffice));
  });
  failures.push(...lostOf(operations, headOffice.docs, quarantined).map((tag) => `${tag} is lost`));
  if (!mode.restored) failures.push(...wrongOf(operations, headOffice.docs));
  return { seed, operations: operations.length, saved: operations.filter((op) => op.saved).length, failures };
}

/** @returns where a desk differs from head office within its scope, and what it keeps outside of it. */
function differencesOf(desk: SimulatedDesk, index: number, headOffice: HeadOffice): string[] {
  const differences: string[] = [];
  const held = new Map(docsOf(desk).map((doc) => [doc.id, doc]));
  for (const [id, doc] of held) {
    const shown = doc.unsent === 3 ? discard(doc) : doc;
    // given up, it would first be asked for at head office
    if (shown.unsent === 2) continue;
    const departed = shown._deleted && shown.ver === 0;
    const master: Snapshot | undefined = headOffice.docs.get(id);
    if (headOffice.isOutside(index, id)) {
      if (doc.unsent === 0 && !departed)
        differences.push(`desk ${index} keeps ${id}, which has left its scope`);
    } else if (!master) {
      if (!departed) differences.push(`desk ${index}: ${id} is not at head office`);
    } else if (shown.rev !== master.rev || shown.ver !== master.ver || !same(shown, master)) {
      differences.push(`desk ${index}: ${id} ${JSON.stringify(doc)} instead of ${JSON.stringify(master)}`);
    }
  }
  for (const [id, doc] of headOffice.docs) {
    // who fills an empty desk is not told of what was deleted before
    if (!doc._deleted && !held.has(id) && !headOffice.isOutside(index, id))
      differences.push(`desk ${index} lacks ${id}`);
  }
  return differences;
}
