import { performance } from 'node:perf_hooks';
import { app, BrowserWindow, dialog, Menu, nativeTheme, type Rectangle, type WebContents } from 'electron';
import type { Capability } from '#shared/host/types.ts';
import { crashReloader } from './crash.ts';
import type { JsonStore } from './json-store.ts';
import { reasonOf, type Log } from './log.ts';
import { contextMenu } from './menu.ts';
import { ORIGIN } from './scheme.ts';
import type { Settings } from './settings.ts';
import { stateOf, windowOptions } from './window.ts';

export interface DeskWindowParts {
  readonly settings: JsonStore<Settings>;
  readonly preload: string;
  readonly capabilities: readonly Capability[];
  readonly workAreas: () => readonly Rectangle[];
  /** The page was lost or is loaded anew. */
  readonly pageGone: () => void;
  readonly log: Log;
}

export interface DeskWindow {
  open(): Promise<void>;
  /** Brings it to the front; opens it again where it was closed (macOS keeps the program running). */
  show(): void;
  current(): BrowserWindow | undefined;
  contents(): WebContents | undefined;
  /** Runs a dialog of the system over the window. */
  over<T>(dialogOf: (parent: BrowserWindow) => Promise<T>): Promise<T>;
}

/** The desk's one window. */
export function createDeskWindow(parts: DeskWindowParts): DeskWindow {
  const { settings, log, pageGone } = parts;
  let window: BrowserWindow | undefined;

  async function open(): Promise<void> {
    const opened = new BrowserWindow(
      windowOptions({
        preload: parts.preload,
        settings: settings.get(),
        workAreas: parts.workAreas(),
        systemTheme: nativeTheme.shouldUseDarkColors ? 'dark' : 'light',
        platform: process.platform,
        capabilities: parts.capabilities,
      }),
    );
    window = opened;
    const { webContents } = opened;
    opened.once('ready-to-show', () => {
      if (settings.get().window?.maximized) opened.maximize();
      opened.show();
    });
    opened.on('close', () => {
      const state = stateOf(opened);
      settings
        .update((all) => ({ ...all, window: state }))
        .catch((thrown: unknown) => log(`window state: ${reasonOf(thrown)}`));
    });
    opened.on('closed', () => {
      if (window === opened) window = undefined;
      pageGone();
    });
    webContents.on('did-start-navigation', (details) => {
      if (details.isMainFrame && !details.isSameDocument) pageGone();
    });
    webContents.on('context-menu', (_event, at) => {
      const items = contextMenu(at);
      if (items.length > 0) Menu.buildFromTemplate(items).popup({ window: opened });
    });
    const gone = crashReloader({
      reload: () => webContents.reload(),
      giveUp: () => void askAfterCrashes(opened),
      now: () => performance.now(),
      log,
    });
    webContents.on('render-process-gone', (_event, { reason }) => {
      pageGone();
      gone(reason);
    });
    await opened.loadURL(`${ORIGIN}/`);
  }

  return {
    open,
    show() {
      if (window === undefined) {
        if (app.isReady()) void open().catch((thrown: unknown) => log(`window: ${reasonOf(thrown)}`));
        return;
      }
      if (window.isMinimized()) window.restore();
      window.focus();
    },
    current: () => window,
    contents: () => window?.webContents,
    over(dialogOf) {
      if (window === undefined) throw new Error('no window');
      return dialogOf(window);
    },
  };
}

async function askAfterCrashes(window: BrowserWindow): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    title: 'Loket',
    message: 'Layar Loket berhenti berulang kali.',
    detail: 'Data yang sudah disimpan aman di komputer ini. · What was saved is safe on this computer.',
    buttons: ['Coba lagi · Try again', 'Tutup · Close'],
    defaultId: 0,
    cancelId: 1,
  });
  if (response === 0) window.webContents.reload();
  else app.quit();
}
