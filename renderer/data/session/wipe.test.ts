import { expect, test } from 'vitest';
import { fail, ok, type Result } from '#shared/errors/errors.ts';
import type { Host } from '#shared/host/host.ts';
import type { DeskMarker } from './marker.ts';
import { readMarker } from './marker.ts';
import { beginWipe, goOnWiping, proofPlace, type WipeParts } from './wipe.ts';

const MARKER: DeskMarker = {
  serverUrl: 'https://pusat.example.id',
  company: 'PT Contoh',
  branchCode: 'NGW',
  branchName: 'Ngawi',
  deskCode: 'D1',
  deskName: 'Loket 1',
  deviceId: 'd1',
  demo: false,
  data: 'loket-ngw-d1',
  enrolledAt: '2026-03-05T07:00:00.000Z',
};
const AT = '2026-03-06T07:00:00.000Z';

/** A PC whose places outlive its runs; `dieAt` ends a run at a step. */
function pc() {
  let text = JSON.stringify(MARKER);
  const secrets = new Map([
    ['device-secret', 's1'],
    ['refresh.u1', 'r1'],
  ]);
  const local = new Map<string, string>();
  const databases = new Set(['rxdb-dexie-loket-ngw-d1--0--customers', 'loket-desk']);
  const done: string[] = [];
  const told: unknown[] = [];
  let copies = true;
  let dieAt = '';
  let answer: Result<unknown> = ok({});
  const host = {
    capabilities: new Set(),
    marker: {
      read: async () => ({ text, missing: 0 }),
      write: async (next: string) => {
        text = next;
        return true;
      },
      clear: async () => void (text = ''),
    },
    secrets: {
      get: async (key: string) => ok(secrets.get(key)),
      delete: async (key: string) => {
        secrets.delete(key);
        return ok(undefined);
      },
    },
  } as unknown as Host;
  const storage = {
    getItem: (key: string) => local.get(key) ?? null,
    setItem: (key: string, value: string) => void local.set(key, value),
    removeItem: (key: string) => void local.delete(key),
  } as unknown as Storage;
  const parts: WipeParts = {
    host,
    proof: proofPlace(host, storage),
    mirror: { clear: async () => void (copies = false) },
    secretKeys: async () => [...secrets.keys()],
    requestsTo: () => ({
      send: async (_method, path, body) => {
        if (answer.ok) told.push([path, body]);
        return answer;
      },
      open: async () => fail('network', 'retryable'),
      interrupt: () => undefined,
    }),
    close: async () => undefined,
    databases: async () => [...databases],
    destroy: async (name) => void databases.delete(name),
    onStep: async (step) => {
      done.push(step);
      if (step === dieAt) throw new Error('killed');
    },
  };
  return {
    parts,
    done,
    told,
    left: () => ({ secrets: secrets.size, databases: databases.size, copies }),
    local,
    marker: () => readMarker(host.marker),
    dieAt: (step: string) => (dieAt = step),
    answer: (next: Result<unknown>) => (answer = next),
  };
}
const begin = (made: ReturnType<typeof pc>) => beginWipe(made.parts, MARKER, { at: AT, unsent: 3 }, 's1');

test('a revoked PC destroys secrets first, then the databases, then tells head office and forgets the proof', async () => {
  const made = pc();
  expect(await made.marker()).not.toHaveProperty('wipe');
  await goOnWiping(made.parts, await begin(made));
  expect(made.done).toEqual([
    'wiped secrets',
    'wiped loket-desk',
    'wiped rxdb-dexie-loket-ngw-d1--0--customers',
    'wiped copies',
    'wiped',
  ]);
  expect(made.left()).toEqual({ secrets: 0, databases: 0, copies: false });
  expect(made.told).toEqual([['/api/devices/d1/wiped', { deviceSecret: 's1' }]]);
  expect(made.local.size).toBe(0);
  expect(await made.marker()).toMatchObject({
    branchName: 'Ngawi',
    wipe: { at: AT, unsent: 3, done: true, told: true },
  });
});

test('killed at any step, the next start goes on to the same end', async () => {
  const whole = pc();
  await goOnWiping(whole.parts, await begin(whole));
  for (const step of whole.done) {
    const made = pc();
    const marker = await begin(made);
    made.dieAt(step);
    await expect(goOnWiping(made.parts, marker)).rejects.toThrow('killed');
    made.dieAt('');
    const found = await made.marker();
    expect(found?.wipe, `killed at ${step}`).toBeDefined();
    if (found) await goOnWiping(made.parts, found);
    expect(made.left(), `killed at ${step}`).toEqual({ secrets: 0, databases: 0, copies: false });
    expect(made.told).toHaveLength(1);
  }
});

test('without head office the wipe is whole; it is told at a later start', async () => {
  const made = pc();
  made.answer(fail('network', 'retryable'));
  await goOnWiping(made.parts, await begin(made));
  expect(made.left()).toEqual({ secrets: 0, databases: 0, copies: false });
  expect((await made.marker())?.wipe).toMatchObject({ done: true, told: false });
  expect(made.local.size).toBe(1);
  made.answer(ok({}));
  const marker = await made.marker();
  if (marker) await goOnWiping(made.parts, marker);
  expect((await made.marker())?.wipe?.told).toBe(true);
  expect(made.local.size).toBe(0);
});
