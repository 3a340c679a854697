/** What all parts of one schedule share. */
import type { Audit } from './audit.ts';
import type { VirtualClock } from './clock.ts';
import type { FaultCounts } from './faults.ts';
import type { HeadOffice } from './head-office.ts';
import type { Ledger } from './ledger.ts';
import type { Trace } from './trace.ts';

export interface World {
  readonly clock: VirtualClock;
  readonly random: () => number;
  readonly newId: () => string;
  readonly trace: Trace;
  readonly audit: Audit;
  readonly ledger: Ledger;
  readonly faults: FaultCounts;
  readonly office: HeadOffice;
  readonly isStormy: () => boolean;
  /** Head office was taken back to a backup. */
  readonly isRestored: () => boolean;
  /** A part of this desk's disk was taken back: what it says of itself may be wrong. */
  readonly isTorn: (desk: number) => boolean;
  readonly merged: () => void;
  readonly quarantined: () => void;
}
