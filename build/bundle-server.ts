import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { build } from 'vite';
import { root } from './vite.renderer.ts';

/**
 * Head office in one file, `dist/server/main.mjs`, with the import command beside it. Packages stay outside: they
 * are installed where head office runs (README, Deployment).
 */
export async function bundleServer(): Promise<void> {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const names = Object.keys(dependencies);
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node20',
      outDir: join(root, 'dist', 'server'),
      emptyOutDir: true,
      copyPublicDir: false,
      minify: false,
      rolldownOptions: {
        input: { main: join(root, 'server', 'main.ts'), import: join(root, 'server', 'import.ts') },
        external: (id) => isBuiltin(id) || names.some((name) => id === name || id.startsWith(`${name}/`)),
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  });
}
