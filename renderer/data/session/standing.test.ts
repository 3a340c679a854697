import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Result } from '#shared/errors/errors.ts';
import { hostFail } from '#shared/host/errors.ts';
import type { Host, HostHttp } from '#shared/host/host.ts';
import type { HttpRequest } from '#shared/host/types.ts';
import type { DeskIdentity, Session } from '../desk-types.ts';
import { Cell } from '../live.ts';
import { DeskClock } from '../sync/clock.ts';
import { requestsTo } from '../sync/requests.ts';
import { CALM_MS, StandingWatch } from './standing.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const DAY = 24 * 3600_000;
interface Said {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly text: string;
}
type Question = Readonly<Record<'deviceSecret' | 'challenge', string>>;
type Office = (asked: Question) => Said | Result<never>;

const saying =
  (state: string, more: object = {}): Office =>
  ({ challenge }) => ({ text: JSON.stringify({ deviceId: 'd1', challenge, state, ...more }) });
const refusing =
  (status: number, code: string, kind: string): Office =>
  () => ({ status, text: JSON.stringify({ error: { code, kind } }) });
const offline: Office = () => hostFail('host.unreachable');

/** A desk at its sign-in screen and what answers in head office's place. `clock`: its PC's, off by so many ms. */
function desk(first: Office, { clock = 0 }: { readonly clock?: number } = {}) {
  let office = first;
  const asked: HttpRequest[] = [];
  const http: HostHttp = {
    async request(request) {
      asked.push(request);
      const said = office(JSON.parse(String(request.body)) as Question);
      if ('ok' in said) return said;
      const { status = 200, headers = {}, text } = said;
      async function* stream() {
        yield new TextEncoder().encode(text);
      }
      return {
        ok: true,
        value: { status, headers, stream, text: () => Promise.reject(new Error('unused')) },
      };
    },
  };
  const listeners = new Map<string, (hint: never) => void>();
  const host = {
    on: (event: string, listener: (hint: never) => void) => {
      listeners.set(event, listener);
      return () => listeners.delete(event);
    },
  } as unknown as Host;
  const identity = new Cell<DeskIdentity | undefined>({
    serverUrl: 'https://pusat.example.id',
    deviceId: 'd1',
  } as DeskIdentity);
  const session = new Cell<Session | undefined>(undefined);
  const time = { wall: () => Date.now() + clock, steady: () => performance.now() };
  let wiped = 0;
  const watch = new StandingWatch({
    host,
    session,
    own: { identity, secret: async () => 's1' },
    requestsTo: (origin) => requestsTo(http, () => origin, new DeskClock(time)),
    onRevoked: () => wiped++,
    random: () => 1,
  });
  return {
    watch,
    asked,
    identity,
    session,
    listeners,
    wiped: () => wiped,
    office: (next: Office) => (office = next),
    say: (event: string, hint: object) => listeners.get(event)?.(hint as never),
    /** Lets what is under way come to its end, and this many ms pass. */
    pass: (ms = 0) => vi.advanceTimersByTimeAsync(ms),
  };
}

test('a revoked PC hears it at its start, with nobody signed in, and asks by its own secret alone', async () => {
  const made = desk(saying('revoked'));
  made.watch.begin();
  await made.pass();
  expect(made.wiped()).toBe(1);
  expect(made.asked[0]).toMatchObject({
    method: 'POST',
    url: 'https://pusat.example.id/api/devices/d1/standing',
  });
  expect(made.asked[0]?.headers).not.toHaveProperty('authorization');
  // once: nothing asks any more
  await made.pass(DAY);
  expect([made.wiped(), made.asked.length, made.listeners.size]).toEqual([1, 1, 0]);
});

test('a disk that was put back from a copy after the wipe is emptied again', async () => {
  const made = desk(saying('wiped'));
  made.watch.begin();
  await made.pass();
  expect(made.wiped()).toBe(1);
});

test.each([3 * DAY, -3 * DAY])('with a clock that is off by %i ms the same answer decides', async (clock) => {
  const made = desk(saying('active'), { clock });
  made.watch.begin();
  await made.pass();
  expect(made.wiped()).toBe(0);
  made.office(saying('revoked'));
  await made.pass(CALM_MS);
  expect(made.wiped()).toBe(1);
});

const kept = '{"deviceId":"d1","challenge":"0190a1b2-an-earlier-one","state":"revoked"}';
test.each<[string, Office]>([
  ['the page of a portal', () => ({ text: '<html>revoked</html>' })],
  ['another program’s JSON', () => ({ text: '{"state":"revoked"}' })],
  ['an answer that a proxy has kept', () => ({ text: kept })],
  ['an answer about another PC', saying('revoked', { deviceId: 'd2' })],
  ['a word that is none', saying('REVOKED')],
  ['a refusal with that very code', refusing(401, 'device_revoked', 'person')],
  ['a secret that is not known', refusing(401, 'device_unknown', 'person')],
  ['a copied device', saying('cloned')],
  ['a failure of head office', refusing(500, 'unexpected', 'retryable')],
  ['a proxy’s failure', () => ({ status: 502, text: '<h1>Bad gateway</h1>' })],
  ['a head office that does not know the question', refusing(404, 'not_found', 'person')],
  ['no connection', offline],
  ['a certificate that is not head office’s', () => hostFail('host.tlsRefused')],
])('%s destroys nothing; the genuine word that comes later does', async (_, wrong) => {
  const made = desk(wrong);
  made.watch.begin();
  await made.pass(CALM_MS * 3);
  expect(made.wiped()).toBe(0);
  made.office(saying('revoked'));
  await made.pass(CALM_MS);
  expect(made.wiped()).toBe(1);
});

test('without a connection it asks less and less often, at once when it is back, and calmly from then on', async () => {
  const made = desk(offline);
  made.watch.begin();
  await made.pass(3_600_000);
  // doubling to a minute: six in the first, sixty in the rest of the hour
  expect(made.asked.length).toBeGreaterThan(50);
  expect(made.asked.length).toBeLessThan(70);
  made.office(saying('active'));
  const before = made.asked.length;
  made.say('connectivity', { online: false });
  await made.pass();
  expect(made.asked.length).toBe(before);
  made.say('connectivity', { online: true });
  await made.pass(CALM_MS - 1);
  expect(made.asked.length).toBe(before + 1);
  await made.pass(1);
  expect(made.asked.length).toBe(before + 2);
  made.say('lock', { state: 'locked' });
  made.say('lock', { state: 'awake' });
  await made.pass();
  expect(made.asked.length).toBe(before + 3);
});

test('a busy head office is asked again when it says', async () => {
  const made = desk(() => ({
    status: 503,
    headers: { 'retry-after': '90' },
    text: '{"error":{"code":"unavailable","kind":"retryable"}}',
  }));
  made.watch.begin();
  await made.pass(89_000);
  expect(made.asked.length).toBe(1);
  await made.pass(1_000);
  expect(made.asked.length).toBe(2);
});

test('while somebody’s token asks it is silent, and asks as soon as that has run out or is gone', async () => {
  const made = desk(saying('active'));
  const session = { tokens: true } as Session;
  made.session.set(session);
  made.watch.begin();
  await made.pass(DAY);
  expect(made.asked.length).toBe(0);
  made.session.set({ ...session, tokens: false });
  await made.pass();
  expect(made.asked.length).toBe(1);
  made.session.set(undefined);
  await made.pass();
  expect(made.asked.length).toBe(2);
});

test('an answer about what the PC was before it was enrolled anew destroys nothing', async () => {
  const made = desk(saying('revoked'));
  made.watch.begin();
  made.identity.set({ serverUrl: 'https://pusat.example.id', deviceId: 'd2' } as DeskIdentity);
  await made.pass();
  expect([made.asked.length, made.wiped()]).toEqual([1, 0]);
});

test('a desk that is not enrolled, or is closed, asks nothing', async () => {
  const made = desk(saying('revoked'));
  made.identity.set(undefined);
  made.watch.begin();
  await made.pass(DAY);
  made.identity.set({ serverUrl: 'https://pusat.example.id', deviceId: 'd1' } as DeskIdentity);
  made.watch.close();
  await made.pass(DAY);
  expect([made.asked.length, made.wiped()]).toEqual([0, 0]);
});
