import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMarker } from './marker.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'loket-marker-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('the marker outlives the program, is replaced whole, and goes when it is emptied', async () => {
  const file = path.join(folder, 'Loket Desk', 'desk.json');
  const marker = createMarker(file, () => undefined);
  expect(await marker.get()).toEqual({ ok: true, value: '' });
  expect((await marker.set('{"desk":"D1"}')).ok).toBe(true);
  expect((await marker.set('{"desk":"D2"}')).ok).toBe(true);
  expect(await createMarker(file, () => undefined).get()).toEqual({ ok: true, value: '{"desk":"D2"}' });
  expect(await readdir(path.dirname(file))).toEqual(['desk.json']);
  await marker.set('');
  expect(await marker.get()).toEqual({ ok: true, value: '' });
});

test('a folder that cannot be written is said, not thrown', async () => {
  const said: string[] = [];
  await writeFile(path.join(folder, 'in-the-way'), '');
  const marker = createMarker(path.join(folder, 'in-the-way', 'desk.json'), (line) => said.push(line));
  expect((await marker.set('x')).ok).toBe(false);
  expect(said).toHaveLength(1);
});
