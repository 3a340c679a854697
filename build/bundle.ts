// `npm run build`: renderer, head office and shell into dist/. Each is built again only when its sources changed.
import { build } from 'vite';
import { bundleServer } from './bundle-server.ts';
import { isStale, markBuilt, sourceHash, type Target } from './stale.ts';
import { writeThemeCss } from './theme-css.ts';
import { rendererConfig, root, type RendererMode } from './vite.renderer.ts';

const always = ['build', 'shared', 'package-lock.json', 'tsconfig.base.json'];

interface Part extends Target {
  readonly name: string;
  readonly make: () => Promise<void>;
}

const renderer = (mode: RendererMode): Part => ({
  name: mode === 'e2e' ? 'renderer (with test hooks)' : 'renderer',
  out: mode === 'e2e' ? 'dist/renderer-e2e' : 'dist/renderer',
  sources: ['renderer', ...always],
  make: async () => {
    writeThemeCss();
    await build(rendererConfig(mode));
  },
});

const server: Part = {
  name: 'head office',
  out: 'dist/server',
  sources: ['server', ...always],
  make: bundleServer,
};

const electron: Part = {
  name: 'shell',
  out: 'dist/electron',
  sources: ['electron', ...always],
  make: async () => {
    const { bundleElectron } = await import('./bundle-electron.ts');
    await bundleElectron();
  },
};

async function makeIfStale(part: Part): Promise<void> {
  if (!isStale(root, part)) return;
  const hash = sourceHash(root, part.sources);
  const started = performance.now();
  await part.make();
  markBuilt(root, part, hash);
  console.log(`Built the ${part.name} in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}

/** What a use of the build needs: a browser desk the renderer alone, the shell its bundles as well. */
export type BundleFor = 'desk' | 'shell' | 'e2e' | 'everything';

/**
 * Builds the parts that a use needs and whose sources changed since they were built last.
 *
 * @returns when `dist/` is up to date; rejects with the bundler's error.
 */
export async function bundleIfStale(use: BundleFor): Promise<void> {
  const parts = {
    desk: [renderer('production')],
    shell: [renderer('production'), electron],
    e2e: [renderer('e2e')],
    everything: [renderer('production'), server, electron],
  }[use];
  for (const part of parts) await makeIfStale(part);
}

if (process.argv[1] === import.meta.filename) {
  await bundleIfStale('everything');
}
