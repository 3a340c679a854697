import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/**
 * Digest of everything under some files and folders, by path and content: times say nothing after a checkout.
 * Unit tests and files that are themselves generated are left out.
 *
 * @param root absolute; the paths that go into the digest are relative to it.
 * @param sources files or folders, relative to `root`; one that does not exist counts as empty.
 * @returns hex.
 */
export function sourceHash(root: string, sources: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((source) => filesUnder(join(root, source))).toSorted()) {
    hash.update(relative(root, file).split(sep).join('/')).update('\0');
    hash.update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function filesUnder(path: string): string[] {
  if (!existsSync(path)) return [];
  const entries = readdirSync(dirname(path), { withFileTypes: true });
  const self = entries.find((entry) => join(dirname(path), entry.name) === path);
  if (self?.isDirectory() !== true) return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$|\.gen\./.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

export interface Target {
  /** The folder that is made, relative to the root. */
  readonly out: string;
  /** What it is made of, relative to the root. */
  readonly sources: readonly string[];
}

const stampOf = (root: string, target: Target) => join(root, `${target.out}.hash`);

/** @returns whether a target is missing or was made of other sources than those that stand there now. */
export function isStale(root: string, target: Target): boolean {
  const stamp = stampOf(root, target);
  if (!existsSync(join(root, target.out)) || !existsSync(stamp)) return true;
  return readFileSync(stamp, 'utf8') !== sourceHash(root, target.sources);
}

/**
 * Remembers what a target was made of.
 *
 * @param hash of the sources, taken before they were read for building: what changed meanwhile is built again.
 */
export function markBuilt(root: string, target: Target, hash: string): void {
  const stamp = stampOf(root, target);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}
