/** Runs commands: one after the other, read, decide, save. */
import { Value } from 'typebox/value';
import { v7 } from 'uuid';
import type { Actor } from '#shared/domain/actor.ts';
import { checkWrite } from '#shared/domain/check-write.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import {
  COMMANDS,
  type CommandName,
  runCommand,
  type Command,
  type Write,
} from '#shared/domain/commands/index.ts';
import { type WriteFacts, referencesOf } from '#shared/domain/placement.ts';
import type { ReferenceView } from '#shared/domain/reference-view.ts';
import { fail, ok, type Result } from '#shared/errors/errors.ts';
import type { Snapshot } from '#shared/sync/document.ts';
import { contentOf, snapshotOf } from '#shared/sync/replica.ts';
import type { Store } from '#shared/sync/store.ts';
import type { CommandResult } from '../desk-types.ts';
import { isFull } from '../storage-errors.ts';
import type { Applier } from './applier.ts';
import type { EntryDoc } from './entry.ts';
import { CounterMoved, type Journal } from './journal.ts';
import { counterKey, numbering } from './numbers.ts';

export interface RunnerOptions {
  readonly journal: Pick<Journal, 'lastNumber' | 'save' | 'has'>;
  readonly applier: Applier;
  readonly storeOf: (collection: string) => Store | undefined;
  readonly actor: () => Actor | undefined;
  /** Branch and desk for numbers on paper; undefined when this profile may not form any. */
  readonly desk: () => { readonly branch: string; readonly deskCode: string } | undefined;
  /** What the person may not see is to a command as if it were not there. */
  readonly visible?: (actor: Actor, collection: string, id: string) => Promise<boolean>;
  /** Whether the disk takes a little more; asked after a failure that does not say why. */
  readonly hasRoom?: () => Promise<boolean>;
  readonly reference: () => ReferenceView;
  /** A save failed for a reason that no code says; by default its name goes to the console, without any content. */
  readonly onFailure?: (command: string, thrown: unknown) => void;
  readonly now: () => string;
  readonly clock: () => { readonly offset: number; readonly uncertainty: number };
  /** Of documents, revs and entries; UUIDv7 unless a test wants the same ones again. */
  readonly newId?: () => string;
}

/** Thrown out of a command that asks for a number which this desk may not form. */
class NoDeskCode extends Error {}

const report = (command: string, thrown: unknown): void =>
  console.error(`${command} failed:`, thrown instanceof Error ? thrown.name : 'unknown');

export class CommandRunner {
  readonly #options: RunnerOptions;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: RunnerOptions) {
    this.#options = options;
  }

  /** @returns when it is saved; errors of the command, `signed_out`, `desk_code_needed`, `storage_full`, `not_saved`. */
  run(name: string, args: unknown, draftId?: string): Promise<Result<CommandResult>> {
    const result = this.#queue.then(() => this.#run(name, args, draftId));
    this.#queue = result.catch(() => undefined);
    return result;
  }

  async #run(name: string, args: unknown, draftId: string | undefined): Promise<Result<CommandResult>> {
    for (;;) {
      try {
        return await this.#once(name, args, draftId);
      } catch (thrown) {
        if (thrown instanceof NoDeskCode) return fail('desk_code_needed');
        if (thrown instanceof CounterMoved) continue;
        if (isFull(thrown) || (await this.#options.hasRoom?.()) === false) return fail('storage_full');
        (this.#options.onFailure ?? report)(name, thrown);
        return fail('not_saved');
      }
    }
  }

  async #once(name: string, args: unknown, draftId: string | undefined): Promise<Result<CommandResult>> {
    const { journal, applier, reference } = this.#options;
    const newId = this.#options.newId ?? v7;
    const actor = this.#options.actor();
    if (!actor) return fail('signed_out');
    if (!Object.hasOwn(COMMANDS, name)) return fail('command_unknown', 'permanent');
    if (applier.stuck) await applier.settled();
    await applier.queued();
    const known = name as CommandName;
    const command = COMMANDS[known] as unknown as Command;
    // arguments of another shape name nothing to read; `runCommand` refuses them
    const read = await this.#read(Value.Check(command.args, args) ? command.reads(args as never) : []);
    const hidden = new Set<string>();
    for (const key of read.keys()) {
      const [collection, id] = [key.slice(0, key.indexOf('/')), key.slice(key.indexOf('/') + 1)];
      if ((await this.#options.visible?.(actor, collection, id)) === false) hidden.add(key);
    }
    const desk = this.#options.desk();
    const last = new Map<string, number>();
    for (const prefix of desk ? ['P', 'K'] : []) {
      const key = counterKey(desk?.branch ?? '', desk?.deskCode ?? '', prefix);
      last.set(key, await journal.lastNumber(key));
    }
    const numbers = numbering(desk?.branch ?? '', desk?.deskCode ?? '', (key) => last.get(key) ?? 0);
    const now = this.#options.now();
    const outcome = runCommand(
      known,
      {
        actor,
        now,
        clock: this.#options.clock(),
        reference: reference(),
        newId,
        number(prefix) {
          if (!desk) throw new NoDeskCode();
          return numbers.next(prefix);
        },
        read: (collection, id) => {
          const key = `${collection}/${id}`;
          const version = hidden.has(key) ? undefined : read.get(key);
          return (version && !version._deleted ? contentOf(version) : undefined) as never;
        },
      },
      args as never,
    );
    if (!outcome.ok) return outcome;
    const { writes, result } = outcome.value;
    const refused = await this.#refused(writes, actor);
    if (refused) return { ok: false, error: refused };
    const entryId = newId();
    const docs = writes.map((write): EntryDoc => {
      const here = read.get(`${write.collection}/${write.id}`);
      // an id that comes from what is taken in may have been here before: its tombstone is what was read
      const base = here && (write.before || here._deleted) ? here : null;
      return {
        collection: write.collection,
        id: write.id,
        rev: newId(),
        base,
        after: { ...write.after, command: { id: entryId, parts: writes.length } },
        deleted: write.deleted ?? false,
      };
    });
    const entry = { id: entryId, command: name, userId: actor.userId, at: now, docs };
    const draft = draftId === undefined ? {} : { draft: { userId: actor.userId, id: draftId } };
    try {
      applier.enqueue(await journal.save({ entry, counters: numbers.used, ...draft }));
    } catch (thrown) {
      if (thrown instanceof CounterMoved) throw thrown;
      // the transaction may have been committed although its end was not heard
      applier.doubt();
      if (!(await journal.has(entry.id).catch(() => false))) throw thrown;
    }
    return ok({ result, entryId: entry.id, savedAt: now });
  }

  /** What is saved and not applied yet counts like what is applied. */
  async #read(
    refs: Iterable<{ readonly collection: string; readonly id: string }>,
  ): Promise<Map<string, Snapshot>> {
    const { applier, storeOf } = this.#options;
    const found = new Map<string, Snapshot>();
    for (const { collection, id } of refs) {
      const waiting = applier.waiting(collection, id);
      const stored = waiting ? undefined : (await storeOf(collection)?.get([id]))?.get(id);
      if (waiting) {
        found.set(`${collection}/${id}`, {
          ...waiting.after,
          rev: waiting.rev,
          ver: 0,
          _deleted: waiting.deleted,
        });
      } else if (stored) found.set(`${collection}/${id}`, snapshotOf(stored));
    }
    return found;
  }

  /** Head office's check, made here so that nothing is shown as saved that it would refuse for a known reason. */
  async #refused(writes: readonly Write[], actor: Actor) {
    const facts = await this.#facts(writes);
    for (const write of writes) {
      const after = { ...write.after, _deleted: write.deleted ?? false };
      const error = checkWrite(write.collection, write.before, after, actor, facts);
      if (error) return error;
    }
    return null;
  }

  async #facts(writes: readonly Write[]): Promise<WriteFacts> {
    const facts = { customers: new Map(), complaints: new Map(), campaigns: new Map() };
    for (const collection of ['customers', 'complaints', 'campaigns'] as const) {
      const ids = new Set(writes.flatMap((write) => [...referencesOf(write.after)[collection]]));
      const refs = [...ids].map((id) => ({ collection: collection satisfies CollectionName, id }));
      for (const version of (await this.#read(refs)).values()) {
        if (!version._deleted) facts[collection].set(version.id, version);
      }
      for (const write of writes)
        if (write.collection === collection) facts[collection].set(write.id, write.after);
    }
    return facts;
  }
}
