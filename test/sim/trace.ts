import type { Content, Snapshot, StoredDoc } from '#shared/sync/document.ts';
import { contentOf } from '#shared/sync/replica.ts';
import { equal } from '#shared/sync/same.ts';

/** Everything that happens in a schedule, as one number: two courses with the same hash were the same. */
export class Trace {
  /** Kept only when somebody wants to read it. */
  readonly lines: string[] | null;
  #a = 0x811c9dc5;
  #b = 0x9dc5811c;

  constructor(keep = false) {
    this.lines = keep ? [] : null;
  }

  note(line: string): void {
    let [a, b] = [this.#a, this.#b];
    for (let i = 0; i < line.length; i++) {
      const code = line.charCodeAt(i);
      a = Math.imul(a ^ code, 0x01000193);
      b = Math.imul(b ^ (code + i), 0x5bd1e995);
    }
    this.#a = Math.imul(a ^ 10, 0x01000193);
    this.#b = b ^ (b >>> 15);
    this.lines?.push(line);
  }

  /** What helps a reader and is not part of the course: it changes no hash. */
  detail(line: () => string): void {
    this.lines?.push(`  ${line()}`);
  }

  /** @returns 16 hex digits over all lines so far, in their order. */
  hash(): string {
    return [this.#a, this.#b].map((n) => (n >>> 0).toString(16).padStart(8, '0')).join('');
  }
}

const AUTHORSHIP = new Set(['updatedBy', 'updatedAt', 'clock', 'command']);

/** @returns the fields that a write changed, from what to what, without those of authorship. */
export function differences(before: Content | null, after: Content): string {
  if (!before) return 'new';
  const [left, right] = [contentOf(before), contentOf(after)];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])]
    .filter((field) => !AUTHORSHIP.has(field) && !equal(left[field], right[field]))
    .map((field) => `${field} ${JSON.stringify(left[field])} → ${JSON.stringify(right[field])}`)
    .join(', ');
}

/** @returns what a stored document descends from and waits for. */
export function describeDoc(prev: StoredDoc | undefined, doc: StoredDoc): string {
  const { base, flight, master, problem, doubt } = doc.sync ?? {};
  const version = (name: string, of: Snapshot | null | undefined): string =>
    of ? ` ${name} ${of.rev} v${of.ver}${of._deleted ? ' deleted' : ''};` : '';
  const state =
    version('base', base) + version('flight', flight) + version('master', master) + version('doubt', doubt);
  return `${doc._deleted ? 'deleted;' : ''}${state} ${problem?.code ?? ''} ${differences(prev ?? null, doc)}`;
}
