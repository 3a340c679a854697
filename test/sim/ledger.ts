/** What people and head office did, from which the end of a schedule can be judged without knowing the order of events. */
import type { Content } from '#shared/sync/document.ts';

export interface Edit {
  /** `collection/id`. */
  readonly key: string;
  /** What was read; null when the document was made. */
  readonly before: Content | null;
  readonly after: Content;
  readonly deleted: boolean;
}

export interface Operation {
  /** Stands in `ext` of every document that the operation wrote, and of everything that descends from it. */
  readonly tag: string;
  /** Number of the desk; -1 for head office itself. */
  readonly desk: number;
  readonly entryId: string;
  readonly edits: readonly Edit[];
  /** A person was told that it is saved. */
  saved: boolean;
  /** Its desk was lost with everything that it had not sent. */
  excused: boolean;
}

/** @returns the tags of all operations that a version descends from. */
export function tagsOf(content: Content | null | undefined): ReadonlySet<string> {
  const ext = content?.['ext'];
  return new Set(typeof ext === 'object' && ext !== null ? Object.keys(ext) : []);
}

/** @returns the content with a tag, as an operation leaves it. */
export const tagged = (content: Content, tag: string): Content => ({
  ...content,
  ext: { ...(content['ext'] as Record<string, unknown> | undefined), [tag]: 1 },
});

export class Ledger {
  readonly operations: Operation[] = [];
  /** `collection/id#tag` of changes that a person gave up in the quarantine. */
  readonly givenUp = new Set<string>();
  readonly #byEntry = new Map<string, Operation>();

  nextTag(): string {
    return `t${this.operations.length}`;
  }

  record(operation: Operation): void {
    this.operations.push(operation);
    this.#byEntry.set(operation.entryId, operation);
  }

  /** The person was told that it is saved. */
  saved(entryId: string): void {
    const operation = this.#byEntry.get(entryId);
    if (operation) operation.saved = true;
  }

  /** A person gives up what stands in a refused document and not in the version that is left of it. */
  giveUp(key: string, content: Content, left: Content): void {
    const stays = tagsOf(left);
    for (const tag of tagsOf(content)) if (!stays.has(tag)) this.givenUp.add(`${key}#${tag}`);
  }
}
