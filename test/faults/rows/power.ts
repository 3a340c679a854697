/** Row 12: the power goes, and with it everything that was written and not synced. */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, truncate } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { FaultDesk, type Saved } from '../desk.ts';
import { must, NotTestable, type Row, same } from '../row.ts';
import { agrees, arrivedOnce } from '../truth.ts';
import { saveWithoutEnd, standsAtDesk } from './kills.ts';

const CUTS = 4;

/** Compiles the shim. @throws NotTestable without a C compiler for Linux. */
async function shim(folder: string): Promise<string> {
  const library = join(folder, 'unsynced.so');
  const source = join(import.meta.dirname, '..', 'unsynced.c');
  const made =
    process.platform === 'linux' &&
    promisify(execFile)('gcc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl']);
  await Promise.resolve(made || Promise.reject(new Error('no Linux'))).catch((thrown: unknown) => {
    throw new NotTestable(
      `no C compiler for the shim that forgets what was not synced (${String(thrown).slice(0, 80)})`,
      'row 11 kills the desk, and both databases are opened with strict durability',
    );
  });
  return library;
}

const filesUnder = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** Makes of `folder` what the disk would hold. @returns how many bytes were written and are gone. */
async function loseUnsynced(folder: string, kept: string): Promise<number> {
  let lost = 0;
  for (const file of await filesUnder(folder)) {
    const copy = join(kept, relative(folder, file));
    const written = await readFile(file);
    if (existsSync(copy)) {
      lost += Math.max(0, written.length - (await readFile(copy)).length);
      await cp(copy, file);
    } else {
      lost += written.length;
      await truncate(file);
    }
  }
  return lost;
}

/** Writes into a database that is not strict, and waits until the browser says it is done. */
const writeRelaxed = (desk: FaultDesk, value: string): Promise<void> =>
  desk.page.evaluate(
    (value) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('relaxed');
        opening.onupgradeneeded = () => opening.result.createObjectStore('probe');
        opening.onerror = () => reject(new Error('no probe'));
        opening.onsuccess = () => {
          const tx = opening.result.transaction('probe', 'readwrite', { durability: 'relaxed' });
          tx.objectStore('probe').put(value, value);
          tx.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    value,
  );

const readRelaxed = (desk: FaultDesk, value: string): Promise<boolean> =>
  desk.page.evaluate(
    (value) =>
      new Promise<boolean>((resolve) => {
        const opening = indexedDB.open('relaxed');
        opening.onupgradeneeded = () => opening.result.createObjectStore('probe');
        opening.onsuccess = () => {
          const asked = opening.result.transaction('probe').objectStore('probe').count(value);
          asked.onsuccess = () => {
            opening.result.close();
            resolve(asked.result > 0);
          };
        };
      }),
    value,
  );

export const powerCut: Row = {
  number: 12,
  name: 'power cut (un-fsynced writes lost)',
  expected:
    'Chromium runs with a library that keeps of each IndexedDB file only what fsync and fdatasync were asked for; after a SIGKILL the files are put back to that: everything that was told is there, while a probe written without strict durability is gone',
  limit: 1200,
  async run(world) {
    const folder = await mkdtemp(join(tmpdir(), 'loket-power-'));
    world.onEnd(() => rm(folder, { recursive: true, force: true }));
    const library = await shim(folder);
    const profile = await world.profile();
    const [watched, kept] = [join(profile, 'Default', 'IndexedDB'), join(folder, 'kept')];
    const env = { LD_PRELOAD: library, LOKET_CUT_WATCH: watched, LOKET_CUT_KEEP: kept };
    const proxy = await world.proxy();
    await mkdir(kept, { recursive: true });
    const desk = await world.desk({ url: proxy.url, profile, env });
    const saved: Saved[] = [];
    let [lost, probesLost] = [0, 0];
    for (let cut = 0; cut < CUTS; cut++) {
      await proxy.line.cut();
      const last = cut === CUTS - 1;
      if (last) {
        // nothing strict follows the probe, or it would be synced along with that
        await writeRelaxed(desk, 'before');
        saved.push(await desk.register('terakhir sebelum listrik padam'));
        await desk.waiting(3);
        await writeRelaxed(desk, 'after');
      } else {
        const told = await saveWithoutEnd(desk, `padam ${cut}`);
        await told.reached(2 + cut * 3);
        await desk.kill();
        saved.push(...told.saved);
      }
      await desk.kill();
      lost += await loseUnsynced(watched, kept);
      // what the disk holds now is where the next run begins
      await rm(kept, { recursive: true, force: true });
      await cp(watched, kept, { recursive: true });
      await proxy.line.mend();
      await desk.open();
      await standsAtDesk(desk, saved);
      if (last) {
        same(await readRelaxed(desk, 'before'), true, 'the probe before a strict write');
        if (!(await readRelaxed(desk, 'after'))) probesLost++;
      }
    }
    same(probesLost, 1, 'probes lost that were not strict (or the cut forgets nothing)');
    must(lost > 0, 'no byte was lost');
    await desk.synced(120);
    await arrivedOnce(world.office.db, saved);
    await agrees(world.office.db, desk);
    world.note(
      `${CUTS} cuts, ${saved.length} told to be saved, 0 lost; ${lost} bytes that were not synced are gone`,
    );
  },
};
