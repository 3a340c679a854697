/**
 * What screens see of the desk: everything under `renderer/data` stands behind `Desk`.
 * Times are ISO 8601 UTC, durations milliseconds. No method blocks on the network except those that say "online".
 */
import type { Actor } from '#shared/domain/actor.ts';
import type { LoketError, Result } from '#shared/errors/errors.ts';
import type { StoredDoc } from '#shared/sync/document.ts';
import type { Directory } from './directory/types.ts';
import type { Imports } from './import/types.ts';
import type { DeskSync } from './sync/types.ts';

/** A value that changes; the pair fits React's `useSyncExternalStore(live.subscribe, live.get)`. */
export interface Live<T> {
  /** The current value: the same reference until it changes. */
  get(): T;
  /** Calls `listener` after each change. @returns the function that ends the subscription. */
  subscribe(listener: () => void): () => void;
}

/** A list or a document that may still be read for the first time. */
export interface Loaded<T> {
  readonly loading: boolean;
  readonly value: T;
}

/**
 * `starting`: databases are being opened. `locked-by-other-window`: "Loket sudah terbuka"; `takeOver` waits for it.
 * `unenrolled`: no head office known. `lost`: this PC was a desk (`past`), and its databases are gone. `signed-out`:
 * enrolled, nobody signed in. `ready`: somebody works. `revoked`: head office has taken the PC out of service, and its
 * data is destroyed. `newer-data`: a newer Loket wrote what is here; nothing was touched. `failed`: the local databases
 * do not open or have gone (`failure` says why); nothing has been deleted.
 */
export type DeskStatus =
  | 'starting'
  | 'locked-by-other-window'
  | 'unenrolled'
  | 'lost'
  | 'signed-out'
  | 'ready'
  | 'revoked'
  | 'newer-data'
  | 'failed';

/** Head office refuses this device, and a new enrolment mends it: a copied disk, or one that it does not know. */
export type MustEnrol = 'device_cloned' | 'device_unknown';

/** Why nobody is signed in any more: too long without head office, or head office has ended it. */
export type SessionEnd = 'lease_ended' | 'session_ended';

/** The desk that this PC was. */
export interface PastDesk {
  readonly company: string;
  readonly branchName: string;
  readonly deskCode: string;
  readonly deskName: string;
  /** ISO UTC. */
  readonly enrolledAt: string;
  /** Status `lost`: saved work that was found outside the databases and will be sent after the enrolment. */
  readonly rescued: number;
  /** Status `revoked`: when, and how many changes were destroyed that head office did not have. */
  readonly revoked: { readonly at: string; readonly unsent: number } | null;
}

export interface BranchIdentity {
  /** As in `NGW`; part of every number on paper. */
  readonly code: string;
  readonly name: string;
  /** IANA zone, as in `Asia/Jayapura`. */
  readonly zone: string;
  readonly address?: string;
  readonly phone?: string;
}

/** Who this PC is, as head office enrolled it. */
export interface DeskIdentity {
  readonly serverUrl: string;
  readonly deviceId: string;
  readonly deskCode: string;
  readonly deskName: string;
  readonly branch: BranchIdentity;
  readonly company: string;
  readonly demo: boolean;
  /** Name of its database of collections; kept when the desk is enrolled anew. */
  readonly data?: string;
  /** ISO UTC. */
  readonly enrolledAt?: string;
}

export interface Session {
  readonly actor: Actor;
  /** Until when this person may work without head office. */
  readonly leaseUntil: string;
  /** Signed in without head office: nothing is sent until an online sign-in when `tokens` is false. */
  readonly offline: boolean;
  /** A token to send with is at hand. */
  readonly tokens: boolean;
}

/** Answer of head office to `connect`. */
export interface ServerInfo {
  readonly company: string;
  readonly setupNeeded: boolean;
  readonly demo: boolean;
}

export interface EnrolRequest {
  readonly url: string;
  /** One-time enrolment code. */
  readonly code: string;
  readonly deskName: string;
}

export interface SignInRequest {
  readonly username: string;
  readonly password: string;
}

/** Where a document stands for a list. `writes`: ids written, in order. */
export interface CommandResult {
  /** What the command returned, as in `{ id, number }`. */
  readonly result: unknown;
  /** Id of the journal entry. */
  readonly entryId: string;
  readonly savedAt: string;
}

export interface ListQuery {
  /** Equality on open fields, a list meaning "one of". Personal fields are refused. */
  readonly where?: Readonly<Record<string, string | number | boolean | readonly (string | number)[]>>;
  /** Ids that begin with this. */
  readonly prefix?: string;
  /** By these ids, in this order; missing ones are left out. */
  readonly ids?: readonly string[];
  /** An open field, `-` before it for descending. */
  readonly sort?: string;
  readonly limit?: number;
}

export type * from './directory/types.ts';

/** A half-filled form of the person who is signed in. Never shown to the next one. */
export interface Draft {
  readonly id: string;
  /** Which form, as in `intake`. */
  readonly form: string;
  /** Put aside with Esc, to be taken up later. */
  readonly parked: boolean;
  /** The form's own state (JSON). */
  readonly value: Readonly<Record<string, unknown>>;
  readonly updatedAt: string;
}

/** `left`: it was here, and is outside this desk's scope now. `unknown`: it never came here. */
export type Fate = 'here' | 'left' | 'deleted' | 'unknown';

export interface Drafts {
  /** Newest first. */
  readonly live: Live<readonly Draft[]>;
  list(): readonly Draft[];
  get(id: string): Draft | undefined;
  /** Stored durably when the promise resolves. Replaces the draft of the same id. */
  put(draft: Pick<Draft, 'id' | 'form' | 'value'> & { readonly parked?: boolean }): Promise<Result<void>>;
  remove(id: string): Promise<Result<void>>;
}

export type * from './import/types.ts';
export type * from './sync/types.ts';

export interface StorageEstimate {
  readonly usage: number;
  readonly quota: number;
  readonly low: boolean;
  /** The browser has promised not to evict. */
  readonly persistent: boolean;
}

export interface Desk {
  readonly status: Live<DeskStatus>;
  readonly failure: Live<LoketError | null>;
  readonly identity: Live<DeskIdentity | undefined>;
  readonly session: Live<Session | undefined>;
  /** Why nobody is signed in any more; null after a sign-out and on a fresh start. */
  readonly sessionEnd: Live<SessionEnd | null>;
  /** The desk needs a new enrolment code before anything is sent again. Saved work stays. */
  readonly mustEnrol: Live<MustEnrol | null>;
  /** In `lost` and `revoked`: what this PC was. */
  readonly past: Live<PastDesk | undefined>;

  /** Waits until the other window is gone, then starts. */
  takeOver(): Promise<void>;
  /** Online. */
  connect(url: string): Promise<Result<ServerInfo>>;
  /**
   * Online. Also makes a desk anew that is one already: in the same branch unsent work stays; for another branch it is
   * refused with `unsent_work` while there is any.
   */
  enrol(request: EnrolRequest): Promise<Result<DeskIdentity>>;
  /** Online; when head office does not answer, against the stored verifier within the lease. */
  signIn(request: SignInRequest): Promise<Result<Session>>;
  /** Unsent work and drafts stay, attributed to their author. */
  signOut(): Promise<void>;
  /** Forgets the demo's identity and data. Refused (`not_demo`) on a real desk. */
  leaveDemo(): Promise<Result<void>>;

  /** Status `revoked`: starts again as a new PC. */
  beginAnew(): Promise<void>;

  /**
   * Runs a command of `shared/domain`. Resolves when it is saved: journalled durably with its documents, numbers and
   * the removal of the draft `draftId`.
   */
  run(name: string, args: unknown, options?: { readonly draftId?: string }): Promise<Result<CommandResult>>;

  /** One document, with what the journal holds and the collection does not yet. Deleted ones are `undefined`. */
  doc(collection: string, id: string): Live<Loaded<StoredDoc | undefined>>;
  list(collection: string, query: ListQuery): Live<Loaded<readonly StoredDoc[]>>;
  /** What became of a document: told from its tombstone, which has no content once it has left (rule 23). */
  fate(collection: string, id: string): Promise<Fate>;

  readonly directory: Directory;
  readonly drafts: Drafts;
  readonly sync: DeskSync;
  /** Customer books that are read and written here. */
  readonly imports: Imports;

  /** Head-office endpoints of `docs/contracts.md` with the person's token. Online. `path` begins with `/api/`. */
  api<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<Result<T>>;

  /** Time now, ISO UTC, corrected by the measured offset. */
  now(): string;

  /** Preferences of this PC (`user: false`) or of the person. */
  preference<T>(key: string, scope?: 'pc' | 'user'): Promise<T | undefined>;
  setPreference(key: string, value: unknown, scope?: 'pc' | 'user'): Promise<void>;
  storage(): Promise<StorageEstimate>;
  /** Closes the databases and lets another window in. */
  close(): Promise<void>;
}
