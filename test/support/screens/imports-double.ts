/** Imports of the desk double: the real reader without a Worker, nothing of it is written. */
import type { Actor } from '#shared/domain/actor.ts';
import { fail } from '#shared/errors/errors.ts';
import type { ImportBatch, ImportReading, Imports } from '#renderer/data/desk-types.ts';
import { ImportReader } from '#renderer/data/import/reader.ts';
import { constant } from '#renderer/data/live.ts';

export interface ImportsDoubleOptions {
  readonly actor: Actor;
  readonly batches?: readonly ImportBatch[];
  /** Puts the book of the branch where the reader compares. */
  readonly book: (put: ImportReader['put']) => void;
}

/** @returns imports whose writing is refused. */
export function importsDouble({ actor, batches = [], book }: ImportsDoubleOptions): Imports {
  const refused = () => Promise.resolve(fail('not_ready', 'retryable'));
  return {
    batches: constant(batches),
    open(): ImportReading {
      const reader = new ImportReader();
      return {
        progress: constant(null),
        look: (files, wanted = []) => reader.look(files, [], wanted),
        async read(mappings) {
          const read = await reader.read(mappings, { branchId: actor.branchId }, () => undefined);
          if (!read.ok) return read;
          book((...pages) => reader.put(...pages));
          return { ok: true, value: reader.compared() };
        },
        choose: (choices) => Promise.resolve(reader.choose(choices)),
        rows: (...page) => Promise.resolve(reader.rows(...page)),
        errorFile: (language) => reader.errorFile(language),
        close: () => undefined,
      };
    },
    begin: refused,
    resume: refused,
    stop: () => undefined,
    giveUp: () => Promise.resolve(),
    undo: refused,
    found: () => Promise.resolve([]),
    joined: () => Promise.resolve([]),
    remember: () => Promise.resolve(),
  };
}
