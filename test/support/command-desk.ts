/** A desk of the protocol on which people run the product's own commands. */
import type { Actor } from '#shared/domain/actor.ts';
import type { CollectionName, ContentOf } from '#shared/domain/collections.ts';
import {
  runCommand,
  type CommandArgs,
  type CommandContext,
  type CommandName,
  type CommandResult,
} from '#shared/domain/commands/index.ts';
import { referenceView, type ReferenceView } from '#shared/domain/reference-view.ts';
import { contentOf } from '#shared/sync/replica.ts';
import { v7 } from 'uuid';
import { MemoryDesk } from './memory-desk.ts';

export interface CommandDesk {
  readonly desk: MemoryDesk;
  readonly actor: Actor;
  /** Runs a command and stores what it writes; throws the code of a refusal. */
  run<N extends CommandName>(name: N, args: CommandArgs<N>): Promise<CommandResult<N>>;
  read<C extends CollectionName>(collection: C, id: string): ContentOf<C> | undefined;
}

/**
 * @param now of the desk's clock, ISO UTC
 * @param reference the company's, for commands that look something up in it
 */
export function commandDesk(
  desk: MemoryDesk,
  actor: Actor,
  now: () => string,
  reference: ReferenceView = referenceView([]),
): CommandDesk {
  let numbers = 0;
  const read = <C extends CollectionName>(collection: C, id: string): ContentOf<C> | undefined => {
    const doc = desk.read(collection, id);
    return doc && (contentOf(doc) as unknown as ContentOf<C>);
  };
  const context = (): CommandContext => ({
    actor,
    now: now(),
    clock: { offset: 0, uncertainty: 10 },
    reference,
    newId: () => v7(),
    number: (prefix) => `${prefix}-${actor.branchId}-${actor.deskCode ?? 'D0'}-${++numbers}`,
    read,
  });
  return {
    desk,
    actor,
    read,
    async run(name, args) {
      const done = runCommand(name, context(), args);
      if (!done.ok) throw new Error(`${name}: ${done.error.code}`);
      for (const { collection, after, deleted } of done.value.writes)
        await desk.write(collection, after, deleted ?? false);
      return done.value.result;
    },
  };
}
