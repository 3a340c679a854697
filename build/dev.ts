// `npm run dev`: all sides, watched. The renderer by Vite with hot reload, head office started anew when server/ or
// shared/ change (its PostgreSQL and the demo stay in .loket/), theme variables and shell bundled again.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { createServer } from 'vite';
import { bundleElectron } from './bundle-electron.ts';
import { writeThemeCss } from './theme-css.ts';
import { readOptions } from './start/options.ts';
import { rendererConfig, root } from './vite.renderer.ts';

/** An editor saves a file in several steps: act once, when it is quiet. */
function onQuiet(folder: string, act: (file: string) => void): void {
  let timer: NodeJS.Timeout | undefined;
  watch(join(root, folder), { recursive: true }, (_, file) => {
    if (file === null || file.includes('.gen.') || file.includes('.test.')) return;
    clearTimeout(timer);
    timer = setTimeout(() => act(file), 150);
  });
}

const options = readOptions([], process.env, root);
if ('error' in options) {
  console.error(options.error);
  process.exit(2);
}
const headOffice = `http://127.0.0.1:${options.port}`;

writeThemeCss();
onQuiet('renderer/ui/theme', () => {
  // The theme is a module: only a new process reads it anew.
  spawn(process.execPath, ['--import', 'tsx', join(root, 'build', 'theme-css.ts')], { stdio: 'inherit' });
});

const bundleShell = () =>
  bundleElectron().then(
    () => console.log('Shell bundled; `npm start -- --electron` shows it.'),
    (error: unknown) => console.error(error),
  );
await bundleShell();
onQuiet('electron', () => void bundleShell());

const server = spawn(
  process.execPath,
  [
    '--watch',
    '--watch-preserve-output',
    '--import',
    'tsx',
    join(root, 'build', 'start.ts'),
    '--url-only',
    '--no-build',
  ],
  { cwd: root, stdio: 'inherit' },
);

const vite = await createServer({
  ...rendererConfig('development'),
  server: {
    port: options.port + 1,
    strictPort: true,
    host: '127.0.0.1',
    proxy: Object.fromEntries(
      ['/api', '/health', '/openapi.json'].map((path) => [path, { target: headOffice }]),
    ),
  },
});
await vite.listen();
console.log(
  `Renderer with hot reload: http://127.0.0.1:${options.port + 1} (head office behind it: ${headOffice})`,
);

const stop = () => {
  server.kill('SIGTERM');
  server.on('exit', () => process.exit(0));
  void vite.close();
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
