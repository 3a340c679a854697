import { branchStream, confidentialStream, type Actor } from '#shared/domain/actor.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { WriteFacts } from '#shared/domain/placement.ts';
import type { LoketError } from '#shared/errors/errors.ts';
import type { Content } from '#shared/sync/document.ts';

/** What the domain decides about a write; head office hands the real ones in, a test may hand in its own. */
export interface SyncRules {
  checkWrite(
    collection: CollectionName,
    before: Content | null,
    after: Content & { readonly _deleted: boolean },
    actor: Actor,
    facts: WriteFacts,
  ): LoketError | null;
  placementsOf(collection: CollectionName, content: Content, facts: WriteFacts): string[];
}

/** The streams that a writer may see, or all of them for what head office does itself. */
export type Scope = ReadonlySet<string> | 'all';

/** Who writes: head office's own knowledge of the person, never what the desk says. */
export interface Writer {
  readonly actor: Actor;
  readonly scope: Scope;
}

/** One version as it is stored. */
export interface Stored {
  readonly rev: string;
  readonly ver: number;
  readonly deleted: boolean;
  /** The whole wire document as JSON. */
  readonly data: string;
}

/** A verdict that was given before, and to which branch. */
export interface Remembered {
  readonly branch: string;
  readonly status: 'accepted' | 'rejected';
  readonly ver: number;
  readonly code: string | null;
  readonly field: string | null;
}

/** Everything about the rows of a push that has to be known before they can be judged. */
export interface Known {
  readonly stored: ReadonlyMap<string, Stored>;
  /** By `answerKey`. */
  readonly answers: ReadonlyMap<string, Remembered>;
  /** Streams in which a document stands now. */
  readonly live: ReadonlyMap<string, ReadonlySet<string>>;
  /** Which document has a number, as `collection/id`. */
  readonly numbers: ReadonlyMap<string, string>;
  readonly facts: WriteFacts;
}

export const answerKey = (id: string, rev: string): string => JSON.stringify([id, rev]);

/**
 * Where a parent has to stand, or to have stood, for its child to be placed by it. The confidential stream of the
 * own branch belongs to it: who registers a confidential complaint does not see it, and still writes its timeline.
 */
export const parentScope = ({ actor, scope }: Writer): Scope =>
  scope === 'all'
    ? scope
    : new Set([...scope, branchStream(actor.branchId), confidentialStream(actor.branchId)]);

/** @returns whether a document that stands in `streams` may be seen. */
export function inScope(scope: Scope, streams: Iterable<string> | undefined): boolean {
  if (scope === 'all') return true;
  for (const stream of streams ?? []) if (scope.has(stream)) return true;
  return false;
}
