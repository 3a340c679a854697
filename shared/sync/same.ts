import type { Content } from './document.ts';

const BESIDE_CONTENT = new Set(['rev', 'ver', 'unsent', 'sync', 'server', '_rev', '_meta', '_attachments']);

/** @returns whether two JSON values are equal; a field that is undefined equals one that is absent. */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((value, index) => equal(value, b[index]));
  }
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  for (const key in left) if (!equal(left[key], right[key])) return false;
  for (const key in right) if (right[key] !== undefined && left[key] === undefined) return false;
  return true;
}

/** @returns whether two versions have the same content, whatever their revs and server-owned fields. */
export function same(a: Content & { _deleted: boolean }, b: Content & { _deleted: boolean }): boolean {
  const left: Record<string, unknown> = {};
  const right: Record<string, unknown> = {};
  for (const key in a) if (!BESIDE_CONTENT.has(key)) left[key] = a[key];
  for (const key in b) if (!BESIDE_CONTENT.has(key)) right[key] = b[key];
  return equal(left, right);
}
