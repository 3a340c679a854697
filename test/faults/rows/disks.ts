/** Rows 13 and 14: no room. */
import { execFile } from 'node:child_process';
import { open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { FaultDesk, Saved } from '../desk.ts';
import { must, NotTestable, type Row, same, until } from '../row.ts';
import { agrees, arrivedOnce } from '../truth.ts';
import { standsAtDesk } from './kills.ts';

const run = promisify(execFile);

/** Saves until it is refused. @returns what was told to be saved, and what the refusal said. */
async function saveUntilRefused(desk: FaultDesk, most: number): Promise<{ saved: Saved[]; code: string }> {
  const saved: Saved[] = [];
  // long texts, so that it does not take thousands
  const words = 'Kiriman belum sampai. '.repeat(300);
  while (saved.length < most) {
    const said = await desk.tryRegister(words);
    if ('code' in said) return { saved, code: said.code };
    saved.push(said);
  }
  return { saved, code: '' };
}

/** Fills the disk up but for `room` bytes; with 0 to its very last block. */
async function fill(file: string, folder: string, room: number): Promise<void> {
  const handle = await open(file, 'a');
  const free = async (): Promise<number> => {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize - room;
  };
  try {
    for (let left = await free(); left > 0; left = await free())
      await handle.write(Buffer.alloc(Math.min(left, 1024 * 1024)));
  } finally {
    await handle.close();
  }
}

/** Every list, every document and the directory, also what nobody has looked at before. */
async function reads(desk: FaultDesk, complaints: readonly Saved[], said: string): Promise<void> {
  same([await desk.status(), await failureOf(desk)], ['ready', ''], `the desk ${said}`);
  const held = await desk.holds();
  for (const collection of ['complaints', 'customers', 'activities', 'reference'])
    must(
      held.filter((doc) => doc.collection === collection).length >= complaints.length,
      `${collection} ${said}`,
    );
  for (const { id, number } of complaints)
    must(await desk.opens('complaints', id), `${number} does not open ${said}`);
  const listed = await desk.page.evaluate(
    async () => (await window.desk?.directory.list({ collection: 'complaints', limit: 10 }))?.total ?? 0,
  );
  must(listed >= complaints.length, `the lists of the directory do not read ${said}`);
}

const failureOf = (desk: FaultDesk): Promise<string> =>
  desk.page.evaluate(() => window.desk?.failure.get()?.code ?? '');

/** Less than Loket keeps free for itself, more than nothing. */
const LITTLE = 20 * 1024 * 1024;

export const diskFull: Row = {
  number: 13,
  name: 'disk full',
  expected:
    'the profile lies on a tmpfs of 200 MB, in a browser that tells the disk’s own figures, as the desktop program does. Filled up but for 20 MB, then to the last byte: saving is refused as storage_full, sync says why it waits, every list and document still reads; started on the full disk, the desk says so and touches nothing; with room again everything is there, goes to head office, and saving works',
  async run(world) {
    const profile = await world.profile();
    const small = await run('mount', ['-t', 'tmpfs', '-o', 'size=200m', 'tmpfs', profile]).then(
      () => true,
      () => false,
    );
    if (!small) throw new NotTestable('a small tmpfs needs root', 'row 14 refuses the same writes by quota');
    world.onEnd(() => run('umount', ['-l', profile]));
    const proxy = await world.proxy();
    // without it Chromium answers with a share of its own invention, and evicts a page that fills the disk
    const desk = await world.desk({ url: proxy.url, profile, flags: ['--unlimited-storage'] });
    const sent = await desk.registerMany(3, 'sebelum penuh');
    await desk.synced();
    await proxy.line.cut();
    const unsent = await desk.registerMany(3, 'belum terkirim');
    await desk.waiting(3);
    const before = [...sent, ...unsent];
    const ballast = join(profile, 'ballast');
    for (const [room, said] of [
      [LITTLE, 'with 20 MB left'],
      [0, 'at the last byte'],
    ] as const) {
      await fill(ballast, profile, room);
      const { saved, code } = await saveUntilRefused(desk, 2000);
      same([saved.length, code], [0, 'storage_full'], `what the person is told ${said}`);
      await reads(desk, before, said);
    }
    await proxy.line.mend();
    await desk.sendNow();
    const { reason } = await desk.state();
    same(reason?.code, 'storage_full', 'why the sync waits');
    await reads(desk, before, 'after a try to sync');
    await desk.kill();
    await desk.open();
    same(
      [await desk.status(), await failureOf(desk)],
      ['failed', 'storage_full'],
      'a start on the full disk',
    );
    await desk.kill();
    await rm(ballast);
    await desk.open();
    await standsAtDesk(desk, before);
    const after = await desk.register('sesudah ada ruang');
    await desk.synced(120);
    await arrivedOnce(world.office.db, [...before, after]);
    await agrees(world.office.db, desk);
  },
};

export const quotaExceeded: Row = {
  number: 14,
  name: 'quota exceeded',
  expected:
    'the quota of the origin is set to what is used: saving is refused as storage_full, lists still read, nothing already saved is lost; with more quota saving works without a restart',
  async run(world) {
    const proxy = await world.proxy();
    const desk = await world.desk({ url: proxy.url });
    const before = await desk.registerMany(3, 'sebelum kuota');
    await desk.synced();
    await proxy.line.cut();
    const session = await desk.browser.context.newCDPSession(desk.page);
    const origin = proxy.url;
    const { usage } = await session.send('Storage.getUsageAndQuota', { origin });
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: Math.ceil(usage) + 64 * 1024 });
    const { saved, code } = await saveUntilRefused(desk, 2000);
    same(code, 'storage_full', 'what the person is told');
    await standsAtDesk(desk, [...before, ...saved]);
    await session.send('Storage.overrideQuotaForOrigin', { origin });
    let after: Saved | undefined;
    await until('saving works again', async () => {
      const said = await desk.tryRegister('sesudah ada kuota');
      if ('number' in said) after = said;
      return after !== undefined;
    });
    must(after, 'nothing saved');
    await proxy.line.mend();
    await desk.sendNow();
    await desk.synced(120);
    await arrivedOnce(world.office.db, [...before, ...saved, after]);
    await agrees(world.office.db, desk);
    world.note(`${saved.length} more saved before the quota`);
  },
};
