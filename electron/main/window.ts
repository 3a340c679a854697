import type { BrowserWindowConstructorOptions, Rectangle, TitleBarOverlayOptions } from 'electron';
import { CAPABILITIES_SWITCH } from '#shared/host/channel-names.ts';
import type { Capability } from '#shared/host/types.ts';
import type { Settings, WindowState } from './settings.ts';
import { LEAST_SIZE, openingBounds } from './window-state.ts';

export type Theme = 'light' | 'dark';

/** Height of the page's title bar, in pixels; the page's own style names the same. */
export const TITLE_BAR_HEIGHT = 40;

const COLOURS: Readonly<Record<Theme, { readonly color: string; readonly symbolColor: string }>> = {
  light: { color: '#ffffff', symbolColor: '#1b1f24' },
  dark: { color: '#1a1d21', symbolColor: '#e6e8eb' },
};

/** @returns the colours of the system's window buttons under a theme of the page. */
export const overlayOf = (theme: Theme): TitleBarOverlayOptions => ({
  ...COLOURS[theme],
  height: TITLE_BAR_HEIGHT,
});

export interface WindowParts {
  readonly preload: string;
  readonly settings: Settings;
  readonly workAreas: readonly Rectangle[];
  readonly systemTheme: Theme;
  readonly platform: NodeJS.Platform;
  readonly capabilities: readonly Capability[];
}

/** The desk's one window. Shown when its first picture is ready, in the colour that it will have. */
export function windowOptions(parts: WindowParts): BrowserWindowConstructorOptions {
  const theme = parts.settings.theme ?? parts.systemTheme;
  return {
    ...openingBounds(parts.settings.window, parts.workAreas),
    minWidth: LEAST_SIZE.width,
    minHeight: LEAST_SIZE.height,
    title: 'Loket',
    show: false,
    backgroundColor: COLOURS[theme].color,
    ...(hasOverlay(parts.platform) ? { titleBarStyle: 'hidden', titleBarOverlay: overlayOf(theme) } : {}),
    webPreferences: {
      preload: parts.preload,
      additionalArguments: [CAPABILITIES_SWITCH + parts.capabilities.join(',')],
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      // Deadlines and sync go on while the window is behind another.
      backgroundThrottling: false,
    },
  };
}

/** @returns whether the page draws the title bar; macOS keeps its own. */
export const hasOverlay = (platform: NodeJS.Platform): boolean => platform !== 'darwin';

/** What is needed of a window to remember it. */
export interface RememberedWindow {
  getNormalBounds(): Rectangle;
  isMaximized(): boolean;
}

export const stateOf = (window: RememberedWindow): WindowState => ({
  ...window.getNormalBounds(),
  maximized: window.isMaximized(),
});
