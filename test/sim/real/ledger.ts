/** What people were told is saved, and whether it can still be found: at head office, or in plain sight at a desk. */
import type { Entry } from '#renderer/data/journal/entry.ts';
import type { StoredDoc } from '#shared/sync/document.ts';
import type { Shelf } from './oracle.ts';

interface Kept {
  readonly entry: Entry;
  readonly desk: number;
  acknowledged: boolean;
  marker: string | null;
}

export class Ledger {
  operations = 0;
  saved = 0;
  readonly #kept = new Map<string, Kept>();
  /** Changes that a person gave up in the quarantine, as text, by `collection/id`. */
  readonly #givenUp = new Map<string, string>();

  /** An entry stands in a journal, whether or not its person was told. */
  journalled(desk: number, entry: Entry): void {
    this.#kept.set(entry.id, { entry, desk, acknowledged: false, marker: null });
  }

  acknowledged(entryId: string, marker: string | undefined): void {
    this.saved++;
    const kept = this.#kept.get(entryId);
    if (!kept) return;
    kept.acknowledged = true;
    kept.marker = marker ?? null;
  }

  givenUp(collection: string, doc: StoredDoc): void {
    const key = `${collection}/${doc.id}`;
    this.#givenUp.set(key, `${this.#givenUp.get(key) ?? ''}\n${JSON.stringify(doc)}`);
  }

  /**
   * @param visible documents in quarantine at the desks, as text, by `collection/id`
   * @param restored head office began again from a backup: what it lost together with its deletion, after which no
   *   desk has it either, stays away (rule 24), or is deleted as far as another desk knew it
   * @returns what was shown as saved and is nowhere
   */
  lost(shelf: Shelf, visible: ReadonlyMap<string, string>, restored: boolean): string[] {
    const lost: string[] = [];
    const deletedFrom = this.#deletions();
    for (const { entry, desk, acknowledged, marker } of this.#kept.values()) {
      if (!acknowledged) continue;
      for (const { collection, id, base, after } of entry.docs) {
        const key = `${collection}/${id}`;
        const places = [
          JSON.stringify(shelf.get(key) ?? null),
          visible.get(key) ?? 'null',
          this.#givenUp.get(key) ?? 'null',
        ];
        const made = base === null && places.every((place) => place === 'null');
        const carries =
          marker !== null && (base !== null || made) && JSON.stringify(after).includes(`${marker}"`);
        const changed =
          collection !== 'activities' && carries && !places.some((place) => contains(place, marker));
        // who deleted it knew what is missing; an edit that the deletion did not know of has to be there
        const isDeleted = deletedFrom
          .get(key)
          ?.some((before) => marker === null || base === null || contains(before, marker));
        if (restored && isDeleted && (shelf.get(key)?._deleted ?? true)) continue;
        if (made || changed)
          lost.push(`${key} of ${entry.command} at desk ${desk} (${marker ?? 'no marker'})`);
      }
    }
    return lost;
  }

  /** @returns what was there when somebody deleted it, as text, by `collection/id`. */
  #deletions(): Map<string, string[]> {
    const found = new Map<string, string[]>();
    for (const { entry } of this.#kept.values())
      for (const { collection, id, base, deleted } of entry.docs) {
        const key = `${collection}/${id}`;
        if (deleted) found.set(key, [...(found.get(key) ?? []), JSON.stringify(base)]);
      }
    return found;
  }

  /** @returns entries of the timeline that no command wrote, and numbers on paper that were given to two documents. */
  duplicated(shelf: Shelf, clones: boolean): string[] {
    const wrong: string[] = [];
    const owners = new Map<string, string>();
    const number = (key: string, value: unknown): void => {
      if (typeof value !== 'string' || value === '') return;
      const owner = owners.get(value);
      if (owner !== undefined && owner !== key) wrong.push(`${value} is the number of ${owner} and ${key}`);
      owners.set(value, key);
    };
    const prints = new Map<string, number>();
    for (const { entry } of this.#kept.values()) {
      if (entry.command === 'recordPrint')
        for (const { collection, id } of entry.docs)
          if (collection === 'complaints') prints.set(id, (prints.get(id) ?? 0) + 1);
      if (clones) continue;
      for (const { collection, id, base, after } of entry.docs)
        if (base === null && isNumbered(collection)) number(`${collection}/${id}`, after['number']);
    }
    if (clones) owners.clear();
    for (const [key, doc] of shelf) {
      const [collection = '', id = ''] = key.split('/');
      if (isNumbered(collection)) number(key, doc['number']);
      if (collection === 'complaints' && Number(doc['prints']) > (prints.get(id) ?? 0))
        wrong.push(`${key} says ${String(doc['prints'])} prints of ${prints.get(id) ?? 0}`);
      const command = (doc['command'] as { id?: string } | undefined)?.id;
      if (collection !== 'activities' || command === undefined) continue;
      const written = this.#kept
        .get(command)
        ?.entry.docs.some((d) => d.collection === collection && d.id === id);
      if (!written) wrong.push(`${key} was written by no command`);
    }
    return wrong;
  }
}

const isNumbered = (collection: string): boolean => collection === 'customers' || collection === 'complaints';

/** Markers stand alone or at the end of a line: `o1` is not in `o12`. */
const contains = (json: string, marker: string): boolean => new RegExp(`${marker}(?![0-9])`).test(json);
