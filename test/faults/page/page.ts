/** The product's desk, worked by hand; with `?screens` in the address also its screens. */
import { createDesk } from '#renderer/data/desk.ts';
import type { Desk } from '#renderer/data/desk-types.ts';
import { host } from '#renderer/data/host/index.ts';

declare global {
  interface Window {
    desk?: Desk;
  }
}

// the runner's compiler wraps functions that are sent into the page in a call of this
Object.assign(globalThis, { __name: (named: unknown) => named });

const desk = await createDesk({ host });
if (new URLSearchParams(location.search).has('screens')) (await import('./screens.tsx')).show(desk);
window.desk = desk;
