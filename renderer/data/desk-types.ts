/**
 * What screens see of the desk: everything under `renderer/data` stands behind `Desk`.
 * Times are ISO 8601 UTC, durations milliseconds. No method blocks on the network except those that say "online".
 */
import type { Actor } from '#shared/domain/actor.ts';
import type { LoketError, Result } from '#shared/errors/errors.ts';
import type { Content, StoredDoc } from '#shared/sync/document.ts';

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
 * `unenrolled`: no head office known. `signed-out`: enrolled, nobody signed in. `ready`: somebody works.
 * `failed`: the local databases do not open (`failure` says why); nothing has been deleted.
 */
export type DeskStatus =
  'starting' | 'locked-by-other-window' | 'unenrolled' | 'signed-out' | 'ready' | 'failed';

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
  /** By these ids, in this order; missing ones are left out. */
  readonly ids?: readonly string[];
  /** An open field, `-` before it for descending. */
  readonly sort?: string;
  readonly limit?: number;
}

/** Collections of the directory. */
export type DirectoryCollection = 'customers' | 'complaints' | 'tasks' | 'campaigns';

/** A row of a list or a search, enough to draw it without reading the document. */
export interface DirectoryRow {
  readonly collection: DirectoryCollection;
  readonly id: string;
  /** Name of the customer, campaign or task; for a complaint the customer's name. */
  readonly name: string;
  /** Number on paper. */
  readonly number: string;
  /** Masked, as in `0812-····-7890`; empty when there is none. */
  readonly phone: string;
  /** One more line: village and district, or the first words of a description. */
  readonly detail: string;
  readonly kind: string;
  readonly status: string;
  readonly stage: string;
  readonly tier: string;
  readonly category: string;
  readonly divisionId: string;
  readonly ownerId: string;
  readonly handlerId: string;
  readonly branchId: string;
  readonly customerId: string;
  /** Empty when there is none. */
  readonly dueAt: string;
  readonly receivedAt: string;
  readonly updatedAt: string;
  readonly unsent: 0 | 1 | 2 | 3;
  /** Customers: complaints that are not closed. */
  readonly openComplaints: number;
}

export interface DirectoryHit extends DirectoryRow {
  /** Why it was found, best first in the results. */
  readonly matched: 'number' | 'phone' | 'name' | 'other';
}

/** Columns that a view may compare. */
export type Facet =
  | 'kind'
  | 'status'
  | 'stage'
  | 'tier'
  | 'category'
  | 'divisionId'
  | 'ownerId'
  | 'handlerId'
  | 'branchId'
  | 'customerId';

/** Conditions of a saved view: all must hold. */
export interface View {
  /** The facet equals one of these. An empty string stands for "none". */
  readonly is?: Partial<Readonly<Record<Facet, readonly string[]>>>;
  readonly not?: Partial<Readonly<Record<Facet, readonly string[]>>>;
  /** Something of it has not reached head office (or was refused). */
  readonly unsent?: boolean;
  readonly due?: { readonly from?: string; readonly before?: string };
  readonly received?: { readonly from?: string; readonly before?: string };
  /** Search within the view. */
  readonly text?: string;
}

export type DirectorySort =
  'name' | 'number' | 'dueAt' | 'receivedAt' | 'updatedAt' | 'status' | 'tier' | 'relevance';

export interface DirectoryListQuery {
  readonly collection: DirectoryCollection;
  readonly view?: View;
  readonly sort?: { readonly by: DirectorySort; readonly descending?: boolean };
  readonly offset?: number;
  readonly limit?: number;
}

export interface DirectoryPage {
  readonly total: number;
  readonly rows: readonly DirectoryRow[];
}

export interface Directory {
  /** Grows by one whenever an answer may have changed: ask again then. */
  readonly version: Live<number>;
  /** False until the index of the branch has been built once in this window. */
  readonly ready: Live<boolean>;
  /** Ranked: exact number, phone digits, name, other. `limit` 20 unless said. */
  search(
    text: string,
    options?: { readonly collections?: readonly DirectoryCollection[]; readonly limit?: number },
  ): Promise<readonly DirectoryHit[]>;
  list(query: DirectoryListQuery): Promise<DirectoryPage>;
  /** Number of rows in each view, by its name. */
  counts<Name extends string>(
    collection: DirectoryCollection,
    views: Readonly<Record<Name, View>>,
  ): Promise<Readonly<Record<Name, number>>>;
}

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

export interface Drafts {
  /** Newest first. */
  readonly live: Live<readonly Draft[]>;
  list(): readonly Draft[];
  get(id: string): Draft | undefined;
  /** Stored durably when the promise resolves. Replaces the draft of the same id. */
  put(draft: Pick<Draft, 'id' | 'form' | 'value'> & { readonly parked?: boolean }): Promise<Result<void>>;
  remove(id: string): Promise<Result<void>>;
}

/** The status bar's one sentence (ux.md, "The language of sync"), the most pressing kind. */
export type SyncKind =
  'first-sync' | 'sign-in-expired' | 'protocol-too-old' | 'offline' | 'unreachable' | 'sending' | 'synced';

/** A merge that needed no one: "Digabung otomatis dengan perubahan Budi". */
export interface MergeNote {
  readonly collection: string;
  readonly id: string;
  readonly at: string;
  /** Person of the other change; empty when unknown. */
  readonly by: string;
  /** Fields in which a value was not taken. */
  readonly fields: readonly string[];
}

export interface SyncStatus {
  readonly kind: SyncKind;
  /** Changes saved here that head office does not have yet. */
  readonly pending: number;
  /** Rows in the request that is under way; 0 when none. */
  readonly sending: number;
  /** Changes that head office refused and nobody has decided on. */
  readonly rejected: number;
  /** Since when there is no connection (kinds `offline` and `unreachable`). */
  readonly since: string | null;
  /** When everything was last in agreement with head office; null before the first time. */
  readonly dataAsOf: string | null;
  /** Next automatic try (kind `unreachable`). */
  readonly retryAt: string | null;
  /** Why not connected: `network`, `timeout`, `portal` (an answer that is not head office's), `server_busy`, … */
  readonly reason: LoketError | null;
  /** Kind `first-sync`: the collection that is being fetched. `total` is 0 while unknown. */
  readonly progress: { readonly collection: string; readonly done: number; readonly total: number } | null;
  /** Newest first, at most 20, of this window. */
  readonly merged: readonly MergeNote[];
  readonly storageLow: boolean;
  readonly clock: ClockState;
}

/** Desk clock against head office's. */
export interface ClockState {
  /** Head office minus desk, ms. 0 before the first measurement. */
  readonly offset: number;
  /** Half of the round trip of the best measurement, ms; Infinity before the first one. */
  readonly uncertainty: number;
  /** Wrong by more than two minutes: say so. */
  readonly skewed: boolean;
}

export interface UnsentItem {
  readonly collection: string;
  readonly id: string;
  readonly unsent: 1 | 2;
  readonly deleted: boolean;
  readonly updatedAt: string;
  readonly updatedBy: string;
  readonly doc: StoredDoc;
}

export interface QuarantineItem {
  readonly collection: string;
  readonly id: string;
  /** Head office's code, or `moved` when the document left this branch. */
  readonly code: string;
  readonly field?: string;
  /** The change that was refused. */
  readonly mine: StoredDoc;
  /** Head office's newest version that is known here; null when there is none. */
  readonly theirs: Content | null;
  readonly base: Content | null;
}

export interface DeskSync {
  readonly state: Live<SyncStatus>;
  readonly unsent: Live<readonly UnsentItem[]>;
  readonly quarantine: Live<readonly QuarantineItem[]>;
  /** Online: starts a round now and resolves when it ended. */
  sendNow(): Promise<Result<void>>;
  /** Sends a refused change again as it stands. */
  retry(item: Pick<QuarantineItem, 'collection' | 'id'>): Promise<Result<void>>;
  /** Gives a refused change up for head office's version. The text given up stays in the journal's notes with its reason. */
  discard(item: Pick<QuarantineItem, 'collection' | 'id'>, reason: string): Promise<Result<void>>;
}

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

  /** Waits until the other window is gone, then starts. */
  takeOver(): Promise<void>;
  /** Online. */
  connect(url: string): Promise<Result<ServerInfo>>;
  /** Online. */
  enrol(request: EnrolRequest): Promise<Result<DeskIdentity>>;
  /** Online; when head office does not answer, against the stored verifier within the lease. */
  signIn(request: SignInRequest): Promise<Result<Session>>;
  /** Unsent work and drafts stay, attributed to their author. */
  signOut(): Promise<void>;
  /** Forgets the demo's identity and data. Refused (`not_demo`) on a real desk. */
  leaveDemo(): Promise<Result<void>>;

  /**
   * Runs a command of `shared/domain`. Resolves when it is saved: journalled durably with its documents, numbers and
   * the removal of the draft `draftId`.
   */
  run(name: string, args: unknown, options?: { readonly draftId?: string }): Promise<Result<CommandResult>>;

  /** One document, with what the journal holds and the collection does not yet. Deleted ones are `undefined`. */
  doc(collection: string, id: string): Live<Loaded<StoredDoc | undefined>>;
  list(collection: string, query: ListQuery): Live<Loaded<readonly StoredDoc[]>>;

  readonly directory: Directory;
  readonly drafts: Drafts;
  readonly sync: DeskSync;

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
