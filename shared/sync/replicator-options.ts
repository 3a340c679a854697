/** What a replicator stands on, and what it tells. */
import type { NotTaken, StoredDoc } from './document.ts';
import type { ReplicaContext } from './replica.ts';
import type { Net, Store } from './store.ts';

export interface ReplicatorEvents {
  /** Rows that are about to be sent, and 0 when their answer has been dealt with or has failed. */
  sending?(rows: number): void;
  /** `total` is known while an empty desk is being filled by blocks. */
  pulled?(rows: number, more: boolean, total?: number): void;
  /** A merge was stored; `history` may be empty. */
  merged?(doc: StoredDoc, history: readonly NotTaken[]): void;
}

export interface ReplicatorOptions extends ReplicaContext {
  readonly store: Store;
  readonly net: Net;
  /** Awaited before unsent documents are looked for: no rev leaves before its journal entry is applied. */
  readonly beforePush?: () => Promise<void>;
  /** A document whose newest revision must not leave yet, because its journal entry is not flagged as applied. */
  readonly hold?: (id: string) => boolean;
  /** Rows of one request; asked before each one, so that they may follow the line. */
  readonly pushBatch?: () => number;
  readonly pullBatch?: () => number;
  readonly events?: ReplicatorEvents;
}
