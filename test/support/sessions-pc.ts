/** A PC whose disk outlives its runs, and a head office that can be cut off: for tests of sessions. */
import { fail, ok, type Result } from '#shared/errors/errors.ts';
import type { DeskDatabase } from '#renderer/data/journal/database.ts';
import { Sessions } from '#renderer/data/session/sessions.ts';
import { DeskClock } from '#renderer/data/sync/clock.ts';
import type { Requests } from '#renderer/data/sync/requests.ts';

export const DAY = 24 * 3600_000;
export const URL = 'https://pusat.example.id';

export function pc() {
  let wall = Date.parse('2026-03-05T07:00:00Z');
  let steady = 0;
  let held = 0;
  let full = false;
  let machine: string | undefined = 'm1';
  let devices = 0;
  let answer: (path: string, body: unknown) => Result<unknown> | undefined = () => undefined;
  const disk = new Map<string, unknown>();
  const settings = new Map<string, string>();
  const chosen: string[] = [];
  const iso = (ms: number): string => new Date(ms).toISOString();
  const db = {
    setting: async (key: string) => disk.get(key),
    set: async (key: string, value: unknown) => {
      if (full) throw Object.assign(new Error('full'), { name: 'QuotaExceededError' });
      disk.set(key, value);
    },
    settings: { delete: async (key: string) => void disk.delete(key) },
    transaction: (_: string, _table: unknown, run: () => Promise<void>) => run(),
  } as unknown as DeskDatabase;
  const office = (path: string, body: unknown): Result<unknown> => {
    const given = body as Record<string, string> | undefined;
    if (path === '/api/setup')
      return ok({ setupNeeded: false, setupCodeNeeded: false, company: 'PT Contoh', demo: false });
    if (path === '/api/devices/enrol')
      return ok({
        deviceId: `d${++devices}`,
        deviceSecret: `s${devices}`,
        deskCode: `D${devices}`,
        branch: { code: 'NGW', name: 'Ngawi', zone: 'Asia/Jakarta' },
        company: 'PT Contoh',
        demo: false,
      });
    if (given?.['password'] !== 'rahasia123') return fail('wrong_credentials');
    return ok({
      accessToken: 'a1',
      refreshToken: 'r1',
      actor: {
        userId: 'u1',
        name: 'Sri',
        role: 'cs',
        branchId: 'NGW',
        deviceId: given['deviceId'],
        deskCode: `D${devices}`,
      },
      expiresAt: iso(wall + 900_000),
      leaseUntil: iso(wall + 7 * DAY),
      now: iso(wall),
    });
  };
  const run = async (): Promise<Sessions> => {
    const sessions = new Sessions({
      db,
      secrets: {
        get: async (key) => settings.get(key),
        set: async (key, value) => void settings.set(key, value),
        delete: async (key) => void settings.delete(key),
      },
      clock: new DeskClock({ wall: () => wall, steady: () => steady }),
      steady: () => steady,
      unsent: async () => held,
      requestsTo: (): Requests => ({
        send: async (_, path, body) => answer(path, body) ?? office(path, body),
        open: () => Promise.resolve(fail('network', 'retryable')),
        interrupt: () => undefined,
      }),
      choose: async (origin) => {
        chosen.push(origin);
        return ok(undefined);
      },
      machineId: async () => machine,
      hash: async (password, salt) => new Uint8Array([...salt, ...new TextEncoder().encode(password)]),
    });
    await sessions.load();
    return sessions;
  };
  return {
    run,
    settings,
    chosen,
    pass: (ms: number) => {
      wall += ms;
      steady += Math.max(0, ms);
    },
    setClock: (ms: number) => (wall += ms),
    holds: (count: number) => (held = count),
    fill: (on: boolean) => (full = on),
    moveTo: (id: string) => (machine = id),
    office: (next: typeof answer) => (answer = next),
    cut: (code = 'network') => (answer = () => fail(code, 'retryable')),
  };
}

export const enrolment = { url: URL, code: '7KQM-X2RD', deskName: 'Loket 1' };
export const right = { username: ' Sri ', password: 'rahasia123' };
export const wrong = { username: 'sri', password: 'salah' };

export async function atWork() {
  const made = pc();
  const sessions = await made.run();
  await sessions.enrol(enrolment);
  await sessions.signIn(right);
  return { ...made, sessions };
}
