/** What schedules came to, for every tier of the simulator, and how many of them are summed up in one line. */

export type Tier = 'fast' | 'real';

/** What happened under one seed. The four lists say in words what is wrong; empty ones are what is wanted. */
export interface Outcome {
  readonly seed: number;
  /** What people did at the desks. */
  readonly operations: number;
  /** Those that were shown as saved. */
  readonly saved: number;
  /** Requests that reached head office, repeated ones included. */
  readonly messages: number;
  /** Answers `conflict`, and merges of saved entries at the desk. */
  readonly conflicts: number;
  /** Times that a document came into quarantine. */
  readonly quarantined: number;
  readonly crashes: number;
  /** How often each kind of fault happened. */
  readonly faults: Readonly<Record<string, number>>;
  /** Saved, and neither at head office nor in sight with a reason. */
  readonly lost: readonly string[];
  /** Replicas that differ, states that may not be, ends that no order of events explains. */
  readonly diverged: readonly string[];
  /** Held by a desk or served to it although it is outside of its scope. */
  readonly leaked: readonly string[];
  /** A number, an entry of the timeline or a write that exists twice. */
  readonly duplicated: readonly string[];
  /** Hash over every event, in order: equal for equal seeds. */
  readonly trace: string;
}

/** The last line of a run. */
export interface Sum {
  readonly tier: Tier;
  readonly schedules: number;
  readonly operations: number;
  readonly messages: number;
  readonly conflicts: number;
  readonly quarantined: number;
  readonly crashes: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly lost: number;
  readonly diverged: number;
  readonly leaked: number;
  readonly duplicated: number;
  /** Wall-clock time of the whole run. */
  readonly seconds: number;
}

/** From this many schedules on, a kind of event that never happened means that the run proves nothing. */
export const ENOUGH_SCHEDULES = 200;

/** What a schedule has at the least: fewer prove less than is promised. */
const LEAST = { operations: 24, faults: 3 };

/** @returns whether a schedule was too easy to count. */
export const isWeak = ({ operations, faults }: Outcome): boolean =>
  operations < LEAST.operations ||
  Object.values(faults).reduce((sum, count) => sum + count, 0) < LEAST.faults;

/** @returns everything that is wrong in an outcome, in words. */
export const failuresOf = (outcome: Outcome): string[] =>
  (['lost', 'diverged', 'leaked', 'duplicated'] as const).flatMap((kind) =>
    outcome[kind].map((text) => `${kind}: ${text}`),
  );

/** @returns a sum of nothing, in which every kind of fault that the tier has is named. */
export const emptySum = (tier: Tier, kinds: readonly string[]): Sum => ({
  tier,
  schedules: 0,
  operations: 0,
  messages: 0,
  conflicts: 0,
  quarantined: 0,
  crashes: 0,
  faults: Object.fromEntries(kinds.map((kind) => [kind, 0])),
  lost: 0,
  diverged: 0,
  leaked: 0,
  duplicated: 0,
  seconds: 0,
});

/** @returns the sum with one more schedule. */
export function add(sum: Sum, outcome: Outcome): Sum {
  const faults: Record<string, number> = { ...sum.faults };
  for (const [kind, count] of Object.entries(outcome.faults)) faults[kind] = (faults[kind] ?? 0) + count;
  return {
    ...sum,
    schedules: sum.schedules + 1,
    operations: sum.operations + outcome.operations,
    messages: sum.messages + outcome.messages,
    conflicts: sum.conflicts + outcome.conflicts,
    quarantined: sum.quarantined + outcome.quarantined,
    crashes: sum.crashes + outcome.crashes,
    faults,
    lost: sum.lost + outcome.lost.length,
    diverged: sum.diverged + outcome.diverged.length,
    leaked: sum.leaked + outcome.leaked.length,
    duplicated: sum.duplicated + outcome.duplicated.length,
  };
}

/** @returns why a run does not count as passed; empty when it does. */
export function objections(sum: Sum): string[] {
  const out: string[] = [];
  for (const kind of ['lost', 'diverged', 'leaked', 'duplicated'] as const)
    if (sum[kind] > 0) out.push(`${kind}: ${sum[kind]}`);
  if (sum.schedules < ENOUGH_SCHEDULES) return out;
  for (const kind of ['conflicts', 'quarantined', 'crashes'] as const)
    if (sum[kind] === 0) out.push(`no ${kind}`);
  for (const [kind, count] of Object.entries(sum.faults))
    if (count === 0) out.push(`no fault of kind ${kind}`);
  return out;
}
