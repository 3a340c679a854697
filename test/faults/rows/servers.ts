/** Several servers, slow commits, a full disk at head office (rows 29 to 31). */
import { spawnSync } from 'node:child_process';
import { mkdtemp, open, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RULES } from '#server/rules.ts';
import { pushIn } from '#server/sync/push.ts';
import type { Actor } from '#shared/domain/actor.ts';
import type { LoketError } from '#shared/errors/errors.ts';
import { has, settled } from '../acting.ts';
import { gate, must, NotTestable, type Row, same, until } from '../row.ts';
import { ServerProcess } from '../server-process.ts';
import { agrees, arrivedOnce, contentOf, stored } from '../truth.ts';

const twoServers: Row = {
  number: 29,
  name: 'two application servers',
  expected:
    'desks of one branch at two servers see each other’s work at once, and edits of one document meet',
  async run(world) {
    const second = await world.server();
    const a = await world.desk({ name: 'A' });
    const b = await world.desk({ name: 'B', url: second.url });
    const saved = [await a.register('di server satu'), await b.register('di server dua')];
    await until('each has what the other one wrote', async () => {
      const [one, two] = saved;
      return !!one && !!two && (await has(b, 'complaints', one.id)) && (await has(a, 'complaints', two.id));
    });
    const id = saved[0]?.id ?? '';
    await Promise.all([a.run('followUp', { id, text: 'A' }), b.run('handOver', { id, divisionId: 'klaim' })]);
    await Promise.all([settled(a), settled(b)]);
    await Promise.all([settled(a), settled(b)]);
    const row = await stored(world.office.db, 'complaints', id);
    same(row && contentOf(row)['divisionId'], 'klaim', 'the hand-over');
    await arrivedOnce(world.office.db, saved);
    for (const desk of [a, b]) await agrees(world.office.db, desk);
  },
};

const outOfOrder: Row = {
  number: 30,
  name: 'commits out of order',
  expected: 'a transaction that began first and commits last is not skipped by a desk that pulls meanwhile',
  async run(world) {
    const desk = await world.desk();
    const { db } = world.office;
    const [user] = await db.query<{ id: string; name: string }>(
      'SELECT id, name FROM users WHERE branch_id = $1',
      [world.branch],
    );
    must(user, 'nobody');
    const actor: Actor = { userId: user.id, name: user.name, role: 'frontliner', branchId: world.branch };
    const at = new Date().toISOString();
    const by = { id: user.id, name: user.name };
    const note = (id: string) => {
      const doc = {
        id,
        rev: `${id}-1`,
        ver: 0,
        _deleted: false,
        branchId: world.branch,
        createdBy: by,
        createdAt: at,
        updatedBy: by,
        updatedAt: at,
        clock: { offset: 0, uncertainty: 0 },
        kind: 'note',
        at,
        customerId: 'nobody',
        complaintId: '',
        text: id,
      };
      return { id, rev: doc.rev, base: null, doc };
    };
    const scope = new Set(['global', `b:${world.branch}`]);
    const write = (id: string, before?: Promise<void>): Promise<void> =>
      db.tx(async (tx) => {
        await pushIn(tx, {
          collection: 'activities',
          rows: [note(id)],
          writer: { actor, scope },
          rules: RULES,
          now: new Date(),
        });
        await before;
      });
    const ids: string[] = [];
    for (let round = 0; round < 5; round++) {
      const slow = gate();
      const [first, second] = [`slow-${round}`, `fast-${round}`];
      ids.push(first, second);
      const late = write(first, slow.opened);
      await until('the slow transaction holds its number', async () => {
        const [waiting] = await db.query<{ n: number }>(
          `SELECT count(*)::int AS n FROM pg_stat_activity WHERE state = 'idle in transaction'`,
        );
        return (waiting?.n ?? 0) > 0;
      });
      const early = write(second);
      await desk.sendNow();
      same(await has(desk, 'activities', first), false, 'a version that is not committed was told');
      slow.open();
      await Promise.all([late, early]);
      await desk.sendNow();
    }
    await until('the desk has all of them', async () => {
      const held = new Set((await desk.holds(['activities'])).map(({ id }) => id));
      return ids.every((id) => held.has(id));
    });
    await agrees(db, desk);
  },
};

const MEGABYTE = 1024 * 1024;

const fullServer: Row = {
  number: 31,
  name: "head office's disk full",
  expected:
    '503 with Retry-After; the desk keeps everything, says that head office does not answer and when it tries again; with room again everything arrives once',
  limit: 1200,
  async run(world) {
    const folder = await mkdtemp(join(tmpdir(), 'loket-small-'));
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=160m,mode=0755', 'tmpfs', folder]);
    if (mounted.status !== 0)
      throw new NotTestable(
        'no small disk can be mounted here',
        'SQLSTATE 53100 answers 503 in test/contract',
      );
    world.onEnd(async () => {
      spawnSync('umount', ['-l', folder]);
      await rm(folder, { recursive: true, force: true });
    });
    const office = await ServerProcess.open({ folder, branches: ['NGW'], renderer: world.page });
    world.onEnd(() => office.remove());
    await office.person('rina', 'NGW');
    const { FaultDesk } = await import('../desk.ts');
    const desk = new FaultDesk({
      profile: await world.profile(),
      url: office.url,
      branch: 'NGW',
      username: 'rina',
    });
    world.onEnd(() => desk.kill());
    await desk.open();
    await desk.enrol(await office.enrolmentCode('NGW'), 'Loket 1');
    await desk.signIn();
    await desk.synced();
    const saved = [await desk.register('sebelum penuh')];
    await settled(desk);

    const ballast = join(folder, 'ballast');
    const { bavail, bsize } = await statfs(folder);
    const file = await open(ballast, 'w');
    const block = Buffer.alloc(MEGABYTE);
    for (let left = bavail * bsize; left > 0; left -= MEGABYTE) {
      const { bytesWritten } = await file.write(block).catch(() => ({ bytesWritten: 0 }));
      if (bytesWritten === 0) break;
    }
    await file.close();
    const big = 'x'.repeat(7000);
    let refused: LoketError | undefined;
    for (let n = 0; n < 400 && !refused; n++) {
      const saidNow = await desk.tryRegister(`${n} ${big}`);
      must('number' in saidNow, 'the desk refused to save while head office was full');
      saved.push(saidNow);
      if (n % 10 !== 9) continue;
      await desk.sendNow();
      const { kind, reason, retryAt } = await desk.state();
      if (kind === 'unreachable') {
        must(retryAt, 'the desk does not say when it tries again');
        must(
          ['server_busy', 'unavailable', 'network'].includes(reason?.code ?? ''),
          `reason ${reason?.code}`,
        );
        refused = reason ?? undefined;
      }
    }
    must(refused, 'the disk never got full');
    // without an answer the database has ended itself; otherwise the desk heard when it may come again
    const after = Number(refused.detail?.['retryAfter'] ?? 0);
    must(refused.code === 'network' || after > 0, `${refused.code} without Retry-After`);
    world.note(`${refused.code}, Retry-After ${after}`);
    world.note(`${saved.length} saved at the desk meanwhile`);
    await rm(ballast);
    await until(
      'head office answers again',
      async () => (await fetch(`${office.url}/health`).catch(() => undefined))?.status === 200,
    ).catch(async () => {
      await office.kill();
      await office.start();
    });
    await settled(desk);
    const { body } = await office.api<{ rows: { id: string }[]; more: boolean }>(
      'POST',
      '/api/sync/complaints/pull',
      { checkpoint: null, limit: 5000 },
      await office.token('rina'),
    );
    const there = body.rows.map(({ id }) => id).filter((id) => saved.some((one) => one.id === id));
    same(
      [there.length, new Set(there).size],
      [saved.length, saved.length],
      'complaints at head office in the end',
    );
  },
};

export const SERVERS: readonly Row[] = [twoServers, outOfOrder, fullServer];
