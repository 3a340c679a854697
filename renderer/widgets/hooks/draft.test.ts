import { expect, test } from 'vitest';
import { ok, type Result } from '#shared/errors/errors.ts';
import type { Desk, Drafts } from '#renderer/data/desk-types.ts';
import { DraftWriter, type DraftKept } from './draft.ts';

/** Drafts whose writes end when the test says so. */
function slowDrafts() {
  const stored: unknown[] = [];
  const ends: (() => void)[] = [];
  const drafts: Drafts = {
    live: { get: () => [], subscribe: () => () => undefined },
    list: () => [],
    get: () => undefined,
    put: ({ value, parked = false }) =>
      new Promise<Result<void>>((resolve) => {
        ends.push(() => {
          stored.push({ ...value, parked });
          resolve(ok(undefined));
        });
      }),
    remove: () => {
      stored.push('removed');
      return Promise.resolve(ok(undefined));
    },
  };
  const desk: Pick<Desk, 'drafts'> = { drafts };
  return { desk: desk as Desk, stored, end: () => ends.shift()?.() };
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

test('the first character is written at once, and of what waits behind it only the newest', async () => {
  const { desk, stored, end } = slowDrafts();
  const reports: DraftKept[] = [];
  const writer = new DraftWriter(desk, 'intake', 'd1', (kept) => reports.push(kept));
  void writer.put({ text: 'K' });
  void writer.put({ text: 'Ka' });
  const all = writer.put({ text: 'Kar' });
  end();
  await turn();
  end();
  await all;
  expect(stored).toEqual([
    { text: 'K', parked: false },
    { text: 'Kar', parked: false },
  ]);
  expect(reports.at(-1)).toBe('saved');
});

test('a draft that a command is about to consume is not written again behind it', async () => {
  const { desk, stored, end } = slowDrafts();
  const writer = new DraftWriter(desk, 'intake', 'd1', () => undefined);
  void writer.put({ text: 'a' });
  const closed = writer.close();
  end();
  await closed;
  await writer.put({ text: 'b' });
  expect(stored).toEqual([{ text: 'a', parked: false }]);
  writer.reopen();
  const again = writer.put({ text: 'b' });
  end();
  await again;
  expect(stored).toHaveLength(2);
});

test('a draft is removed after the write that was under way', async () => {
  const { desk, stored, end } = slowDrafts();
  const writer = new DraftWriter(desk, 'intake', 'd1', () => undefined);
  void writer.put({ text: 'a' });
  void writer.put({ text: 'ab' });
  const removed = writer.remove();
  end();
  await removed;
  expect(stored).toEqual([{ text: 'a', parked: false }, 'removed']);
});
