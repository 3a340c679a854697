/** What must hold at every single write of a document (SPEC.md, rule 3). */
import type { StoredDoc } from '#shared/sync/document.ts';

const bodyOf = (doc: Readonly<Record<string, unknown>>): string =>
  JSON.stringify([doc['log'], doc['set'], doc['v'], doc['_deleted']]);

export class Invariants {
  readonly broken = new Set<string>();
  readonly #contents = new Map<string, string>();

  check(prev: StoredDoc | undefined, next: StoredDoc, restored: boolean): void {
    const departed = next._deleted && next.ver === 0 && next.unsent === 0;
    if (!departed) {
      for (const version of [next, next.sync?.base, next.sync?.flight, next.sync?.master]) {
        if (version) this.#oneRevOneContent(version);
      }
    }
    const { sync } = next;
    if (next.unsent === 0 && sync) this.broken.add('a clean document carries a sync state');
    if (next.unsent === 0 && prev && next.ver < prev.ver && !departed && !restored) {
      this.broken.add('a clean version went back');
    }
    if (next.unsent !== 0 && !sync) this.broken.add('an unsent document without a sync state');
    if (sync && (sync.flight !== null) !== (next.unsent === 1))
      this.broken.add('a flight outside of state 1');
    if (sync && next.ver !== (sync.base?.ver ?? 0)) this.broken.add('ver is not the version of the base');
    if ((next.unsent === 3) !== Boolean(sync?.problem)) this.broken.add('quarantine without a reason');
  }

  #oneRevOneContent(version: Readonly<Record<string, unknown>>): void {
    const key = `${String(version['id'])}|${String(version['rev'])}`;
    const body = bodyOf(version);
    if ((this.#contents.get(key) ?? body) !== body) this.broken.add('one rev, two contents');
    this.#contents.set(key, body);
  }
}
