/** A newer Loket for the pages of tests: complaints in a second version of their schema. */
import { SCHEMAS, type Schemas } from '#shared/domain/migrations.ts';

/** What the console says when a conversion begins to stand still. */
export const STANDING_STILL = 'standing still';

/** @param dieAfter so many conversions later the page stands still until it is killed; negative: never */
function secondFormat(dieAfter: number): Schemas {
  let left = dieAfter;
  return {
    ...SCHEMAS,
    complaints: {
      version: 1,
      migrations: [
        (content) => {
          if (left-- === 0) {
            console.log(STANDING_STILL);
            for (;;);
          }
          return { ...content, ext: { ...(content['ext'] as object | undefined), format: 'second' } };
        },
      ],
    },
  };
}

/** @returns the schemas that the page's address asks for by `?second=<dieAfter>`; nothing for the product's own. */
export function schemasOf(search: string): { readonly schemas?: Schemas } {
  const dieAfter = new URLSearchParams(search).get('second');
  return dieAfter === null ? {} : { schemas: secondFormat(Number(dieAfter)) };
}
