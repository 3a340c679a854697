import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const electron = fileURLToPath(new URL('./test/support/no-electron.ts', import.meta.url));

/** What each project has in common: Node, never the real Electron, room for slow machines. */
const common = {
  resolve: { alias: [{ find: /^electron$/, replacement: electron }] },
};

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        ...common,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['{shared,server,renderer,electron,build,test}/**/*.test.{ts,tsx}'],
          exclude: ['test/e2e/**', 'node_modules/**', 'dist/**'],
          testTimeout: 30_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        ...common,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.test.{ts,tsx}'],
          globalSetup: ['test/support/build-for-e2e.ts'],
          testTimeout: 180_000,
          hookTimeout: 240_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
