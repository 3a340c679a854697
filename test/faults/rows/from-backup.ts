/** Row 27: head office comes back from a backup. */
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCluster, urlOfRunning } from '#server/db/embedded/cluster.ts';
import { openPostgres } from '#server/db/pg.ts';
import { backup } from '#server/jobs/backup.ts';
import { restore } from '#server/jobs/restore.ts';
import { settled, signOut } from '../acting.ts';
import { type DeskPlace, FaultDesk } from '../desk.ts';
import { must, type Row, same, until } from '../row.ts';
import { ServerProcess } from '../server-process.ts';
import { agrees, arrivedOnce } from '../truth.ts';

/**
 * The entry of the staff list of a person whose account head office has lost: desks send it again (rule 24), and as no
 * branch may write it, it is refused. It is nobody's work here; the supervisor sees it, and gives it up.
 */
async function withoutLostStaff(desk: FaultDesk): Promise<void> {
  await signOut(desk);
  await desk.signIn('siti');
  await settled(desk);
  const refused = await desk.quarantine();
  same(
    refused.map(({ collection, code, mine }) => [collection, code, mine['kind'], mine['name']]),
    [['reference', 'not_allowed', 'staff', 'dewi']],
    'what the supervisor sees refused',
  );
  for (const { collection, id } of refused) {
    const given = await desk.page.evaluate(
      async (item) => (await window.desk?.sync.discard(item, 'Akun dibuat ulang oleh pusat.'))?.ok,
      { collection, id },
    );
    must(given, 'it could not be given up');
  }
  await settled(desk);
}

export const fromBackup: Row = {
  number: 27,
  name: "head office restored from last night's backup",
  expected:
    'the desks push again what is newer: a desk from before the backup and one enrolled after it lose nothing, and no number is formed twice; what head office itself had published and lost is refused to the branch, in its supervisor’s sight, and goes when it is given up',
  limit: 1200,
  async run(world) {
    const office = await ServerProcess.open({ branches: ['NGW'], renderer: world.page });
    world.onEnd(() => office.remove());
    const open = async (username: string): Promise<FaultDesk> => {
      await office.person(username, 'NGW');
      const place: DeskPlace = { profile: await world.profile(), url: office.url, branch: 'NGW', username };
      const desk = new FaultDesk(place);
      world.onEnd(() => desk.kill());
      await desk.open();
      await desk.enrol(await office.enrolmentCode('NGW'), username);
      await desk.signIn();
      await desk.synced();
      return desk;
    };
    await office.person('siti', 'NGW', 'supervisor');
    const rina = await open('rina');
    const saved = await rina.registerMany(5, 'sebelum cadangan');
    await settled(rina);
    const file = join(tmpdir(), `loket-faults-${process.pid}.backup`);
    world.onEnd(() => rm(file, { force: true }));
    const running = openPostgres((await urlOfRunning(office.folder)) ?? '');
    await backup(running, file, new Date());
    await running.close();
    const dewi = await open('dewi');
    saved.push(
      ...(await rina.registerMany(5, 'sesudah cadangan')),
      ...(await dewi.registerMany(5, 'kotak baru')),
    );
    const edited = saved[0]?.id ?? '';
    same(
      await rina.run('followUp', { id: edited, text: 'sesudah cadangan' }),
      '',
      'an edit after the backup',
    );
    await settled(rina);
    await settled(dewi);

    await office.stop();
    const cluster = await startCluster(office.folder);
    const db = openPostgres(cluster.url);
    await restore({ db, file, now: new Date(), replace: true });
    await db.close();
    await cluster.stop();
    await office.start();

    // people and desks of after the backup are made anew; where sessions have ended, people sign in again
    await office.person('dewi', 'NGW');
    await rina.sendNow();
    await dewi.sendNow();
    await rina.signIn();
    if ((await dewi.page.evaluate(() => window.desk?.mustEnrol.get())) === null)
      await dewi.signIn().catch(() => undefined);
    await dewi.enrol(await office.enrolmentCode('NGW'), 'dewi');
    await dewi.signIn();
    saved.push(await dewi.register('dengan kode baru'));
    const url = await urlOfRunning(office.folder);
    const now = openPostgres(url ?? '');
    world.onEnd(() => now.close());
    await until(
      'everything that was acknowledged is back',
      async () => {
        await settled(rina);
        await settled(dewi);
        const [there] = await now.query<{ n: number }>(
          `SELECT count(*)::int AS n FROM documents WHERE collection = 'complaints' AND id = ANY($1)`,
          [saved.map(({ id }) => id)],
        );
        return there?.n === saved.length;
      },
      120,
      async () => [await rina.quarantine(), await dewi.quarantine(), await rina.state(), await dewi.state()],
    );
    await arrivedOnce(now, saved);
    const numbers = saved.map(({ number }) => number);
    same(new Set(numbers).size, numbers.length, 'numbers on paper');
    for (const desk of [rina, dewi]) {
      await settled(desk);
      same(await desk.quarantine(), [], 'quarantine of who wrote');
      await withoutLostStaff(desk);
      await agrees(now, desk);
    }
  },
};
