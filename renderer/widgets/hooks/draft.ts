/** Keeping what is being typed: one version after the other, never one that a command has consumed already. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Desk } from '#renderer/data/desk-types.ts';
import { useActor, useDesk } from '../desk-context.tsx';

export type DraftKept = 'nothing' | 'saving' | 'saved' | 'failed';

type Value = Readonly<Record<string, unknown>>;

/** Writes a draft in order; of several versions that wait only the newest is written. */
export class DraftWriter {
  readonly id: string;
  readonly #desk: Desk;
  readonly #form: string;
  readonly #report: (kept: DraftKept) => void;
  #waiting: { readonly value: Value; readonly parked: boolean } | undefined;
  #running: Promise<void> | undefined;
  #closed = false;

  constructor(desk: Desk, form: string, id: string, report: (kept: DraftKept) => void) {
    this.#desk = desk;
    this.#form = form;
    this.id = id;
    this.#report = report;
  }

  put(value: Value, parked = false): Promise<void> {
    if (this.#closed) return Promise.resolve();
    this.#waiting = { value, parked };
    this.#running ??= this.#run();
    return this.#running;
  }

  async #run(): Promise<void> {
    while (this.#waiting) {
      const { value, parked } = this.#waiting;
      this.#waiting = undefined;
      this.#report('saving');
      const stored = await this.#desk.drafts.put({ id: this.id, form: this.#form, parked, value });
      this.#report(stored.ok ? 'saved' : 'failed');
    }
    this.#running = undefined;
  }

  /** Resolves when no write is under way; none is begun after that until `reopen`. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#running;
  }

  reopen(): void {
    this.#closed = false;
  }

  async remove(): Promise<void> {
    this.#waiting = undefined;
    await this.close();
    await this.#desk.drafts.remove(this.id);
  }
}

/** A value about one document that survives leaving the page and a crash. */
export interface DraftValue<T> {
  readonly draftId: string;
  readonly value: T;
  readonly set: (value: T) => void;
  /** Before the command that consumes it. */
  readonly settle: () => Promise<void>;
  /** After that command: `saved` begins anew, otherwise the value is kept again. */
  readonly finish: (saved: boolean) => void;
}

/**
 * @param about what the form is for; give the component a `key` of it
 * @param initial a draft that says the same is no draft
 */
export function useDraftValue<T extends Readonly<Record<string, unknown>>>(
  form: string,
  about: string,
  initial: T,
): DraftValue<T> {
  const desk = useDesk();
  const { userId } = useActor();
  const draftId = `${form}:${userId}:${about}`;
  const [start] = useState(initial);
  const [value, setShown] = useState<T>(() => ({
    ...start,
    ...sameTypes(start, desk.drafts.get(draftId)?.value),
  }));
  const newest = useRef(value);
  const [writer] = useState(() => new DraftWriter(desk, form, draftId, () => undefined));
  useEffect(() => {
    writer.reopen();
  }, [writer]);
  const keep = useCallback(() => {
    const isDraft = () => JSON.stringify(newest.current) !== JSON.stringify(start);
    if (isDraft()) void writer.put(newest.current);
    else
      void writer.remove().then(() => {
        writer.reopen();
        if (isDraft()) void writer.put(newest.current);
      });
  }, [writer, start]);
  const set = useCallback(
    (next: T) => {
      newest.current = next;
      setShown(next);
      keep();
    },
    [keep],
  );
  const settle = useCallback(() => writer.close(), [writer]);
  const finish = useCallback(
    (saved: boolean) => {
      writer.reopen();
      if (saved) {
        newest.current = start;
        setShown(start);
      } else keep();
    },
    [writer, start, keep],
  );
  return { draftId, value, set, settle, finish };
}

/** A draft of another version gives what still has the same type. */
function sameTypes<T extends Readonly<Record<string, unknown>>>(
  initial: T,
  stored: Readonly<Record<string, unknown>> | undefined,
): Partial<T> {
  const kept = Object.entries(stored ?? {}).filter(
    ([key, value]) => key in initial && typeof value === typeof initial[key],
  );
  return Object.fromEntries(kept) as Partial<T>;
}

export interface DraftText extends Omit<DraftValue<{ text: string }>, 'value' | 'set'> {
  readonly text: string;
  readonly setText: (text: string) => void;
}

const NO_TEXT = { text: '' };

/** The same for a single text. */
export function useDraftText(form: string, about: string): DraftText {
  const { value, set, ...rest } = useDraftValue(form, about, NO_TEXT);
  const setText = useCallback(
    (text: string) => {
      set({ text });
    },
    [set],
  );
  return { ...rest, text: value.text, setText };
}
