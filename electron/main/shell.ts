import os from 'node:os';
import path from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  Menu,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell as desktop,
} from 'electron';
import { eventChannel, type EventName } from '#shared/host/channel-names.ts';
import { headOfficeOrigin } from '#shared/host/origin.ts';
import type { HostEvents, HostInfo } from '#shared/host/types.ts';
import { createBackup } from './backup.ts';
import { setBadge } from './badge.ts';
import { shellCapabilities } from './capabilities.ts';
import type { DeepLinks } from './deep-links.ts';
import { createFiles } from './files.ts';
import { handlersOf } from './handlers.ts';
import { createHttpRelay } from './http-relay.ts';
import { answerCalls } from './ipc-main.ts';
import { openJsonStore, shapeOf, type JsonStore } from './json-store.ts';
import { createMarker } from './marker.ts';
import type { Log } from './log.ts';
import { machineId, thisMachine } from './machine-id.ts';
import { APPLICATION_MENU, jumpList } from './menu.ts';
import { createNotices } from './notices.ts';
import { createPrintWindows, PRINT_PARTITION } from './print-window.ts';
import { createPrinting } from './printing.ts';
import { ORIGIN, rendererHandler, SCHEME } from './scheme.ts';
import { createSecrets, SealedSecrets, secretsAvailable } from './secrets.ts';
import { hardenContents, hardenSession } from './security.ts';
import { Settings } from './settings.ts';
import { startUpdates } from './start-updates.ts';
import { createDeskWindow, type DeskWindow } from './desk-window.ts';
import { hasOverlay, overlayOf } from './window.ts';

export interface Shell {
  start(): Promise<void>;
  show(): void;
  send<E extends EventName>(event: E, payload: HostEvents[E]): void;
  /** Resolves when nothing is being written any more. */
  settle(): Promise<void>;
}

/** Puts the parts together over Electron's own modules: the only place, with `desk-window`, that takes them all. */
export function createShell(links: DeepLinks, log: Log): Shell {
  let desk: DeskWindow | undefined;
  let settings: JsonStore<Settings> | undefined;
  const send: Shell['send'] = (event, payload) => desk?.contents()?.send(eventChannel(event), payload);

  async function start(): Promise<void> {
    const profile = app.getPath('userData');
    const stored = await openJsonStore(path.join(profile, 'shell.json'), shapeOf(Settings, {}), log);
    settings = stored;
    const sealed = await openJsonStore(path.join(profile, 'secrets.json'), shapeOf(SealedSecrets, {}), log);
    const secretsReady = await secretsAvailable(safeStorage, process.platform, () =>
      safeStorage.getSelectedStorageBackend(),
    );
    const machine = await machineId(thisMachine());
    const headOffice = () => stored.get().headOffice ?? headOfficeOfStarter();

    hardenSession(session.defaultSession, ORIGIN);
    const printSession = session.fromPartition(PRINT_PARTITION);
    hardenSession(printSession, ORIGIN);
    app.on('web-contents-created', (_event, contents) => {
      hardenContents(contents, { origin: ORIGIN, openExternal: (url) => desktop.openExternal(url), log });
    });
    protocol.handle(SCHEME, rendererHandler(path.join(app.getAppPath(), 'dist', 'renderer'), headOffice));
    Menu.setApplicationMenu(Menu.buildFromTemplate(APPLICATION_MENU));
    if (process.platform === 'win32') {
      app.setUserTasks(jumpList(process.execPath, app.isPackaged ? '' : `"${app.getAppPath()}" `));
    }

    const http = createHttpRelay((url, init) => net.fetch(url, init), headOffice, log);
    const window = createDeskWindow({
      settings: stored,
      preload: path.join(app.getAppPath(), 'dist', 'electron', 'preload.cjs'),
      capabilities: shellCapabilities({
        platform: process.platform,
        secrets: secretsReady,
        machineId: machine !== undefined,
        notifications: Notification.isSupported(),
        packaged: app.isPackaged,
      }),
      workAreas: () => {
        const main = screen.getPrimaryDisplay();
        const others = screen.getAllDisplays().filter(({ id }) => id !== main.id);
        return [main, ...others].map(({ workArea }) => workArea);
      },
      pageGone: () => {
        http.closeAll();
        links.deaf();
      },
      log,
    });
    desk = window;

    answerCalls(
      handlersOf({
        info: infoOf(),
        machineId: machine,
        headOffice: {
          get: headOffice,
          set: (origin) => stored.update((all) => ({ ...all, headOffice: origin })),
        },
        http,
        secrets: createSecrets(safeStorage, sealed, secretsReady, log),
        print: createPrinting({
          page: () => window.contents(),
          withDocument: createPrintWindows({
            session: printSession,
            createWindow: (options) => new BrowserWindow(options),
            newId: () => crypto.randomUUID(),
          }),
          log,
        }),
        files: createFiles(
          {
            save: (options) => window.over((parent) => dialog.showSaveDialog(parent, options)),
            open: (options) => window.over((parent) => dialog.showOpenDialog(parent, options)),
          },
          app.getPath('documents'),
          log,
        ),
        marker: createMarker(path.join(app.getPath('appData'), `${app.getName()} Desk`, 'desk.json'), log),
        // Beside the profile and not inside: what wipes the profile leaves the backups.
        backup: createBackup(
          path.join(app.getPath('appData'), `${app.getName()} Backup`),
          () => new Date(),
          log,
        ),
        update: await startUpdates(app.isPackaged, (state) => send('update', state), log),
        listening: () => links.listening(),
        notify: createNotices(
          (options) => new Notification(options),
          Notification.isSupported(),
          (tag) => {
            window.show();
            send('noticeClicked', { tag });
          },
        ),
        setBadge: (count) =>
          setBadge(
            {
              platform: process.platform,
              setCount: (shown) => void app.setBadgeCount(shown),
              setOverlay: (bitmap, side, words) => {
                const image =
                  bitmap && nativeImage.createFromBitmap(Buffer.from(bitmap), { width: side, height: side });
                window.current()?.setOverlayIcon(image ?? null, words);
              },
            },
            count,
          ),
        setTheme: async (theme) => {
          if (hasOverlay(process.platform)) window.current()?.setTitleBarOverlay(overlayOf(theme));
          nativeTheme.themeSource = theme;
          await stored.update((all) => ({ ...all, theme }));
        },
      }),
      log,
    );

    powerMonitor.on('lock-screen', () => send('lock', { state: 'locked' }));
    powerMonitor.on('suspend', () => send('lock', { state: 'locked' }));
    powerMonitor.on('unlock-screen', () => send('lock', { state: 'awake' }));
    powerMonitor.on('resume', () => send('lock', { state: 'awake' }));

    await window.open();
  }

  return {
    start,
    send,
    show: () => desk?.show(),
    settle: async () => {
      await settings?.settled();
    },
  };
}

function infoOf(): HostInfo {
  const { platform } = process;
  return {
    version: app.getVersion(),
    platform: platform === 'win32' || platform === 'darwin' ? platform : 'linux',
    device: os.hostname(),
  };
}

/** Head office as the program that started this shell names it; an installed shell is asked for it on screen. */
function headOfficeOfStarter(): string | undefined {
  const named = app.isPackaged ? undefined : process.env['LOKET_HEAD_OFFICE'];
  return named === undefined ? undefined : headOfficeOrigin(named);
}
