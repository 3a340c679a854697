import type { Session, WebContents } from 'electron';
import type { Log } from './log.ts';

/**
 * What the page may have. Since Chromium 142 a page needs the local-network permissions to reach head office
 * in the LAN or on this computer.
 */
const ALLOWED: ReadonlySet<string> = new Set([
  'local-network',
  'local-network-access',
  'loopback-network',
  'notifications',
  'persistent-storage',
  'clipboard-sanitized-write',
]);

/** @returns whether `url` has exactly this origin; false for what is no URL. */
export function hasOrigin(url: string, origin: string): boolean {
  try {
    const parsed = new URL(url);
    return (
      `${parsed.protocol}//${parsed.host}` === origin && parsed.username === '' && parsed.password === ''
    );
  } catch {
    return false;
  }
}

export type SessionParts = Pick<
  Session,
  'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler' | 'on'
>;

/** Denies every permission but the few above, and those to the page's own top frame alone; denies downloads. */
export function hardenSession(session: SessionParts, origin: string): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(ALLOWED.has(permission) && details.isMainFrame && hasOrigin(details.requestingUrl, origin));
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) => {
    return ALLOWED.has(permission) && hasOrigin(requestingOrigin, origin);
  });
  session.setDevicePermissionHandler(() => false);
  // Files leave through the save dialog of `files.save`, never as a download.
  session.on('will-download', (event) => event.preventDefault());
}

export type ContentsParts = Pick<WebContents, 'on' | 'setWindowOpenHandler'>;

export interface Navigation {
  readonly origin: string;
  /** Opens a page in the person's browser. */
  readonly openExternal: (url: string) => Promise<void>;
  readonly log: Log;
}

/**
 * Keeps a page where it is: no navigation away, no redirect, no frame, no webview, no window. A link to https
 * opens in the browser.
 */
export function hardenContents(contents: ContentsParts, { origin, openExternal, log }: Navigation): void {
  const stay = (event: { preventDefault(): void; readonly url: string }): void => {
    if (hasOrigin(event.url, origin)) return;
    event.preventDefault();
    log('a navigation away from the application was refused');
  };
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-frame-navigate', (event) => {
    // The page has no frames of its own: what is printed gets a window of its own.
    if (!event.isMainFrame) event.preventDefault();
    else stay(event);
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (isExternal(url)) void openExternal(url).catch(() => log('a link could not be opened'));
    return { action: 'deny' };
  });
}

/** https alone goes to the operating system: other schemes start programs. */
function isExternal(url: string): boolean {
  try {
    const { protocol, username, password } = new URL(url);
    return protocol === 'https:' && username === '' && password === '' && url.length <= 2048;
  } catch {
    return false;
  }
}
