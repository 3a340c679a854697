/** What goes wrong, how often, and how often it did. */
import { LoketFailure } from '#shared/errors/errors.ts';

/** Probabilities while a schedule is in its stormy part; times in virtual milliseconds. */
export const FAULTS = {
  /** Of each leg of a request; half of them are noticed at once, half by the time-out. */
  drop: 0.14,
  /** The request arrives a second time, up to 80 ms later; its answer goes nowhere. */
  duplicate: 0.12,
  /** An answer cut short, `{}`, or a portal's page with status 200. */
  wrongAnswer: 0.06,
  /** Of each leg: it takes up to 90 ms, so that requests commit after the client has given up. */
  delay: 0.25,
  timeout: 60,
  eventLost: 0.3,
  readError: 0.015,
  /** Half of the failing writes fail after they were done. */
  writeError: 0.03,
  /** Of each operation: some desk dies up to 25 ms later. */
  crash: 0.08,
  /** Of each start after a crash: a part of the disk is an older one. */
  torn: 0.25,
  /** Of each start after a crash: nothing is left, and the desk is enrolled anew. */
  wipe: 0.06,
  /** Of each operation: some desk's clock is set. */
  clockJump: 0.05,
  /** Of each operation: some desk has no line for up to 200 ms. */
  offline: 0.1,
  /** Of each operation: head office is away for up to 50 ms. */
  restart: 0.04,
  /** How long a sign-in lasts. */
  session: 250,
} as const;

/** Every kind that the fast tier has; a long run in which one never happened proves nothing. */
export const FAULT_KINDS = [
  'drop',
  'silence',
  'offline',
  'duplicate',
  'reorder',
  'lateCommit',
  'truncated',
  'html',
  'empty',
  'lostEvent',
  'tokenExpired',
  'storageBefore',
  'storageAfter',
  'crash',
  'tornDisk',
  'forgotten',
  'wipedDisk',
  'clockJump',
  'rejection',
  'serverRestart',
  'restore',
  'scopeChange',
  'transfer',
  'merge',
  'deletion',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export class FaultCounts {
  readonly counts: Record<string, number> = {};

  happened(kind: FaultKind): void {
    this.counts[kind] = (this.counts[kind] ?? 0) + 1;
  }
}

/** A failure that the product has to survive; anything else that is thrown is a bug. */
export class SimulatedFault extends Error {
  /** Nobody reads where it came from, and to find that out takes longer than most of what fails. */
  constructor(words: string) {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    super(words);
    Error.stackTraceLimit = limit;
  }
}

/** @returns whether the product may fail by this: it is called again later. */
export const isExpected = (thrown: unknown): boolean =>
  thrown instanceof SimulatedFault || thrown instanceof LoketFailure;
