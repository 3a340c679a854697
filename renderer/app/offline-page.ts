/** The service worker by which a browser desk starts without a connection. The shell serves its own files. */
import type { Host } from '#shared/host/host.ts';

/** Registers it where the page comes from head office; a failure only means that the page needs a connection. */
export function registerOfflinePage(host: Host): void {
  if (host.kind !== 'browser' || !('serviceWorker' in navigator)) return;
  navigator.serviceWorker
    .register(new URL('./sw.js', document.baseURI), { scope: './' })
    .catch((error: unknown) => {
      console.warn('Loket starts only while connected:', error instanceof Error ? error.message : error);
    });
}
