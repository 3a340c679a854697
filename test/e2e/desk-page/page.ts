/** The desk without screens, for tests that work it by hand. */
import { createDesk } from '#renderer/data/desk.ts';
import type { Desk } from '#renderer/data/desk-types.ts';
import { host } from '#renderer/data/host/index.ts';
import { SCHEMAS, type Schemas } from '#shared/domain/migrations.ts';

declare global {
  interface Window {
    desk?: Desk;
  }
}

/** A second version of complaints; `dieAfter` conversions the page stands still until it is killed. */
function second(dieAfter: number): Schemas {
  let left = dieAfter;
  return {
    ...SCHEMAS,
    complaints: {
      version: 1,
      migrations: [
        (content) => {
          if (left-- === 0) {
            console.log('standing still');
            for (;;);
          }
          return { ...content, ext: { ...(content['ext'] as object | undefined), format: 'second' } };
        },
      ],
    },
  };
}

const dieAfter = new URLSearchParams(location.search).get('second');
window.desk = await createDesk({ host, ...(dieAfter === null ? {} : { schemas: second(Number(dieAfter)) }) });
