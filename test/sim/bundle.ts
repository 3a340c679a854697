/**
 * The simulator as one file: it starts in every worker without being translated again, its shape checks are compiled,
 * and a mistake can be put into any of its sources.
 */
import { join } from 'node:path';
import { build } from 'vite';

/** A plausible mistake: in `file`, `text` is replaced by `mistake`. */
export interface Mistake {
  readonly file: string;
  readonly text: string;
  readonly mistake: string;
}

/** @returns the code of a module that exports `runSchedule`. @throws when the text to be replaced is not there. */
export const bundleSimulator = (mistake?: Mistake): Promise<string> => bundleModule('schedule.ts', mistake);

/** @returns a module of this folder with all that it imports, as one file. */
export async function bundleModule(entry: string, mistake?: Mistake): Promise<string> {
  let applied = mistake === undefined;
  const output = await build({
    root: join(import.meta.dirname, '..', '..'),
    configFile: false,
    logLevel: 'silent',
    define: { 'import.meta.env.MODE': '"simulation"' },
    resolve: {
      alias: [{ find: /^typebox\/value$/, replacement: join(import.meta.dirname, 'compiled-value.ts') }],
    },
    ssr: { noExternal: true },
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
  if (!applied || !bundle || !('output' in bundle))
    throw new Error(`${mistake?.file ?? ''} is not simulated`);
  return bundle.output[0].code;
}
