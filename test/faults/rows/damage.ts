/** Rows 15 and 16: the desk's databases are damaged, or gone. */
import { existsSync } from 'node:fs';
import { open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FaultDesk, Saved } from '../desk.ts';
import { must, type Row, same, until } from '../row.ts';
import { agrees, arrivedOnce } from '../truth.ts';
import type { World } from '../world.ts';

const storeOf = (profile: string): string => join(profile, 'Default', 'IndexedDB');

const filesUnder = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** Overwrites a stretch in the middle of each file that `which` picks. @returns how many. */
async function damage(profile: string, which: (name: string) => boolean): Promise<number> {
  const files = (await filesUnder(storeOf(profile))).filter(which);
  for (const file of files) {
    const { size } = await stat(file);
    const handle = await open(file, 'r+');
    await handle.write(Buffer.alloc(Math.max(64, size >> 1), 0x5a), 0, undefined, size >> 2);
    await handle.close();
  }
  return files.length;
}

interface Past {
  readonly deskCode: string;
  readonly rescued: number;
}

/** What a desk is told that was one and has lost what it knew; undefined when nothing is told. */
const pastOf = (desk: FaultDesk): Promise<Past | undefined> =>
  desk.page.evaluate(() => {
    const { past } = (window.desk ?? {}) as { past?: { get(): Past | undefined } };
    return past?.get();
  });

/** The new enrolment of a PC that lost its data. @returns the new desk code. */
async function enrolAnew(world: World, desk: FaultDesk): Promise<string> {
  await desk.enrol(await world.office.enrolmentCode(desk.place.branch), 'Loket 1 lagi');
  await desk.signIn();
  await desk.synced(120);
  return desk.page.evaluate(() => window.desk?.identity.get()?.deskCode ?? '');
}

/** Opens the profile again and brings the desk back to work, whatever the fault has left of it. */
async function recovered(world: World, desk: FaultDesk, how: string): Promise<string> {
  await until('the desk says how it stands', async () => (await desk.status()) !== 'starting', 60);
  const opening = await desk.status();
  if (opening === 'failed') {
    // Chromium opens a damaged store not at all at first, and says so; the person loads the page again
    const code = await desk.page.evaluate(() => window.desk?.failure.get()?.code ?? '');
    same(code, 'database_failed', 'what the desk says of a store that does not open');
    await desk.goto('/?again');
    await until('the desk says how it stands', async () => (await desk.status()) !== 'starting', 60);
  }
  const status = await desk.status();
  must(status !== 'unenrolled', `${how}: a calm empty start`);
  if (status === 'lost') {
    const past = await pastOf(desk);
    must(past, `${how}: nothing is said of the desk that this PC was`);
    await enrolAnew(world, desk);
    return `${how}: lost, ${past.rescued} entries rescued`;
  }
  must(status === 'ready' || status === 'signed-out', `${how}: the desk stays ${status}`);
  if (status === 'signed-out') await desk.signIn();
  await desk.synced(120);
  return `${how}: ${status}`;
}

export const corruptDatabase: Row = {
  number: 15,
  name: 'corrupt local database',
  expected:
    "half of each file is overwritten while the desk is closed, first the tables and logs of the browser's store, then its manifest: noticed at the start (the store does not open, then is gone, and the marker says whose it was), rebuilt from head office and from the journal's copy, unsent work included",
  limit: 1200,
  async run(world) {
    const kinds: readonly (readonly [string, (name: string) => boolean])[] = [
      ['tables and logs', (name) => /\.(ldb|log|db|sqlite|db-wal)$/.test(name)],
      ['manifest', (name) => /MANIFEST|\.db$/.test(name)],
    ];
    for (const [how, which] of kinds) {
      const proxy = await world.proxy();
      const desk = await world.desk({ url: proxy.url, name: `Loket ${how}` });
      const saved: Saved[] = await desk.registerMany(5, 'sudah terkirim');
      await desk.synced();
      await proxy.line.cut();
      saved.push(...(await desk.registerMany(5, 'belum terkirim')));
      await desk.waiting(15);
      await desk.close();
      must((await damage(desk.place.profile, which)) > 0, `nothing to damage (${how})`);
      await proxy.line.mend();
      await desk.open();
      world.note(await recovered(world, desk, how));
      const after = await desk.register('sesudah dipulihkan');
      await desk.synced();
      await arrivedOnce(world.office.db, [...saved, after]);
      await agrees(world.office.db, desk);
      await desk.kill();
    }
  },
};

export const wipedProfile: Row = {
  number: 16,
  name: 'profile evicted or wiped',
  expected:
    "evicted (IndexedDB, files and caches of the page gone): the marker outside says which desk this was, a new enrolment gives a new device and desk code. Wiped whole: in a browser nothing can be left, so nothing works without a new code from the branch, and no number comes twice (the shell's marker stands outside the profile)",
  async run(world) {
    const desk = await world.desk();
    const saved: Saved[] = await desk.registerMany(3, 'sebelum hilang');
    await desk.synced();
    const first = await desk.page.evaluate(() => window.desk?.identity.get());
    await desk.close();
    for (const part of ['IndexedDB', 'File System', 'Service Worker'])
      await rm(join(desk.place.profile, 'Default', part), { recursive: true, force: true });
    await rm(join(desk.place.profile, 'Default', 'WebStorage'), { recursive: true, force: true });
    await desk.open();
    await until('the desk says how it stands', async () => (await desk.status()) !== 'starting', 60);
    same(await desk.status(), 'lost', 'status after eviction');
    same((await pastOf(desk))?.deskCode, first?.deskCode, 'the desk that this PC was');
    const refused = await desk.tryRegister('tanpa pendaftaran');
    must('code' in refused, 'something was saved without an enrolment');
    await enrolAnew(world, desk);
    const second = await desk.page.evaluate(() => window.desk?.identity.get());
    must(second && first && second.deviceId !== first.deviceId, 'the device id is the old one');
    must(second.deskCode !== first.deskCode, 'the desk code is the old one');
    saved.push(await desk.register('sesudah dikosongkan'));
    await desk.synced();

    await desk.close();
    const { profile } = desk.place;
    for (const name of await readdir(profile))
      await rm(join(profile, name), { recursive: true, force: true });
    must(existsSync(profile), 'the folder is gone');
    await desk.open();
    same(await desk.status(), 'unenrolled', 'status of an empty profile');
    must('code' in (await desk.tryRegister('tanpa pendaftaran')), 'something was saved without an enrolment');
    const third = await enrolAnew(world, desk);
    must(third !== first.deskCode && third !== second.deskCode, 'the desk code is an old one');
    saved.push(await desk.register('sesudah dihapus'));
    await desk.synced();
    same(new Set(saved.map(({ number }) => number)).size, saved.length, 'numbers');
    await arrivedOnce(world.office.db, saved);
    await agrees(world.office.db, desk);
  },
};
