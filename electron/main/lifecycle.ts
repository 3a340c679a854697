import type { App } from 'electron';
import { LINK_SCHEME } from '#shared/host/deep-link.ts';
import type { DeepLinks } from './deep-links.ts';

/** What is needed of Electron's `app`. */
export type AppParts = Pick<
  App,
  'requestSingleInstanceLock' | 'quit' | 'on' | 'setAsDefaultProtocolClient' | 'whenReady'
>;

export interface LifecycleParts {
  readonly app: AppParts;
  readonly links: DeepLinks;
  readonly commandLine: readonly string[];
  /** Program and script by which links start a shell that is run from its sources; undefined when installed. */
  readonly sources: { readonly program: string; readonly script: string } | undefined;
  readonly start: () => Promise<void>;
  /** Brings the one window to the front, and opens it again where it was closed. */
  readonly show: () => void;
  /** Ends what is still being written; resolves when nothing is. */
  readonly settle: () => Promise<void>;
  readonly failed: (thrown: unknown) => void;
}

/**
 * One shell for a profile: a second launch hands its link over and leaves, so that one writer stands before the
 * desk's data.
 *
 * @returns false when another shell runs already; nothing was started then.
 */
export function live(parts: LifecycleParts): boolean {
  const { app, links, sources, show } = parts;
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return false;
  }
  if (sources === undefined) app.setAsDefaultProtocolClient(LINK_SCHEME);
  else app.setAsDefaultProtocolClient(LINK_SCHEME, sources.program, [sources.script]);

  links.arrived(parts.commandLine);
  app.on('second-instance', (_event, commandLine) => {
    show();
    links.arrived(commandLine);
  });
  // macOS gives links by this event, possibly before the application is ready.
  app.on('open-url', (event, url) => {
    event.preventDefault();
    links.arrived([url]);
  });
  app.on('activate', show);
  app.on('window-all-closed', () => void parts.settle().finally(() => app.quit()));
  app.whenReady().then(parts.start).catch(parts.failed);
  return true;
}
