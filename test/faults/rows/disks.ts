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

const fill = async (file: string, folder: string): Promise<void> => {
  const handle = await open(file, 'w');
  const piece = Buffer.alloc(256 * 1024);
  try {
    for (;;) await handle.write(piece);
  } catch {
    // down to the last block
    const { bavail, bsize } = await statfs(folder);
    if (bavail > 0) await handle.write(Buffer.alloc(bavail * bsize)).catch(() => undefined);
  } finally {
    await handle.close();
  }
};

export const diskFull: Row = {
  number: 13,
  name: 'disk full',
  expected:
    'the profile lies on a tmpfs of 200 MB that is filled up: saving is refused as storage_full, in words; the lists of the directory still read (Chromium closes its store at the last byte, and the desk says why); what was saved is there after a kill, and goes to head office; with room again saving works',
  async run(world) {
    const profile = await world.profile();
    const small = await run('mount', ['-t', 'tmpfs', '-o', 'size=200m', 'tmpfs', profile]).then(
      () => true,
      () => false,
    );
    if (!small) throw new NotTestable('a small tmpfs needs root', 'row 14 refuses the same writes by quota');
    world.onEnd(() => run('umount', ['-l', profile]));
    const proxy = await world.proxy();
    const desk = await world.desk({ url: proxy.url, profile });
    const before = await desk.registerMany(3, 'sebelum penuh');
    await desk.synced();
    await proxy.line.cut();
    const ballast = join(profile, 'ballast');
    await fill(ballast, profile);
    const { saved, code } = await saveUntilRefused(desk, 2000);
    same(code, 'storage_full', 'what the person is told');
    // at the last byte Chromium closes its store; what was read before is still there to be looked at
    const listed = await desk.page.evaluate(
      async () => (await window.desk?.directory.list({ collection: 'complaints', limit: 10 }))?.total ?? 0,
    );
    must(listed >= before.length, 'the lists do not read');
    const failure = await desk.page.evaluate(() => window.desk?.failure.get()?.code ?? '');
    must(failure === '' || failure === 'storage_full', `the desk says ${failure}`);
    // with no room at all the desk is killed, room is made, and everything is there
    await desk.kill();
    await rm(ballast);
    await proxy.line.mend();
    await desk.open();
    await standsAtDesk(desk, [...before, ...saved]);
    const after = await desk.register('sesudah ada ruang');
    await desk.synced(120);
    await arrivedOnce(world.office.db, [...before, ...saved, after]);
    await agrees(world.office.db, desk);
    world.note(`${saved.length} more saved before it was full`);
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
