/** Head office's "ask again", read by fetch; where a proxy holds it back, polling takes its place. */
import type { HostResponse } from '#shared/host/host.ts';
import type { Result } from '#shared/errors/errors.ts';

/** Head office sends one at least each 20 s; without one for this long the stream is taken for dead. */
const SILENCE_MS = 60_000;
const POLL_MS = 60_000;
/** A stream that could not be opened is tried again after this long, one that head office ended sooner. */
const AGAIN_MS = 30_000;
const SOON_MS = 2_000;
/** A line without end is not head office's; characters. */
const LONGEST_LINE = 64 * 1024;

export interface EventStreamOptions {
  readonly open: (signal: AbortSignal) => Promise<Result<HostResponse>>;
  /** Something may have changed at head office. */
  readonly onResync: () => void;
  readonly random?: () => number;
}

/** Listens until it is closed. */
export class EventStream {
  readonly #options: EventStreamOptions;
  #current: AbortController | null = null;
  #closed = false;
  #poll: ReturnType<typeof setTimeout> | undefined;
  #wake: (() => void) | undefined;
  #atOnce = false;

  constructor(options: EventStreamOptions) {
    this.#options = options;
    void this.#live();
    this.#schedulePoll();
  }

  /** Half as long to one and a half times as long: five hundred branches do not come back in the same second. */
  #spread(ms: number): number {
    return ms * (0.5 + (this.#options.random ?? Math.random)());
  }

  #schedulePoll(): void {
    clearTimeout(this.#poll);
    if (this.#closed) return;
    this.#poll = setTimeout(() => {
      this.#options.onResync();
      this.#schedulePoll();
    }, this.#spread(POLL_MS));
  }

  async #live(): Promise<void> {
    while (!this.#closed) {
      const spoke = await this.#once();
      if (this.#closed) return;
      if (!this.#atOnce) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, this.#spread(spoke ? SOON_MS : AGAIN_MS));
          this.#wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      this.#wake = undefined;
      this.#atOnce = false;
      // a stream that broke may be all that is seen of a lost connection: ask, so that the screen says so
      if (spoke) this.#options.onResync();
    }
  }

  /** @returns whether anything was heard. */
  async #once(): Promise<boolean> {
    const controller = new AbortController();
    let spoke = false;
    this.#current = controller;
    let silence = setTimeout(() => controller.abort(), SILENCE_MS);
    const heard = (): void => {
      spoke = true;
      clearTimeout(silence);
      silence = setTimeout(() => controller.abort(), SILENCE_MS);
      // while the stream lives, nobody has to poll
      this.#schedulePoll();
    };
    try {
      const answer = await this.#options.open(controller.signal);
      if (!answer.ok || answer.value.status !== 200) return false;
      if (!(answer.value.headers['content-type'] ?? '').includes('event-stream')) return false;
      for await (const event of eventsOf(answer.value.stream())) {
        heard();
        if (event === 'RESYNC') this.#options.onResync();
      }
    } catch {
      // a cut stream is nothing but a reason to open the next one
    } finally {
      clearTimeout(silence);
      this.#current = null;
      // also closes an answer that was not a stream
      controller.abort();
    }
    return spoke;
  }

  /** The connection may be another one than before (resume, online again): opens a new stream now. */
  reconnect(): void {
    this.#atOnce = true;
    this.#current?.abort();
    this.#wake?.();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#poll);
    this.reconnect();
  }
}

/** @returns the data lines of a text/event-stream, whatever pieces they come in. */
export async function* eventsOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of stream) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LONGEST_LINE) throw new RangeError('a line without end');
    for (const line of lines) if (line.startsWith('data:')) yield line.slice(5).trim();
  }
}
