/** What a branch's book says, as one hash: customers and agreements that are live, whoever wrote them and when. */
import { createHash } from 'node:crypto';

const BESIDE = new Set([
  'updatedBy',
  'updatedAt',
  'clock',
  'command',
  'rev',
  'ver',
  'unsent',
  'sync',
  'server',
  '_deleted',
  '_rev',
  '_meta',
  '_attachments',
]);

function canonical(value: unknown, top = false): unknown {
  if (Array.isArray(value)) return value.map((item) => canonical(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, part]) => part !== undefined && !(top && BESIDE.has(key)))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, canonical(part)]),
  );
}

/** @returns the hash of documents in any order; those that are deleted do not count. */
export function bookHash(documents: readonly object[]): string {
  const live = documents.filter((doc) => (doc as { _deleted?: boolean })._deleted !== true);
  const lines = live.map((doc) => JSON.stringify(canonical(doc, true))).sort();
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}
