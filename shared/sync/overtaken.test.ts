/** Rules 4, 19, 20 and 30: two windows of one desk, answers that come when the other one has gone on, a scope that changes. */
import { expect, test, vi } from 'vitest';
import { randomOf } from '#test/sim/random.ts';
import { MemoryStore } from '#test/support/memory-desk.ts';
import { OneStreamOffice } from '#test/support/one-stream-office.ts';
import { contentOf, stamp } from './replica.ts';
import { Replicator } from './replicator.ts';
import { change, type Net, type Store } from './store.ts';

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

test('rule 19: the first block of a filling does not hide that head office was restored since another window filled', async () => {
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

test('rule 19: a page that was overtaken takes nothing away that has come back', async () => {
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

test('rules 19, 24: what the database before a restoration stored says nothing of what was asked about since', async () => {
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

test('rule 19: the checkpoint is saved after all rows of its page', async () => {
  const { office, store, second } = twoWindows();
  await second.cycle();
  const stood = await store.position();
  for (const id of ['a', 'b', 'c']) office.put(id, { text: id });
  const writing = vi.spyOn(store, 'cas').mockRejectedValueOnce(new Error('the disk failed'));
  await expect(second.pullOnce()).rejects.toThrow('the disk failed');
  expect(await store.position()).toEqual(stood);
  const saving = vi.spyOn(store, 'savePosition');
  await second.pullOnce();
  expect([...store.docs.keys()]).toEqual(['a', 'b', 'c']);
  expect(saving.mock.invocationCallOrder[0]).toBeGreaterThan(
    writing.mock.invocationCallOrder.at(-1) ?? Infinity,
  );
  expect(await store.position()).toMatchObject({ checkpoint: { all: 3 } });
});

test('rule 4: who loses against another writer reads and decides again', async () => {
  const { office, store, second } = twoWindows();
  office.put('a', { text: 'there' });
  await second.cycle();
  office.put('a', { text: 'there again' });
  const write = store.cas.bind(store);
  vi.spyOn(store, 'cas').mockImplementationOnce(async (rows) => {
    await change(store, 'a', (prev) => stamp(prev, { id: 'a', text: 'here' }, false, 'a-here'));
    return write(rows);
  });
  await second.pullOnce();
  expect(store.docs.get('a')).toMatchObject({
    text: 'here',
    unsent: 2,
    sync: { base: { ver: 1 }, master: { ver: 2, text: 'there again' } },
  });
});

test('rule 20: windows that send and receive at the same time, without a lock, come to the same', async () => {
  for (let seed = 1; seed <= 60; seed++) {
    const { office, store, first, second, write } = twoWindows();
    const random = randomOf(seed);
    // every look at the disk and every write waits for a time of its own, so that the windows overtake each other
    const jittered = <T extends unknown[], R>(act: (...parts: T) => Promise<R>) => {
      return async (...parts: T): Promise<R> => {
        for (let n = Math.floor(random() * 12); n > 0; n--) await Promise.resolve();
        return act.apply(store, parts);
      };
    };
    const slow: Pick<Store, 'get' | 'unsent' | 'cas' | 'position' | 'savePosition'> = {
      get: jittered(store.get),
      unsent: jittered(store.unsent),
      cas: jittered(store.cas),
      position: jittered(store.position),
      savePosition: jittered(store.savePosition),
    };
    Object.assign(store, slow);
    const last = new Map<string, string>();
    const edit = async (n: number): Promise<void> => {
      const id = random() < 0.5 ? 'a' : 'b';
      last.set(id, `edit ${n}`);
      await change(store, id, (prev) => stamp(prev, { id, text: `edit ${n}` }, false, `edit-${n}`));
    };
    office.put('a', { text: 'there' });
    await write('b');
    const running: Promise<void>[] = [];
    for (let n = 0; n < 12; n++) {
      running.push((random() < 0.5 ? first : second).cycle());
      await edit(n);
      // another desk leaves the text as it is there
      if (n % 4 === 0) office.put('a', { text: office.docs.get('a')?.version['text'], beside: n });
      if (n === 6) office.put('c', { text: 'there' });
    }
    await Promise.all(running);
    await first.cycle();
    const here = [...store.docs.values()].map(({ id, rev, ver, unsent, ...rest }) => [
      id,
      rev,
      ver,
      unsent,
      rest['text'],
    ]);
    const there = [...office.docs.values()].map(({ version: { id, rev, ver, ...rest } }) => [
      id,
      rev,
      ver,
      0,
      rest['text'],
    ]);
    expect(new Set(here), `seed ${seed}`).toEqual(new Set(there));
    for (const [id, text] of last) expect(office.docs.get(id)?.version['text'], `seed ${seed}`).toBe(text);
    expect([...office.docs.keys()].toSorted()).toEqual(['a', 'b', 'c']);
  }
});

test('rule 30: under another scope everything is pulled from null, and what does not come goes if it is unchanged', async () => {
  const { office, store, second, write } = twoWindows();
  for (const id of ['a', 'b', 'c']) office.put(id, { text: 'there' });
  await second.cycle();
  const before = store.docs.get('c');
  await store.cas([{ prev: before, next: stamp(before, { id: 'c', text: 'here' }, false, 'c-here') }]);
  await write('d');
  const pulling = vi.spyOn(office, 'pull');
  office.rescope('s2', ['b', 'c']);
  while (await second.pullOnce()) expect(store.docs.get('d')).toMatchObject({ unsent: 2 });
  expect(pulling.mock.calls.map(([checkpoint]) => checkpoint)).toContain(null);
  expect(await store.position()).toMatchObject({ scope: 's2', resync: null });
  expect(store.docs.get('a')).toMatchObject({ text: 'there', ver: 1, unsent: 0 });
  expect(store.docs.get('b')).toEqual({ id: 'b', rev: 'b-there-1', ver: 0, _deleted: true, unsent: 0 });
  expect(store.docs.get('c')).toMatchObject({ text: 'here', unsent: 2 });
});
