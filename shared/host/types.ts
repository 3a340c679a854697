/** What a host may be able to do. What is not in `host.capabilities` is not shown on screen. */
export type Capability =
  /** A secret store of the operating system stands behind `secrets`. */
  | 'secrets'
  /** Printing goes to a chosen printer without a dialog. */
  | 'printers'
  /** `print.pdf` gives the bytes of a PDF. */
  | 'pdf'
  | 'backup'
  | 'notify'
  | 'badge'
  | 'deepLinks'
  | 'update'
  /** Screen lock and sleep of the computer are reported. */
  | 'lockEvents'
  | 'machineId'
  /** The title bar belongs to the page and follows its theme. */
  | 'titleBar'
  /** The address of head office is chosen at the desk; in a browser it is the page's own origin. */
  | 'chooseHeadOffice';

export interface HostInfo {
  /** Version of the application, as in `0.1.0`. */
  readonly version: string;
  readonly platform: 'win32' | 'darwin' | 'linux' | 'browser';
  /** A short name for people: computer name at a desk, browser name in a browser. */
  readonly device: string;
}

/** What is needed of an `AbortSignal`, so that this file needs no DOM. */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface HttpRequest {
  readonly method: HttpMethod;
  /** Absolute URL on the head office of this desk. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** 80 mm roll of a receipt printer, or A5 portrait. */
export type Paper = '80mm' | 'A5';

export interface PrintJob {
  /** The page as it stands (its print style decides what is seen), or a document of its own without scripts. */
  readonly content: { readonly page: 'current' } | { readonly html: string };
  readonly paper: Paper;
  /** Length of the roll in millimetres; 200 where it is left out. A5 ignores it. */
  readonly heightMm?: number;
}

export interface Printer {
  /** The name that `printer` takes. */
  readonly name: string;
  /** The name for people. */
  readonly label: string;
}

export interface OpenedFile {
  readonly name: string;
  readonly data: Uint8Array;
}

export interface BackupEntry {
  readonly id: string;
  /** ISO UTC, from the clock of this computer. */
  readonly at: string;
  readonly bytes: number;
}

export interface Notice {
  /** Names the notice: a later one with the same tag takes its place, and a click reports it. */
  readonly tag: string;
  readonly title: string;
  readonly body: string;
}

export type UpdateState =
  | { readonly state: 'none' | 'checking' | 'failed' }
  | { readonly state: 'downloading'; readonly version: string; readonly percent: number }
  | { readonly state: 'ready'; readonly version: string };

/** Where a `loket://` link points. `number` is a number on paper, `id` a document. */
export type DeepLink =
  | { readonly to: 'complaint' | 'customer'; readonly number: string }
  | { readonly to: 'campaign'; readonly id: string }
  | { readonly to: 'intake' };

/** What a host reports by itself. */
export interface HostEvents {
  /** A hint of the operating system, not a proof that head office answers. */
  readonly connectivity: { readonly online: boolean };
  readonly deepLink: DeepLink;
  /** `locked`: the screen was locked or the computer goes to sleep. `awake`: it is back. */
  readonly lock: { readonly state: 'locked' | 'awake' };
  readonly noticeClicked: { readonly tag: string };
  readonly update: UpdateState;
}

export type HostEvent = keyof HostEvents;
