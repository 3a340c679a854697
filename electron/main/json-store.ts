import { readFile } from 'node:fs/promises';
import type { Static, TSchema } from 'typebox';
import Value from 'typebox/value';
import { writeAtomic } from './atomic-file.ts';
import { reasonOf, type Log } from './log.ts';

/** A small JSON file of the shell's own, checked against its schema when it is read. */
export interface JsonStore<T> {
  get(): T;
  /** Changes are written one after the other; resolves when this one is on the disk. */
  update(change: (current: T) => T): Promise<void>;
  /** Resolves when no change is being written any more. */
  settled(): Promise<void>;
}

/** How a store's content is told from damage. */
export interface Shape<T> {
  readonly is: (value: unknown) => value is T;
  readonly initial: T;
}

/** @returns the shape of a TypeBox schema. `initial` stands in for what is missing, damaged or of another shape. */
export const shapeOf = <S extends TSchema>(schema: S, initial: Static<S>): Shape<Static<S>> => ({
  is: (value): value is Static<S> => Value.Check(schema, value),
  initial,
});

/** Reads `file`; whatever cannot be used counts as the shape's `initial` (the shell starts anyway). */
export async function openJsonStore<T>(file: string, shape: Shape<T>, log: Log): Promise<JsonStore<T>> {
  let current = contentOf(await textOf(file, log), shape, log);
  let last: Promise<void> = Promise.resolve();
  return {
    get: () => current,
    update(change) {
      const next = last.then(async () => {
        const changed = change(current);
        await writeAtomic(file, JSON.stringify(changed));
        current = changed;
      });
      last = next.catch(() => undefined);
      return next;
    },
    settled: () => last,
  };
}

async function textOf(file: string, log: Log): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (thrown) {
    if (reasonOf(thrown) !== 'ENOENT') log(`settings could not be read: ${reasonOf(thrown)}`);
    return undefined;
  }
}

function contentOf<T>(text: string | undefined, { is, initial }: Shape<T>, log: Log): T {
  if (text === undefined) return initial;
  try {
    const value: unknown = JSON.parse(text);
    if (is(value)) return value;
  } catch {
    // Damaged is handled like another shape, below.
  }
  log('settings of another shape were set aside');
  return initial;
}
