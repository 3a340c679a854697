import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fail, ok, type Result } from '#shared/errors/errors.ts';
import type { HostResponse } from '#shared/host/host.ts';
import { EventStream, eventsOf } from './event-stream.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function* pieces(...texts: string[]) {
  for (const text of texts) yield bytes(text);
}

test('events are read whatever pieces they come in; comments are passed over', async () => {
  const seen: string[] = [];
  for await (const event of eventsOf(
    pieces(': hi\n\nda', 'ta: RES', 'YNC\r\n\r\nevent: x\ndata:heartbeat\n', '\n'),
  ))
    seen.push(event);
  expect(seen).toEqual(['RESYNC', 'heartbeat']);
});

test('a line without end is no event stream', async () => {
  const reading = async () => {
    for await (const event of eventsOf(pieces('x'.repeat(70_000)))) expect(event).toBe('');
  };
  await expect(reading()).rejects.toThrow('without end');
});

/** Connections that stay open and say what the test makes them say. */
function world(answer: (n: number) => Result<Pick<HostResponse, 'status' | 'headers'>>) {
  const says: ((text: string) => void)[] = [];
  const ends: (() => void)[] = [];
  let resyncs = 0;
  const stream = new EventStream({
    random: () => 0.5,
    onResync: () => {
      resyncs++;
    },
    async open(signal) {
      const head = answer(says.length);
      const queue: string[] = [];
      let wake = (): void => undefined;
      let over = false;
      says.push((text) => {
        queue.push(text);
        wake();
      });
      ends.push(() => {
        over = true;
        wake();
      });
      signal.addEventListener('abort', () => {
        over = true;
        wake();
      });
      async function* body() {
        while (!over) {
          const text = queue.shift();
          if (text !== undefined) yield bytes(text);
          else await new Promise<void>((resolve) => (wake = resolve));
        }
      }
      return head.ok ? ok({ ...head.value, stream: body, text: () => Promise.resolve(ok('')) }) : head;
    },
  });
  return { stream, says, ends, opened: () => says.length, resyncs: () => resyncs };
}
const good = () => ok({ status: 200, headers: { 'content-type': 'text/event-stream' } });

test('RESYNC asks; a stream that beats needs no polling', async () => {
  const { stream, says, resyncs, opened } = world(good);
  await vi.advanceTimersByTimeAsync(0);
  says[0]?.('data: RESYNC\n\n');
  await vi.advanceTimersByTimeAsync(0);
  expect(resyncs()).toBe(1);
  for (let n = 0; n < 40; n++) {
    says[0]?.('data: heartbeat\n\n');
    await vi.advanceTimersByTimeAsync(15_000);
  }
  expect([resyncs(), opened()]).toEqual([1, 1]);
  stream.close();
});

test('a stream that falls silent is opened anew, and the desk polls meanwhile', async () => {
  const { stream, says, resyncs, opened } = world((n) => (n === 0 ? good() : fail('network', 'retryable')));
  await vi.advanceTimersByTimeAsync(0);
  says[0]?.('data: heartbeat\n\n');
  await vi.advanceTimersByTimeAsync(5 * 60_000);
  expect(opened()).toBeGreaterThan(3);
  expect(resyncs()).toBeGreaterThanOrEqual(4);
  stream.close();
  const [before, asked] = [opened(), resyncs()];
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect([opened(), resyncs()]).toEqual([before, asked]);
});

test('a page instead of the stream is no stream: polling', async () => {
  const { stream, says, resyncs } = world(() =>
    ok({ status: 200, headers: { 'content-type': 'text/html' } }),
  );
  await vi.advanceTimersByTimeAsync(0);
  says[0]?.('data: RESYNC\n\n');
  await vi.advanceTimersByTimeAsync(1000);
  expect(resyncs()).toBe(0);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(resyncs()).toBe(1);
  stream.close();
});

test('after sleep the connection is made anew at once', async () => {
  const { stream, opened, says } = world(good);
  await vi.advanceTimersByTimeAsync(0);
  says[0]?.('data: heartbeat\n\n');
  await vi.advanceTimersByTimeAsync(10);
  stream.reconnect();
  await vi.advanceTimersByTimeAsync(10);
  expect(opened()).toBe(2);
  stream.close();
});
