/**
 * The one seam between the renderer and what it runs in: the desktop shell or a browser. The renderer asks
 * `capabilities`, never for Electron. Every method may be called everywhere; what a host cannot do answers
 * `host.unsupported`. Failures are values with a code of `errors.ts`.
 */
import type { Result } from '../errors/errors.ts';
import type {
  BackupEntry,
  CancelSignal,
  Capability,
  HostEvent,
  HostEvents,
  HostInfo,
  HttpRequest,
  Notice,
  OpenedFile,
  Printer,
  PrintJob,
  UpdateState,
} from './types.ts';

export interface HostResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Reads the body to its end as UTF-8. Body can be read once, by `text` or by `stream`. */
  text(): Promise<Result<string>>;
  /**
   * The body as it arrives. A cut connection or an abort ends it with a thrown `LoketFailure`; leaving the
   * loop early closes the connection.
   */
  stream(): AsyncIterable<Uint8Array>;
}

export interface HostHttp {
  /**
   * Sends one request, without cookies, and resolves when the head of the answer is there. Redirects are
   * refused (`host.redirected`): head office never sends one to a desk, a captive portal does. No time limit
   * of its own: `signal` is the caller's.
   */
  request(request: HttpRequest & { readonly signal?: CancelSignal }): Promise<Result<HostResponse>>;
}

export interface HostSecrets {
  /** @returns undefined where nothing stands under `key`. */
  get(key: string): Promise<Result<string | undefined>>;
  /** `key`: 1 to 64 of letters, digits, `.`, `_`, `-`. `value`: at most 16 KiB. */
  set(key: string, value: string): Promise<Result<void>>;
  delete(key: string): Promise<Result<void>>;
}

/** What the program writes beside its data, to tell a lost profile from a new PC. No secrets. */
export interface HostMarker {
  /**
   * @returns the newest copy that stands, at most 2000 characters, and how many copies are gone while another stands;
   *   no text on a PC that has never been marked, or that has lost every copy.
   */
  read(): Promise<{ readonly text: string | undefined; readonly missing: number }>;
  /** Writes every copy. @returns whether at least one stands. */
  write(text: string): Promise<boolean>;
  clear(): Promise<void>;
}

export interface HostPrint {
  /** Without `printer` the dialog of the system asks. @returns whether it went to a printer or was cancelled. */
  print(job: PrintJob & { readonly printer?: string }): Promise<Result<'printed' | 'cancelled'>>;
  pdf(job: PrintJob): Promise<Result<Uint8Array>>;
  printers(): Promise<Result<readonly Printer[]>>;
}

export interface HostFiles {
  /** Asks where, then writes all or nothing. In a browser it is a download and never says `cancelled`. */
  save(file: {
    readonly name: string;
    readonly mime: string;
    readonly data: Uint8Array;
  }): Promise<Result<'saved' | 'cancelled'>>;
  /** `extensions` without dot, as in `['xlsx', 'csv']`. @returns undefined where the person cancelled. */
  open(wanted: {
    readonly extensions: readonly string[];
    readonly maxBytes: number;
  }): Promise<Result<OpenedFile | undefined>>;
}

/** Rotating copies outside the profile, so that a lost profile does not take them along. */
export interface HostBackup {
  /** Written, read back and compared before it answers; older ones go by the rotation. */
  write(data: Uint8Array): Promise<Result<BackupEntry>>;
  /** Newest first. */
  list(): Promise<Result<readonly BackupEntry[]>>;
  read(id: string): Promise<Result<Uint8Array>>;
}

export interface HostUpdate {
  state(): Promise<UpdateState>;
  check(): Promise<Result<UpdateState>>;
  /** Restarts into the new version. Refused with `host.unsentWork` while unsent work is reported. */
  install(): Promise<Result<void>>;
  /** How many changes wait for head office: an update holds back while it is not zero. */
  reportUnsent(count: number): Promise<void>;
}

export interface HostHeadOffice {
  /** Origin of head office, as in `https://pusat.example.id`; undefined before it was chosen. */
  get(): Promise<string | undefined>;
  /** https, or http on this computer itself. Answers `host.badArguments` for anything else. */
  set(origin: string): Promise<Result<void>>;
}

export interface Host {
  readonly kind: 'shell' | 'browser';
  readonly capabilities: ReadonlySet<Capability>;
  info(): Promise<HostInfo>;
  /** A hash that stays with the operating system's installation; undefined in browsers and where unknown. */
  machineId(): Promise<string | undefined>;
  readonly headOffice: HostHeadOffice;
  readonly http: HostHttp;
  readonly secrets: HostSecrets;
  readonly marker: HostMarker;
  readonly print: HostPrint;
  readonly files: HostFiles;
  readonly backup: HostBackup;
  readonly update: HostUpdate;
  notify(notice: Notice): Promise<Result<void>>;
  /** Number on the application's icon; 0 takes it away. */
  setBadge(count: number): Promise<Result<void>>;
  /** Colours the system's window buttons like the page. */
  setTheme(theme: 'light' | 'dark'): Promise<Result<void>>;
  /** The operating system's hint, as in the `connectivity` event. */
  online(): boolean;
  /** @returns a function that ends the subscription. A link that started the application comes to the first. */
  on<E extends HostEvent>(event: E, listener: (payload: HostEvents[E]) => void): () => void;
}
