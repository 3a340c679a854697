import { builtinModules } from 'node:module';
import path from 'node:path';
import { build } from 'vite';

/** Node of Electron 45. */
const TARGET = 'node24';

/** What stays a `require` at run time: Electron itself and Node's own modules. All else goes into the bundle. */
const EXTERNAL = ['electron', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)];

const ENTRIES = { main: 'electron/main/main.ts', preload: 'electron/preload/preload.ts' } as const;

/**
 * Bundles the shell's main process and its preload script as CommonJS: a sandboxed preload script can be
 * nothing else, and main then needs no `node_modules` in the package.
 *
 * @param root of the project.
 * @param outDir where `main.cjs` and `preload.cjs` go.
 */
export async function bundleElectron(
  root = path.resolve(import.meta.dirname, '..'),
  outDir = path.join(root, 'dist', 'electron'),
): Promise<void> {
  for (const [name, entry] of Object.entries(ENTRIES)) {
    await build({
      root,
      configFile: false,
      publicDir: false,
      logLevel: 'warn',
      ssr: { noExternal: true, external: ['electron'] },
      build: {
        ssr: path.join(root, entry),
        outDir,
        emptyOutDir: false,
        target: TARGET,
        minify: false,
        sourcemap: true,
        reportCompressedSize: false,
        rolldownOptions: {
          external: EXTERNAL,
          output: { format: 'cjs', entryFileNames: `${name}.cjs`, codeSplitting: false },
        },
      },
    });
  }
}

if (process.argv[1] === import.meta.filename) {
  await bundleElectron();
}
