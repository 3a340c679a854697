/** What goes wrong in a schedule of the real tier, and how often it did. Rates count while the storm lasts. */
export const RATES = {
  /** Of each leg of a request: it is lost, and the client notices at once. */
  drop: 0.1,
  /** It is lost, and the client hears nothing until the time-out. */
  silence: 0.06,
  duplicate: 0.12,
  /** A leg takes so long that later requests overtake it. */
  reorder: 0.15,
  /** Head office stores it after the client has given up. */
  lateCommit: 0.06,
  truncated: 0.03,
  html: 0.03,
  empty: 0.03,
  eventLost: 0.3,
  /** Of each access to the disk. */
  storageBefore: 0.01,
  storageAfter: 0.015,
  /** Of each operation. */
  crash: 0.09,
  clockJump: 0.05,
  tokenExpiry: 0.08,
  serverRestart: 0.03,
  scopeChange: 0.1,
  transfer: 0.07,
  confidential: 0.08,
  officeEdit: 0.06,
  damage: 0.1,
} as const;

/** Milliseconds after which a desk gives a request up. */
export const TIMEOUT = 70;

/** Every kind that a run of some size has to contain. */
export const REAL_FAULTS = [
  ...Object.keys(RATES),
  'overlap',
  'twoWindows',
  'rejection',
  'restore',
  'merge',
  'deletion',
  // an edit that did not know of the deletion brings the document back
  'revival',
  'clone',
] as const;

/** A failure that the product has to survive; anything else that is thrown is a mistake. */
export class Fault extends Error {}

export class FaultCount {
  readonly counts: Record<string, number> = Object.fromEntries(REAL_FAULTS.map((kind) => [kind, 0]));

  add(kind: (typeof REAL_FAULTS)[number]): void {
    this.counts[kind] = (this.counts[kind] ?? 0) + 1;
  }
}
