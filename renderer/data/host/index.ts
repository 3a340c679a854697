import type { HostBridge } from '#shared/host/bridge.ts';
import type { Host } from '#shared/host/host.ts';
import { browserHost } from './browser-host.ts';
import { shellHost } from './shell-host.ts';

declare global {
  interface Window {
    /** Put there by the shell's preload script before any of the page's code runs; absent in a browser. */
    readonly host?: HostBridge;
  }
}

/** What this page runs in. Windows only: a Worker has no bridge and asks its window. */
export const host: Host = window.host === undefined ? browserHost() : shellHost(window.host);
