import type { BrowserWindowConstructorOptions, Session, WebContents } from 'electron';
import { ORIGIN, SCHEME } from './scheme.ts';
import type { Printable } from './printing.ts';

/** The partition of printed documents: in memory, with nothing of the desk's session in it. */
export const PRINT_PARTITION = 'print';

/** Styles of the document itself and pictures in it; no scripts, nothing from outside. */
const PRINT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";

interface PrintWindow {
  readonly webContents: Printable & Pick<WebContents, 'on' | 'setWindowOpenHandler'>;
  loadURL(url: string): Promise<void>;
  destroy(): void;
}

export interface PrintWindowParts {
  readonly session: { readonly protocol: Pick<Session['protocol'], 'handle'> };
  readonly createWindow: (options: BrowserWindowConstructorOptions) => PrintWindow;
  readonly newId: () => string;
}

/** @returns `withDocument` of the print room: one window for each document, gone when it is done. */
export function createPrintWindows({ session, createWindow, newId }: PrintWindowParts) {
  const documents = new Map<string, string>();
  session.protocol.handle(SCHEME, (request) => {
    const html = documents.get(request.url);
    return new Response(html ?? null, {
      status: html === undefined ? 404 : 200,
      headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': PRINT_POLICY },
    });
  });
  return async <T>(html: string, use: (document: Printable) => Promise<T>): Promise<T> => {
    const url = `${ORIGIN}/print/${newId()}`;
    documents.set(url, html);
    const window = createWindow({
      show: false,
      webPreferences: {
        partition: PRINT_PARTITION,
        javascript: false,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        spellcheck: false,
      },
    });
    try {
      await window.loadURL(url);
      return await use(window.webContents);
    } finally {
      documents.delete(url);
      window.destroy();
    }
  };
}
