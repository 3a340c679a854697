import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Whether node_modules holds what the lockfile names. Versions are compared rather than times: a checkout and an
 * `npm install` both leave times that say nothing. Optional packages (binaries of other platforms) may be absent.
 *
 * @param {string} root the project folder
 * @returns {string | null} why an installation is needed, or null
 */
export function staleDependencies(root) {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return 'nothing is installed yet';
  const wanted = readLock(join(root, 'package-lock.json'));
  const present = readLock(installed);
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '' || entry.optional || entry.devOptional) continue;
    if (present[path]?.version !== entry.version) return `${path} should be ${entry.version}`;
  }
  return null;
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }>}
 */
function readLock(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

/**
 * Installs the pinned dependencies when they are missing or differ from the lockfile. Only Node's own modules are
 * used here, because this runs before anything is installed.
 *
 * `npm install --no-save` rather than `npm ci`: both take the locked versions and check their integrity, but `ci`
 * refuses a lockfile that lacks the native parts of other platforms, which a registry need not carry.
 *
 * @param {string} root the project folder
 */
export function ensureDependencies(root) {
  const reason = staleDependencies(root);
  if (reason === null) return;
  console.log(`Installing dependencies (${reason}); the first time this takes a minute or two.`);
  const windows = process.platform === 'win32';
  const { status } = spawnSync(
    'npm',
    ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      stdio: 'inherit',
      shell: windows,
    },
  );
  if (status !== 0) {
    console.error('Loket could not install its dependencies: `npm install` failed (see above).');
    process.exit(1);
  }
}
