import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LoketFailure, type LoketError } from '#shared/errors/errors.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { Replicator } from '#shared/sync/replicator.ts';
import { DeskClock } from './clock.ts';
import { SyncEngine } from './engine.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-03-05T07:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

const error = (code: string, detail?: LoketError['detail']): LoketError => ({
  code,
  kind: 'retryable',
  ...(detail ? { detail } : {}),
});

/** Three collections whose rounds end as `outcome` says. */
function world(online = true, room: () => Promise<boolean> = () => Promise.resolve(true)) {
  const calls: string[] = [];
  let held: Promise<void> | null = null;
  let outcome: (collection: string) => LoketError | null = () => null;
  const names: CollectionName[] = ['reference', 'customers', 'complaints'];
  const replicators = names.map((collection) => ({
    collection,
    replicator: {
      async trigger() {
        calls.push(collection);
        if (held) {
          await held;
          held = null;
          throw new LoketFailure(error('timeout'));
        }
        const failure = outcome(collection);
        if (failure) throw new LoketFailure(failure);
      },
      stop: () => Promise.resolve(),
    } as unknown as Replicator,
  }));
  const agreed: string[] = [];
  const suspected: string[] = [];
  let hang: (() => void) | null = null;
  const engine = new SyncEngine({
    replicators,
    clock: new DeskClock({ wall: () => Date.now(), steady: () => performance.now() }),
    online: () => online,
    dataAsOf: null,
    random: () => 0.5,
    here: async (collection) => (collection === 'customers' ? 12_000 : 0),
    room,
    interrupt: () => hang?.(),
    onStorageError: () => suspected.push('disk'),
    onAgreed: async (at) => void agreed.push(at),
  });
  return {
    engine,
    calls,
    agreed,
    suspected,
    fails: (next: typeof outcome) => (outcome = next),
    /** The next request gets no answer until it is interrupted. */
    hangs() {
      held = new Promise((resolve) => (hang = resolve));
    },
  };
}

test('the first round goes in order and ends in agreement; until then it prepares the branch', async () => {
  const { engine, calls, agreed } = world();
  expect(engine.state.get().kind).toBe('first-sync');
  engine.pulled('customers', 500, true, 31_000);
  engine.pulled('customers', 300, true, 31_000);
  expect(engine.state.get().progress).toEqual({ collection: 'customers', done: 800, total: 31_000 });
  // what has changed since the first block is no more of them
  engine.pulled('customers', 20, false);
  expect(engine.state.get().progress).toEqual({ collection: 'customers', done: 820, total: 31_000 });
  engine.pulled('complaints', 40, true);
  expect(engine.state.get().progress).toEqual({ collection: 'complaints', done: 40, total: 0 });
  expect(await engine.run()).toBeNull();
  expect(calls).toEqual(['reference', 'customers', 'complaints']);
  expect(agreed).toEqual(['2026-03-05T07:00:00.000Z']);
  expect(engine.state.get()).toMatchObject({ kind: 'synced', progress: null, reason: null });
  await engine.close();
});

test('after a long absence it is told how much has come; what fits into one page is not worth a word', async () => {
  const { engine, fails } = world();
  await engine.run();
  const said: unknown[] = [];
  fails((collection) => {
    const note = (): void => {
      const { kind, progress } = engine.state.get();
      said.push([kind, progress?.done]);
    };
    if (collection === 'reference') engine.pulled('reference', 3, false);
    note();
    if (collection !== 'customers') return null;
    engine.sending(200);
    engine.sending(0);
    for (const more of [true, true, false]) {
      engine.pulled('customers', 2000, more);
      note();
    }
    return null;
  });
  await engine.run();
  expect(said).toEqual([
    ['synced', undefined],
    ['synced', undefined],
    ['receiving', 2000],
    ['receiving', 4000],
    ['receiving', 6000],
    ['receiving', 6000],
  ]);
  expect(engine.state.get()).toMatchObject({ kind: 'synced', progress: null });
  await engine.close();
});

test('calls during a round make one more, not many', async () => {
  const { engine, calls } = world();
  await Promise.all([engine.run(), engine.run(), engine.run()]);
  expect(calls.length).toBe(6);
  await engine.close();
});

test('a dead line: nothing further is asked, the try is repeated ever later, and writes do not hurry it', async () => {
  const { engine, calls, fails } = world();
  fails(() => error('network'));
  await engine.run();
  expect(calls).toEqual(['reference']);
  const { kind, since, retryAt } = engine.state.get();
  expect([kind, since]).toEqual(['unreachable', '2026-03-05T07:00:00.000Z']);
  expect(Date.parse(retryAt ?? '')).toBeGreaterThan(Date.now());
  for (let n = 0; n < 20; n++) engine.due();
  expect(calls.length).toBe(1);
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(calls.length).toBeGreaterThan(8);
  expect(calls.length).toBeLessThan(30);
  expect(engine.state.get().since).toBe('2026-03-05T07:00:00.000Z');
  fails(() => null);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(engine.state.get()).toMatchObject({ kind: 'synced', since: null, retryAt: null });
  await engine.close();
});

test('503: not before the time that head office asked for', async () => {
  const { engine, calls, fails } = world();
  fails(() => error('server_busy', { retryAfter: 45 }));
  await engine.run();
  await vi.advanceTimersByTimeAsync(44_900);
  expect(calls.length).toBe(1);
  await vi.advanceTimersByTimeAsync(25_000);
  expect(calls.length).toBe(2);
  await engine.close();
});

test('a portal, nonsense and a missing network are "offline"; a silent server is not', async () => {
  for (const [code, online, kind] of [
    ['portal', true, 'offline'],
    ['malformed_answer', true, 'offline'],
    ['network', false, 'offline'],
    ['timeout', true, 'unreachable'],
    ['host.tlsRefused', true, 'unreachable'],
  ] as const) {
    const { engine, fails, agreed } = world(online);
    fails(() => error(code));
    await engine.run();
    expect(engine.state.get()).toMatchObject({ kind, reason: { code }, dataAsOf: null });
    expect(agreed).toEqual([]);
    await engine.close();
  }
});

test('an ended sign-in and a too old protocol wait for a person', async () => {
  for (const [code, kind] of [
    ['sign_in_expired', 'sign-in-expired'],
    ['device_cloned', 'sign-in-expired'],
    ['protocol_too_old', 'protocol-too-old'],
  ] as const) {
    const { engine, calls, fails } = world();
    fails(() => error(code));
    await engine.run();
    expect(engine.state.get()).toMatchObject({ kind, retryAt: null });
    await vi.advanceTimersByTimeAsync(60 * 60_000);
    expect(calls.length).toBe(1);
    await engine.close();
  }
});

test('one collection in trouble does not hold the others up, and is tried again', async () => {
  const { engine, calls, fails, agreed } = world();
  fails((collection) => (collection === 'customers' ? error('malformed_answer') : null));
  await engine.run();
  expect(calls).toEqual(['reference', 'customers', 'complaints']);
  expect(agreed).toEqual([]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(calls.length).toBe(6);
  await engine.close();
});

test('without any event a whole round comes every few minutes, and none after the end', async () => {
  const { engine, calls } = world();
  await engine.run();
  await vi.advanceTimersByTimeAsync(6 * 60_000);
  expect(calls.length).toBe(6);
  await engine.close();
  await vi.advanceTimersByTimeAsync(60 * 60_000);
  expect(calls.length).toBe(6);
});

test('rule 41: an interrupted first filling goes on counting from what is here', async () => {
  const { engine, fails } = world();
  const seen: (number | undefined)[] = [];
  fails((collection) => {
    if (collection === 'customers') engine.pulled('customers', 400, true, 31_000);
    seen.push(engine.state.get().progress?.done);
    return null;
  });
  await engine.run();
  expect(seen).toEqual([0, 12_400, 0]);
  await engine.close();
});

test('row 18: after sleep the round over the line that was is ended, and another one follows at once', async () => {
  const { engine, calls, hangs } = world();
  hangs();
  const round = engine.run();
  await vi.advanceTimersByTimeAsync(1000);
  expect(calls).toEqual(['reference']);
  engine.refreshed();
  await vi.advanceTimersByTimeAsync(0);
  expect(await round).toBeNull();
  expect(calls).toEqual(['reference', 'reference', 'customers', 'complaints']);
  expect(engine.state.get()).toMatchObject({ kind: 'synced', retryAt: null });
  await engine.close();
});

test('row 13: without room nothing is asked for; it is said why, and tried again', async () => {
  let free = false;
  const { engine, calls } = world(true, () => Promise.resolve(free));
  await engine.run();
  expect(calls).toEqual([]);
  expect(engine.state.get()).toMatchObject({ kind: 'unreachable', reason: { code: 'storage_full' } });
  free = true;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(engine.state.get()).toMatchObject({ kind: 'synced', reason: null });
  await engine.close();
});

test('an error of the desk’s own disk: said as such, the others go on, tried again from the checkpoint', async () => {
  const { engine, calls, fails, suspected, agreed } = world();
  let broken = true;
  fails((collection) => {
    if (collection === 'customers' && broken) throw new DOMException('', 'UnknownError');
    return null;
  });
  await engine.run();
  expect(calls).toEqual(['reference', 'customers', 'complaints']);
  expect(suspected).toEqual(['disk']);
  expect(agreed).toEqual([]);
  expect(engine.state.get()).toMatchObject({ kind: 'unreachable', reason: { code: 'database_failed' } });
  broken = false;
  await vi.advanceTimersByTimeAsync(2_000);
  expect(engine.state.get().kind).toBe('synced');
  expect(agreed.length).toBe(1);
  await engine.close();
});

test('closing interrupts the request under way, and ends when nothing is under way any more', async () => {
  const { engine, calls, agreed, hangs } = world();
  hangs();
  const round = engine.run();
  let isOver = false;
  void round.then(() => (isOver = true));
  await engine.close();
  expect(isOver).toBe(true);
  // what came to a store that is closed by then would wait for ever
  expect({ calls, agreed }).toEqual({ calls: ['reference'], agreed: [] });
});
