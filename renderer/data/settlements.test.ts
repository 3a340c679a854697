import { expect, test } from 'vitest';
import { fail, ok, type Result } from '#shared/errors/errors.ts';
import { Settlements } from './settlements.ts';

function office() {
  const settings = new Map<string, unknown>();
  const sent: unknown[] = [];
  const world = { answer: ok(undefined) as Result<unknown> };
  const open = () =>
    new Settlements({
      db: {
        setting: <T>(key: string) => Promise.resolve(settings.get(key) as T | undefined),
        set: (key, value) => {
          settings.set(key, value);
          return Promise.resolve();
        },
      },
      send: (_method, path, body) => {
        expect(path).toBe('/api/refusals/settle');
        if (world.answer.ok) sent.push(body);
        return Promise.resolve(world.answer);
      },
    });
  return { world, sent, open };
}
const request = (id: string) => ({ collection: 'customers', id, rev: 'r', reason: 'Salah ketik' }) as const;

test('what was given up offline is told when the desk is connected again, also by another run of the program', async () => {
  const { world, sent, open } = office();
  world.answer = fail('offline', 'retryable');
  const first = open();
  await Promise.all([first.add(request('a')), first.add(request('b'))]);
  world.answer = ok(undefined);
  await open().flush();
  expect(sent).toEqual([request('a'), request('b')]);
  await open().flush();
  expect(sent).toHaveLength(2);
});

test('what head office does not take does not hold the others up', async () => {
  const { world, sent, open } = office();
  world.answer = fail('not_found', 'permanent');
  const settlements = open();
  await settlements.add(request('a'));
  world.answer = ok(undefined);
  await settlements.add(request('b'));
  expect(sent).toEqual([request('b')]);
});
