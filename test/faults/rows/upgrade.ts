/** Row 21. */
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gate, must, type Row, same, until } from '../row.ts';
import { agrees, arrivedOnce } from '../truth.ts';
import { buildPage } from '../world.ts';

const scripts = async (folder: string): Promise<string[]> =>
  (await readdir(join(folder, 'assets'))).filter((name) => name.startsWith('index-')).toSorted();

export const upgradeInMidSync: Row = {
  number: 21,
  name: 'upgrade in mid-sync',
  expected:
    'head office serves another build while a push is under way; the page is loaded anew between the commit and its answer: the new build finds everything and sends the rest, each effect once',
  async run(world) {
    const folder = await mkdtemp(join(tmpdir(), 'loket-upgrade-'));
    const next = await mkdtemp(join(tmpdir(), 'loket-upgrade-next-'));
    world.onEnd(() => rm(folder, { recursive: true, force: true }));
    world.onEnd(() => rm(next, { recursive: true, force: true }));
    await cp(world.page, folder, { recursive: true });
    await buildPage(next, 'the next one');
    const server = await world.server({ renderer: folder });
    const proxy = await world.proxy(server.url);
    const desk = await world.desk({ url: proxy.url });
    const first = await scripts(folder);
    await proxy.line.cut();
    const saved = await desk.registerMany(20, 'sebelum versi baru');
    await proxy.line.mend();
    const hold = gate();
    const committed = proxy.next(/\/complaints\/push$/, { kind: 'hold', until: hold.opened });
    desk.startSending();
    await until('head office has the complaints, the desk does not know it', async () => {
      const rows = await world.office.db.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM documents WHERE collection = 'complaints' AND id = ANY($1)`,
        [saved.map(({ id }) => id)],
      );
      return rows[0]?.n === saved.length;
    });
    await rm(folder, { recursive: true, force: true });
    await cp(next, folder, { recursive: true });
    saved.push(await desk.register('sesaat sebelum dimuat ulang'));
    await desk.page.reload();
    hold.open();
    await committed;
    await desk.page.waitForFunction(() => window.desk !== undefined);
    const build = await desk.page.evaluate(
      () => (globalThis as unknown as { __loketBuild?: string }).__loketBuild,
    );
    same(build, 'the next one', 'build that runs');
    must((await scripts(folder)).join() !== first.join(), 'the builds have the same scripts');
    same(await desk.status(), 'ready', 'state of the desk');
    await desk.synced();
    saved.push(await desk.register('dengan versi baru'));
    await desk.synced();
    await arrivedOnce(world.office.db, saved);
    same(await desk.quarantine(), [], 'quarantine');
    await agrees(world.office.db, desk);
  },
};
