// `npm run dist [-- electron-builder arguments]`: the installers, into dist/package. Electron's own distribution
// is fetched by electron-builder.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bundleIfStale } from './bundle.ts';
import { root } from './vite.renderer.ts';

await bundleIfStale('shell');
const { status } = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules', 'electron-builder', 'cli.js'),
    '--config',
    'build/electron-builder.yml',
    '--publish',
    'never',
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit' },
);
process.exit(status ?? 1);
