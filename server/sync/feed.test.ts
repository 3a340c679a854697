import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { applyMoves } from './placing.ts';
import { openFeed, type Feed } from './feed.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/databases.ts';

let database: TestDatabase;
let feed: Feed;
let other: Feed;
beforeAll(async () => {
  database = await openTestDatabase('embedded');
  feed = await openFeed(database.db, 10_000_000);
  other = await openFeed(database.db, 20);
});
afterAll(async () => {
  await feed.close();
  await other.close();
  await database.close();
});

const move = (stream: string, id: string) =>
  database.db.tx((tx) => applyMoves(tx, [{ stream, collection: 'customers', id, gone: false, rev: 'a' }]));

test('rule 39: a write announced by one server is heard at another, once, by readers of that stream only', async () => {
  const [ngw, jap] = [vi.fn(), vi.fn()];
  const end = [feed.subscribe(['b:NGW', 'global'], ngw), feed.subscribe(['b:JAP', 'global'], jap)];
  other.announce(await move('b:NGW', 'c1'));
  await vi.waitFor(() => expect(ngw).toHaveBeenCalledTimes(1));
  other.announce(await move('global', 'c2'));
  await vi.waitFor(() => expect(jap).toHaveBeenCalledTimes(1));
  expect(ngw).toHaveBeenCalledTimes(2);
  for (const stop of end) stop();
  expect(feed.subscribers).toBe(0);
});

test('rule 39: a write that nobody announced is found by looking', async () => {
  const told = vi.fn();
  const end = other.subscribe(['b:SBY'], told);
  await move('b:SBY', 'c3');
  await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(1), 5000);
  end();
});
