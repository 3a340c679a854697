/** The desk without screens, for tests that work it by hand. */
import { createDesk } from '#renderer/data/desk.ts';
import type { Desk } from '#renderer/data/desk-types.ts';
import { host } from '#renderer/data/host/index.ts';
import { schemasOf } from '#test/support/second-format.ts';

declare global {
  interface Window {
    desk?: Desk;
  }
}

window.desk = await createDesk({ host, ...schemasOf(location.search) });
