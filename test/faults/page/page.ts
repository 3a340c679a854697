/** The product's desk, worked by hand; with `?screens` in the address also its screens, with `?second` a newer one. */
import { createDesk } from '#renderer/data/desk.ts';
import type { Desk } from '#renderer/data/desk-types.ts';
import { host } from '#renderer/data/host/index.ts';
import { schemasOf } from '#test/support/second-format.ts';

declare global {
  interface Window {
    desk?: Desk;
  }
}

// the runner's compiler wraps functions that are sent into the page in a call of this
Object.assign(globalThis, { __name: (named: unknown) => named });

const desk = await createDesk({ host, ...schemasOf(location.search) });
if (new URLSearchParams(location.search).has('screens')) (await import('./screens.tsx')).show(desk);
window.desk = desk;
