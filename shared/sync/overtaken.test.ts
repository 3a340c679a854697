/** Rule 19: two windows of one desk, and an answer that comes when the other window has gone on. */
import { expect, test } from 'vitest';
import { MemoryStore } from '#test/support/memory-desk.ts';
import { OneStreamOffice } from '#test/support/one-stream-office.ts';
import { contentOf, stamp } from './replica.ts';
import { Replicator } from './replicator.ts';
import type { Net } from './store.ts';

/** A request of the first window that waits until it is let through, before or after head office has answered it. */
interface Held {
  readonly asked: Promise<void>;
  go(): void;
}

function twoWindows() {
  const office = new OneStreamOffice();
  const store = new MemoryStore();
  const through: Net = {
    push: (rows) => office.push(rows),
    pull: (checkpoint, limit) => office.pull(checkpoint, limit),
    snapshot: (after, limit) => office.snapshot(after, limit),
    digest: (checkpoint, list) => office.digest(checkpoint, list),
    fetch: (ids) => office.fetch(ids),
  };
  const net: Net = { ...through };
  const hold = (request: 'push' | 'pull' | 'snapshot', when: 'before' | 'after'): Held => {
    let go = (): void => undefined;
    let asked = (): void => undefined;
    const gate = new Promise<void>((resolve) => (go = resolve));
    const reached = new Promise<void>((resolve) => (asked = resolve));
    const send = through[request] as (...parts: unknown[]) => Promise<unknown>;
    net[request] = async (...parts: unknown[]) => {
      const early = when === 'after' ? await send(...parts) : undefined;
      asked();
      await gate;
      return early ?? send(...parts);
    };
    return { asked: reached, go };
  };
  let revs = 0;
  const window = (over: Net): Replicator =>
    new Replicator({
      store,
      net: over,
      merge: (_base, local) => ({ content: contentOf(local), deleted: local._deleted, history: [] }),
      newRev: () => `made-${++revs}`,
    });
  const first = window(net);
  const second = window(through);
  const write = async (id: string): Promise<void> => {
    const next = stamp(undefined, { id, text: 'here' }, false, `${id}-here`);
    await store.cas([{ next }]);
  };
  return { office, store, first, second, hold, write };
}

test('the first block of a filling does not hide that head office was restored since another window filled', async () => {
  const { office, store, first, second, hold, write } = twoWindows();
  office.put('a', {});
  const block = hold('snapshot', 'before');
  const late = first.pullOnce();
  await block.asked;
  await write('b');
  await second.cycle();
  expect(office.docs.has('b')).toBe(true);
  office.restore('e2', ['b']);
  block.go();
  expect(await late).toBe(true);
  expect(await store.position()).toMatchObject({ epoch: 'e1' });
  expect(store.docs.get('a')?.ver).toBe(1);
  await second.cycle();
  expect(office.docs.get('b')?.version).toMatchObject({ text: 'here' });
  expect(store.docs.get('b')).toMatchObject({ unsent: 0, ver: 1 });
});

test('a page that was overtaken takes nothing away that has come back', async () => {
  const { office, store, first, second, hold } = twoWindows();
  office.put('a', {});
  await second.cycle();
  office.leave('a');
  const page = hold('pull', 'after');
  const late = first.pullOnce();
  await page.asked;
  office.put('a', { text: 'back' });
  await second.cycle();
  const stood = await store.position();
  page.go();
  expect(await late).toBe(true);
  expect(store.docs.get('a')).toMatchObject({ text: 'back', _deleted: false });
  expect(await store.position()).toEqual(stood);
});

test('what the database before a restoration stored says nothing of what was asked about since', async () => {
  const { office, store, first, second, hold, write } = twoWindows();
  await second.cycle();
  await write('b');
  const answer = hold('push', 'after');
  const late = first.pushOnce();
  await answer.asked;
  office.restore('e2', ['b']);
  while (await second.pullOnce()) expect(store.docs.get('b')?.unsent).toBe(2);
  answer.go();
  expect(await late).toBe(0);
  expect(store.docs.get('b')).toMatchObject({ unsent: 2 });
  await second.cycle();
  expect(office.docs.has('b')).toBe(true);
  expect(store.docs.get('b')).toMatchObject({ unsent: 0 });
});
