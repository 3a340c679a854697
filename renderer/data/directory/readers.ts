/** Which rows the person at the PC may see: asked once for each change, not for each question. */
import type { Actor } from '#shared/domain/actor.ts';
import { mayRead, readsAll } from '#shared/domain/may-read.ts';
import type { DirectoryCollection } from '../desk-types.ts';
import { CONFIDENTIAL } from './packed/columns.ts';
import { factsAt, placeAt, type Place } from './packed/row.ts';
import type { Part, Shelf } from './packed/shelf.ts';

interface Masks {
  readonly of: string;
  readonly visible: Uint8Array;
  readonly listed: Uint8Array;
}

export class Readers {
  readonly #shelves: Readonly<Record<DirectoryCollection, Shelf>>;
  readonly #masks = new Map<DirectoryCollection, Masks>();
  #reader: Actor | null = null;
  version = 0;

  constructor(shelves: Readonly<Record<DirectoryCollection, Shelf>>) {
    this.#shelves = shelves;
  }

  set(reader: Actor | null): void {
    this.#reader = reader;
    this.version++;
  }

  /** @returns 1 for each slot whose row the person may see; it must not be changed. */
  visible(collection: DirectoryCollection): Uint8Array {
    return this.#of(collection).visible;
  }

  /** @returns the same without customers that were joined into others; it must not be changed. */
  listed(collection: DirectoryCollection): Uint8Array {
    return this.#of(collection).listed;
  }

  #of(collection: DirectoryCollection): Masks {
    const shelf = this.#shelves[collection];
    const of = [this.version, shelf.version, this.#shelves.complaints.version].join();
    const known = this.#masks.get(collection);
    if (known?.of === of) return known;
    const visible = shelf.alive();
    if (!this.#reader || !readsAll(this.#reader))
      for (const part of shelf.parts) this.#hide(collection, part, visible);
    const listed = visible.slice();
    for (const { segment, offset } of shelf.parts) {
      const { values, codes } = segment.coded.mergedInto;
      if (values.every((value) => value === '')) continue;
      codes.forEach((code, row) => {
        if (values[code] !== '') listed[offset + row] = 0;
      });
    }
    const made = { of, visible, listed };
    this.#masks.set(collection, made);
    return made;
  }

  #hide(collection: DirectoryCollection, { segment, offset }: Part, visible: Uint8Array): void {
    const { values, codes } = segment.coded.complaintId;
    for (let row = 0; row < segment.size; row++) {
      const confidential = ((segment.flags[row] ?? 0) & CONFIDENTIAL) !== 0;
      if (visible[offset + row] === 0 || (!confidential && values[codes[row] ?? 0] === '')) continue;
      if (!this.#mayRead(collection, { segment, row })) visible[offset + row] = 0;
    }
  }

  #mayRead(collection: DirectoryCollection, place: Place): boolean {
    const { complaints } = this.#shelves;
    const facts = factsAt(place);
    const complaint = (id: string) => {
      const slot = complaints.slotOf(id);
      return slot < 0 ? undefined : factsAt(placeAt(complaints, slot));
    };
    if (this.#reader) return mayRead(this.#reader, collection, facts, complaint);
    return !facts.confidential && complaint(facts.complaintId)?.confidential === false;
  }
}
