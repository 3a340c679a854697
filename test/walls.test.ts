// The walls of the house stand in oxlint.config.mjs. Here a copy of that file guards a small house in a temporary
// folder, into which one forbidden import after the other is planted: each must be refused, and only because of
// its wall; the allowed ones must pass.
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
let house = '';

interface Plant {
  readonly wall: string;
  readonly file: string;
  readonly imports: readonly string[];
}

const forbidden: readonly Plant[] = [
  {
    wall: 'shared knows no other side',
    file: 'shared/domain/a.ts',
    imports: [
      '#server/main.ts',
      '../../server/main.ts',
      './../../renderer/a.ts',
      '#shared/../server/main.ts',
      '#test/support/a.ts',
    ],
  },
  {
    wall: 'shared knows no Node, React, Electron or RxDB',
    file: 'shared/b.ts',
    imports: [
      'node:fs',
      'fs/promises',
      'react',
      'electron',
      'rxdb',
      'dexie',
      '@mantine/core',
      'libphonenumber',
    ],
  },
  {
    wall: 'renderer knows no other side but shared',
    file: 'renderer/app/a.ts',
    imports: [
      '#server/main.ts',
      '../../server/db/a.ts',
      '#electron/main/a.ts',
      '../../electron/main/a.ts',
      '#test/support/a.ts',
    ],
  },
  {
    wall: 'renderer knows no Node, Electron or server library',
    file: 'renderer/app/b.ts',
    imports: ['node:path', 'electron', 'pg', '@fastify/static'],
  },
  {
    wall: 'a feature never imports another feature',
    file: 'renderer/features/one/a.ts',
    imports: ['#renderer/features/two/a.ts', '../two/a.ts', '../../features/two/a.ts'],
  },
  {
    wall: 'a feature never imports another feature (two deep)',
    file: 'renderer/features/one/parts/a.ts',
    imports: ['../../two/a.ts', '#renderer/features/two/a.ts'],
  },
  {
    wall: 'a feature never imports another feature (three deep)',
    file: 'renderer/features/one/parts/small/a.ts',
    imports: ['../../../two/a.ts'],
  },
  {
    wall: 'features → app',
    file: 'renderer/features/one/b.ts',
    imports: ['#renderer/app/a.ts', '../../app/a.ts'],
  },
  {
    wall: 'widgets → features, app',
    file: 'renderer/widgets/a.ts',
    imports: ['#renderer/features/one/a.ts', '../features/one/a.ts', '../app/a.ts'],
  },
  {
    wall: 'data → any screen',
    file: 'renderer/data/a.ts',
    imports: [
      '#renderer/widgets/a.ts',
      '../ui/a.ts',
      '../state/a.ts',
      '../features/one/a.ts',
      '#renderer/app/a.ts',
    ],
  },
  {
    wall: 'state → any screen',
    file: 'renderer/state/a.ts',
    imports: ['#renderer/ui/a.ts', '../widgets/a.ts'],
  },
  {
    wall: 'ui → data, state',
    file: 'renderer/ui/a.ts',
    imports: [
      '#renderer/data/a.ts',
      '../data/a.ts',
      '../state/a.ts',
      '#renderer/state/a.ts',
      '../widgets/a.ts',
    ],
  },
  { wall: 'ui → data from within', file: 'renderer/ui/theme/a.ts', imports: ['../../data/a.ts'] },
  {
    wall: 'server knows no other side but shared',
    file: 'server/a.ts',
    imports: ['#renderer/data/a.ts', '../electron/main/a.ts', 'electron', 'react', 'rxdb'],
  },
  { wall: 'sync → http', file: 'server/sync/a.ts', imports: ['#server/http/a.ts', '../http/a.ts'] },
  { wall: 'auth → http', file: 'server/auth/a.ts', imports: ['../http/a.ts'] },
  { wall: 'jobs → http', file: 'server/jobs/a.ts', imports: ['../http/a.ts'] },
  {
    wall: 'db → sync, auth, jobs, http',
    file: 'server/db/a.ts',
    imports: ['#server/sync/a.ts', '../sync/a.ts', '../auth/a.ts', '../jobs/a.ts', '#server/http/a.ts'],
  },
  {
    wall: 'electron knows no other side but shared',
    file: 'electron/main/a.ts',
    imports: ['#renderer/data/a.ts', '../../server/main.ts', 'react', 'rxdb'],
  },
  {
    wall: 'build reaches into no side',
    file: 'build/a.ts',
    imports: [
      '#server/db/a.ts',
      '../server/db/a.ts',
      '#renderer/data/a.ts',
      '#test/e2e/a.ts',
      '../electron/main/a.ts',
    ],
  },
  { wall: 'nothing imports build (shared)', file: 'shared/c.ts', imports: ['#build/a.ts', '../build/a.ts'] },
  {
    wall: 'nothing imports build (renderer)',
    file: 'renderer/data/c.ts',
    imports: ['#build/a.ts', '../../build/a.ts'],
  },
  {
    wall: 'nothing imports build (server)',
    file: 'server/db/c.ts',
    imports: ['#build/a.ts', '../../build/a.ts'],
  },
  {
    wall: 'nothing imports build (electron)',
    file: 'electron/preload/c.ts',
    imports: ['#build/a.ts', '../../build/a.ts'],
  },
];

const allowed: readonly Plant[] = [
  {
    wall: 'shared',
    file: 'shared/domain/d.ts',
    imports: [
      'typebox',
      'typebox/value',
      'libphonenumber-js/min',
      'hucre',
      'papaparse',
      '../sync/a.ts',
      './a.ts',
      '#shared/sync/a.ts',
    ],
  },
  {
    wall: 'feature',
    file: 'renderer/features/one/parts/d.ts',
    imports: [
      '../a.ts',
      './a.ts',
      '#renderer/widgets/a.ts',
      '#renderer/data/a.ts',
      '#renderer/ui/a.ts',
      '#shared/domain/a.ts',
      'react',
    ],
  },
  {
    wall: 'app',
    file: 'renderer/app/d.ts',
    imports: ['#renderer/features/one/a.ts', '../features/two/a.ts', '#renderer/data/a.ts'],
  },
  {
    wall: 'http',
    file: 'server/http/d.ts',
    imports: ['#server/sync/a.ts', '../db/a.ts', 'fastify', 'node:fs'],
  },
  {
    wall: 'build',
    file: 'build/d.ts',
    imports: [
      '#server/main.ts',
      '#renderer/ui/theme/theme.ts',
      '#shared/domain/a.ts',
      '#test/support/a.ts',
      'vite',
    ],
  },
  { wall: 'test', file: 'test/e2e/d.ts', imports: ['#server/db/a.ts', '#renderer/data/a.ts', '#build/a.ts'] },
  { wall: 'a unit test', file: 'server/db/d.test.ts', imports: ['#test/support/a.ts', '../sync/a.ts'] },
];

interface Diagnostic {
  readonly code: string;
  readonly message: string;
  readonly filename: string;
}

async function plant(name: string, text: string): Promise<void> {
  const file = join(house, name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

/** Runs the real lint over the small house; answers its complaints as `rule in file`. */
async function lint(): Promise<Diagnostic[]> {
  const bin = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint');
  const args = [bin, '-c', 'oxlint.config.mjs', '--format', 'json'];
  const run = promisify(execFile)(process.execPath, args, { cwd: house, maxBuffer: 1 << 26 });
  const stdout = await run.then(
    (done) => done.stdout,
    (failed: { stdout: string }) => failed.stdout,
  );
  return (JSON.parse(stdout) as { diagnostics: Diagnostic[] }).diagnostics;
}

const refusedImports = (diagnostics: readonly Diagnostic[], file: string) =>
  diagnostics.filter((one) => one.filename === file && one.code === 'eslint(no-restricted-imports)');

let found: Diagnostic[] = [];

beforeAll(async () => {
  house = await mkdtemp(join(tmpdir(), 'loket-walls-'));
  await cp(join(root, 'oxlint.config.mjs'), join(house, 'oxlint.config.mjs'));
  await cp(join(root, 'tsconfig.base.json'), join(house, 'tsconfig.json'));
  await symlink(join(root, 'node_modules'), join(house, 'node_modules'), 'junction');
  await writeFile(join(house, 'package.json'), '{ "type": "module" }');
  // One file an import, so that a wall which lets one spelling through is not hidden by the other's refusal.
  for (const { file, imports } of [...forbidden, ...allowed]) {
    for (const [at, from] of imports.entries()) await plant(numbered(file, at), `import '${from}';\n`);
    await plant(numbered(file, imports.length), `export const late = import('${imports[0]}');\n`);
  }
  await plant('electron/main/raw.ts', `import { ipcMain } from 'electron';\nexport const raw = ipcMain;\n`);
  await plant(
    'electron/main/whole.ts',
    `import * as all from 'electron';\nexport const raw = all.ipcMain;\n`,
  );
  await plant('electron/main/ipc.ts', `import { ipcMain } from 'electron';\nexport const raw = ipcMain;\n`);
  await plant(
    'electron/preload/raw.ts',
    `import { ipcRenderer } from 'electron';\nexport const raw = ipcRenderer;\n`,
  );
  await plant('server/circle/one.ts', `import { two } from './two.ts';\nexport const one = () => two;\n`);
  await plant('server/circle/two.ts', `import { one } from './one.ts';\nexport const two = () => one;\n`);
  await plant('server/any.ts', `export const loose: any = 1;\n`);
  await plant('server/floating.ts', `async function later() {}\nexport function now() {\n  later();\n}\n`);
  found = await lint();
}, 60_000);

afterAll(() => rm(house, { recursive: true, force: true }));

const numbered = (file: string, at: number) => file.replace(/(\.test)?\.ts$/, `${at}$1.ts`);

describe('an import through a wall fails lint', () => {
  test.each(forbidden)('$wall', ({ file, imports }) => {
    for (const [at, from] of imports.entries()) {
      expect(refusedImports(found, numbered(file, at)), `${file} imports ${from}`).not.toEqual([]);
    }
    expect(refusedImports(found, numbered(file, imports.length)), 'a dynamic import').not.toEqual([]);
  });

  test('raw ipcMain and ipcRenderer stay in their folders', () => {
    expect(refusedImports(found, 'electron/main/raw.ts')).toHaveLength(1);
    expect(refusedImports(found, 'electron/main/whole.ts')).toHaveLength(1);
    expect(refusedImports(found, 'electron/main/ipc.ts')).toHaveLength(0);
    expect(refusedImports(found, 'electron/preload/raw.ts')).toHaveLength(0);
  });
});

describe('what the table of folders allows passes', () => {
  test.each(allowed)('$wall', ({ file, imports }) => {
    for (const at of [...imports.keys(), imports.length]) {
      expect(found.filter((one) => one.filename === numbered(file, at))).toEqual([]);
    }
  });
});

test('circles, `any` and floating promises fail lint', () => {
  const codes = found.map((one) => `${one.code} ${one.filename}`);
  expect(codes).toContain('import(no-cycle) server/circle/one.ts');
  expect(codes).toContain('typescript(no-explicit-any) server/any.ts');
  expect(codes).toContain('typescript(no-floating-promises) server/floating.ts');
});
