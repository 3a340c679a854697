/** What must hold at every single write and in every answer (SPEC.md, rules 3, 4, 21 and 27). */
import type { Actor } from '#shared/domain/actor.ts';
import type { Snapshot, StoredDoc } from '#shared/sync/document.ts';
import type { PushAnswer } from '#shared/sync/messages.ts';
import { contentOf } from '#shared/sync/replica.ts';

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
};

/** @returns a version's content as text; equal for equal contents. */
export const bodyOf = (version: Snapshot): string =>
  JSON.stringify([sorted(contentOf(version)), version._deleted]);

/** A tombstone that says nothing: the document has left this desk. */
export const isDeparted = (doc: Snapshot): boolean => doc._deleted && doc.ver === 0;

export class Findings {
  readonly lost = new Set<string>();
  readonly diverged = new Set<string>();
  readonly leaked = new Set<string>();
  readonly duplicated = new Set<string>();
  conflicts = 0;
  quarantined = 0;
  messages = 0;
  crashes = 0;
  readonly #contents = new Map<string, string>();
  readonly #verdicts = new Map<string, string>();
  readonly #rightsOf = new Map<string, string>();

  /** A document of a collection was written at a desk. */
  written(collection: string, prev: StoredDoc | undefined, next: StoredDoc, restored: boolean): void {
    const gone = isDeparted(next) && next.unsent === 0;
    const broken = (what: string): void => {
      this.diverged.add(`${collection}/${next.id}: ${what}`);
    };
    if (!gone)
      for (const version of [next, next.sync?.base, next.sync?.flight, next.sync?.master, next.sync?.doubt])
        if (version) this.version(collection, version);
    const { sync } = next;
    if (next.unsent === 3 && prev?.unsent !== 3) this.quarantined++;
    if (next.unsent === 0 && sync) broken('a clean document carries a sync state');
    if (next.unsent === 0 && prev && next.ver < prev.ver && !gone && !restored)
      broken('a clean version went back');
    if (next.unsent !== 0 && !sync) broken('an unsent document without a sync state');
    if (sync && (sync.flight !== null) !== (next.unsent === 1)) broken('a flight outside of state 1');
    if (sync && next.ver !== (sync.base?.ver ?? 0)) broken('ver is not the version of the base');
    if ((next.unsent === 3) !== Boolean(sync?.problem)) broken('quarantine without a reason');
  }

  /** Rule 3: one rev has one content, wherever it is seen. */
  version(collection: string, version: Snapshot): void {
    const key = `${collection}/${version.id}/${version.rev}`;
    const body = bodyOf(version);
    const known = this.#contents.get(key);
    if (known !== undefined && known !== body) this.diverged.add(`${key}: one rev, two contents`);
    this.#contents.set(key, body);
  }

  /** Rule 30: a scope hash stands for everything that decides what a person may see. */
  scope(hash: string, { role, branchId, divisionId = '' }: Actor): void {
    const rights = [role, branchId, divisionId].join(' ');
    const known = this.#rightsOf.get(hash) ?? rights;
    if (known !== rights) this.leaked.add(`one scope hash stands for ${known} and for ${rights}`);
    this.#rightsOf.set(hash, rights);
  }

  /** Rules 21a and 22: one rev has one verdict for ever, and an accepted one is one version. */
  answered(epoch: string, collection: string, answer: PushAnswer): void {
    if (answer.status === 'conflict') this.conflicts++;
    const key = `${epoch}/${collection}/${answer.id}/${answer.rev}`;
    const said = answer.status === 'accepted' ? `accepted as ${answer.ver}` : answer.status;
    const known = this.#verdicts.get(key);
    if (known !== undefined && known !== said && known !== 'conflict')
      this.duplicated.add(`${collection}/${answer.id}: ${answer.rev} was ${known}, then ${said}`);
    this.#verdicts.set(key, said);
  }
}
