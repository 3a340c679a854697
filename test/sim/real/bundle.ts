/** The two sides of the product as bundles, so that a mistake can be put into one of their files. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

export type DeskSide = typeof import('./desk-side.ts');
export type OfficeSide = typeof import('./office-side.ts');

/** A plausible mistake: in `file`, `text` is replaced by `mistake`. */
export interface Mistake {
  readonly file: string;
  readonly text: string;
  readonly mistake: string;
}

export interface Sides {
  /** @returns the product as desk `n` has it, with collections and limits of its own. */
  desk(n: number): Promise<DeskSide>;
  readonly office: OfficeSide;
}

const root = join(import.meta.dirname, '..', '..', '..');

/** @throws when the text to be replaced is not in the file, or the file is in neither side. */
async function bundled(
  entry: string,
  mistake: Mistake | undefined,
): Promise<{ code: string; applied: boolean }> {
  let applied = false;
  const output = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    // faults are meant to happen: nobody has to be told of each
    define: { 'import.meta.env.MODE': '"simulation"', 'console.error': 'Boolean' },
    resolve: { alias: [{ find: /^uuid$/, replacement: join(import.meta.dirname, 'ids.ts') }] },
    ssr: { noExternal: true, external: ['@electric-sql/pglite'] },
    plugins: [
      {
        name: 'mistake',
        enforce: 'pre',
        transform(code, id) {
          if (!mistake || !id.endsWith(mistake.file)) return null;
          if (!code.includes(mistake.text)) throw new Error(`${mistake.file} has no “${mistake.text}”`);
          applied = true;
          return code.replace(mistake.text, () => mistake.mistake);
        },
      },
    ],
    build: {
      write: false,
      ssr: join(import.meta.dirname, entry),
      minify: false,
      rolldownOptions: { output: { format: 'es' } },
    },
  });
  const [bundle] = [output].flat();
  if (!bundle || !('output' in bundle) || bundle.output.length !== 1) throw new Error('not one bundle');
  return { code: bundle.output[0].code, applied };
}

/** Bundles both sides, with a mistake if one is given. */
export async function loadSides(mistake?: Mistake): Promise<Sides> {
  const [desk, office] = [await bundled('desk-side.ts', mistake), await bundled('office-side.ts', mistake)];
  if (mistake && !desk.applied && !office.applied) throw new Error(`${mistake.file} runs on neither side`);
  // beside the sources, so that what stays outside of the bundles is found
  const folder = await mkdtemp(join(tmpdir(), 'loket-sim-'));
  const keep = async (name: string, code: string): Promise<string> => {
    await writeFile(join(folder, name), code);
    return pathToFileURL(join(folder, name)).href;
  };
  const [deskUrl, officeUrl] = [await keep('desk.mjs', desk.code), await keep('office.mjs', office.code)];
  const side = (await import(officeUrl)) as OfficeSide;
  const desks = await Promise.all(
    Array.from({ length: MAX_DESKS }, (_, n) => import(`${deskUrl}?desk=${n}`) as Promise<DeskSide>),
  );
  await rm(folder, { recursive: true, force: true });
  return {
    office: side,
    desk: async (n) => {
      const instance = desks[n];
      if (!instance) throw new Error(`desk ${n} of ${MAX_DESKS}`);
      return instance;
    },
  };
}

export const MAX_DESKS = 5;
