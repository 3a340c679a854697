/** What a command is: validated arguments in, documents to write out; pure and repeatable. */
import type { Static, TSchema } from 'typebox';
import { fail, ok, type Result } from '#shared/errors/errors.ts';
import type { Content } from '#shared/sync/document.ts';
import type { Activity, ActivityKind } from '../activity.ts';
import type { Actor, Role } from '../actor.ts';
import type { BaseDocument, By, Clock } from '../base.ts';
import type { CollectionName, ContentOf } from '../collections.ts';
import type { ReferenceView } from '../reference-view.ts';
import type { Said } from '../said.ts';

export interface CommandContext {
  readonly actor: Actor;
  /** ISO UTC with milliseconds: the desk's clock plus its measured offset. */
  readonly now: string;
  readonly clock: Clock;
  readonly reference: ReferenceView;
  /** @returns a new UUIDv7. */
  newId(): string;
  /** @returns the next number on paper, as in `K-NGW-D1-12`; used up whether or not the command succeeds. */
  number(prefix: 'P' | 'K'): string;
  /** @returns the current content of a document that the command named in `reads`. */
  read<C extends CollectionName>(collection: C, id: string): ContentOf<C> | undefined;
}

export interface DocumentRef {
  readonly collection: CollectionName;
  readonly id: string;
}

/** One document to write. `before` is the content it was made from; null makes a new document. */
export interface Write {
  readonly collection: CollectionName;
  readonly id: string;
  readonly before: Content | null;
  readonly after: Content;
  /** The document goes; `after` is what it was. */
  readonly deleted?: true;
}

export interface CommandOutcome<R = unknown> {
  readonly writes: readonly Write[];
  readonly result: R;
}

export interface Command<S extends TSchema = TSchema, R = unknown> {
  readonly args: S;
  /** Who may; absent = everybody in the branch. */
  readonly roles?: readonly Role[];
  /** The documents that `run` reads, known from the arguments alone. */
  reads(args: Static<S>): readonly DocumentRef[];
  run(context: CommandContext, args: Static<S>): Result<CommandOutcome<R>>;
}

/** Keeps the types of arguments and result together. */
export const command = <S extends TSchema, R>(definition: Command<S, R>): Command<S, R> => definition;

/** @returns who acts, as a document remembers it. */
export function byOf({ actor }: CommandContext): By {
  return { id: actor.userId, name: actor.name, ...(actor.deskCode ? { desk: actor.deskCode } : {}) };
}

/** @returns the fields that every new document has; `branchId` when it is not the actor's own. */
export function newBase(context: CommandContext, branchId = context.actor.branchId): BaseDocument {
  const by = byOf(context);
  return {
    id: context.newId(),
    branchId,
    createdBy: by,
    createdAt: context.now,
    updatedBy: by,
    updatedAt: context.now,
    clock: context.clock,
  };
}

/** @returns a write that makes `content`. */
export const insert = (collection: CollectionName, content: BaseDocument): Write => ({
  collection,
  id: content.id,
  before: null,
  after: content as unknown as Content,
});

/** @returns a write that changes `before`; `undefined` in `changes` removes the field. */
export function change<C extends CollectionName>(
  context: CommandContext,
  collection: C,
  before: ContentOf<C>,
  changes: { readonly [K in keyof ContentOf<C>]?: ContentOf<C>[K] | undefined },
): Write {
  const after: Record<string, unknown> = {
    ...before,
    ...changes,
    updatedBy: byOf(context),
    updatedAt: context.now,
    clock: context.clock,
  };
  for (const key of Object.keys(after)) if (after[key] === undefined) delete after[key];
  return { collection, id: before.id, before: before as unknown as Content, after: after as Content };
}

/** @returns a write that deletes `before`. */
export const remove = <C extends CollectionName>(
  context: CommandContext,
  collection: C,
  before: ContentOf<C>,
): Write => ({ ...change(context, collection, before, {}), deleted: true });

/** @returns a new entry of the timeline; `said` is what the program says in it, beside what a person typed. */
export function activity(
  context: CommandContext,
  kind: ActivityKind,
  about: {
    readonly customerId: string;
    readonly complaintId?: string;
    readonly campaignId?: string;
    readonly branchId?: string;
  },
  more: Partial<Pick<Activity, 'text' | 'from' | 'to' | 'field' | 'at'>> = {},
  said?: Said,
): Write {
  const { branchId, ...ids } = about;
  return insert('activities', {
    ...newBase(context, branchId),
    kind,
    at: context.now,
    complaintId: '',
    ...ids,
    ...more,
    ...(said ? { ext: { said } } : {}),
  } as Activity);
}

/** @returns the document, or the error that it is not (or no longer) here. */
export function need<C extends CollectionName>(
  context: CommandContext,
  collection: C,
  id: string,
): Result<ContentOf<C>> {
  const found = context.read(collection, id);
  return found ? ok(found) : fail('not_found', 'person', { field: collection });
}
