/** Copies of disks: a cloned desk, a lagging replica (rows 24, 26). */
import { cp } from 'node:fs/promises';
import { pino } from 'pino';
import { openPostgres } from '#server/db/pg.ts';
import { startServer } from '#server/start.ts';
import type { PullResponse } from '#shared/sync/messages.ts';
import { ADMIN, PASSWORD } from '#test/support/head-office.ts';
import { removeProfile } from '#test/support/chromium.ts';
import { MemoryDesk } from '#test/support/memory-desk.ts';
import { openReplicated } from '#test/support/replica.ts';
import { has, settled } from '../acting.ts';
import { type DeskPlace, FaultDesk, type Saved } from '../desk.ts';
import { must, type Row, same, until } from '../row.ts';
import { agrees, arrivedOnce } from '../truth.ts';

const clonedDisk: Row = {
  number: 24,
  name: 'a cloned disk (the same device twice)',
  expected:
    'head office notices and, as nobody knows which is the copy, tells both to take a new desk code; enrolled anew in the same profiles, everything that was saved arrives, no number twice',
  limit: 1200,
  async run(world) {
    const first = await world.desk();
    const saved: Saved[] = await first.registerMany(2, 'sebelum disalin');
    await settled(first);
    await first.close();
    const copy = `${first.place.profile}-copy`;
    await cp(first.place.profile, copy, { recursive: true });
    world.onEnd(() => removeProfile(copy));
    await first.open();
    const second = new FaultDesk({ ...first.place, profile: copy });
    world.onEnd(() => second.kill());
    await second.open();
    const work = async (desk: FaultDesk, text: string): Promise<void> => {
      if ((await desk.status()) === 'signed-out') await desk.signIn();
      const said = await desk.tryRegister(text);
      if ('number' in said) saved.push(said);
      await desk.sendNow();
    };
    await until(
      'both are told to enrol anew',
      async () => {
        for (const desk of [first, second]) await work(desk, 'dua-duanya bekerja').catch(() => undefined);
        const states = await Promise.all(
          [first, second].map((desk) => desk.page.evaluate(() => window.desk?.mustEnrol.get())),
        );
        return states.every((state) => state === 'device_cloned');
      },
      120,
      async () => ({ first: await first.state(), second: await second.state() }),
    );
    const codes: string[] = [];
    for (const desk of [first, second]) {
      const said = await desk.tryRegister('tanpa nomor');
      must(
        'code' in said && said.code === 'desk_code_needed',
        `a number was formed: ${JSON.stringify(said)}`,
      );
      await desk.enrol(await world.office.enrolmentCode(world.branch), 'Loket baru');
      await desk.signIn();
      const one = await desk.register('dengan kode baru');
      saved.push(one);
      codes.push(one.number.split('-')[2] ?? '');
    }
    same(new Set(codes).size, 2, 'new desk codes');
    for (const desk of [first, second]) await settled(desk);
    const numbers = saved.map(({ number }) => number);
    const twice = numbers.filter((number, n) => numbers.indexOf(number) !== n);
    const quarantined = new Set(
      (await Promise.all([first, second].map((desk) => desk.quarantine()))).flat().map(({ id }) => id),
    );
    // two copies that were both offline may have formed one number: the second one then stands in sight, with its reason
    for (const number of twice) {
      const same = saved.filter((one) => one.number === number);
      must(
        same.some(({ id }) => quarantined.has(id)),
        `${number} stands twice and nobody is told`,
      );
    }
    await arrivedOnce(
      world.office.db,
      saved.filter(({ id }) => !quarantined.has(id)),
    );
    world.note(`new codes ${codes.join()}, ${twice.length} number(s) formed twice offline, in quarantine`);
  },
};

const laggingReplica: Row = {
  number: 26,
  name: 'a lagging read replica',
  expected:
    'a real streaming replica whose replay is stopped: a desk is never answered from before its checkpoint, and sees what others write',
  async run(world) {
    const replicated = await openReplicated();
    world.onEnd(() => replicated.close());
    const server = await startServer(
      {
        host: '127.0.0.1',
        port: 0,
        dataFolder: '',
        databaseUrl: replicated.primary.url,
        readDatabaseUrl: replicated.url,
        renderer: world.page,
        http: { perMinute: 1_000_000, signInsPerMinute: 1_000_000 },
      },
      { log: pino({ level: 'silent' }) },
    );
    world.onEnd(() => server.close());
    const api = async (path: string, body: unknown, token = ''): Promise<Record<string, unknown>> => {
      const response = await fetch(`${server.url}${path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
        body: JSON.stringify(body),
      });
      must(response.ok, `${path}: ${response.status}`);
      return (await response.json()) as Record<string, unknown>;
    };
    await api('/api/setup', {
      company: { name: 'Contoh', sector: 'post' },
      branches: [{ code: 'NGW', name: 'Ngawi', zone: 'Asia/Jakarta' }],
      admin: { name: 'Admin', ...ADMIN },
    });
    const admin = String((await api('/api/auth/sign-in', ADMIN))['accessToken']);
    const person = { password: PASSWORD, branchId: 'NGW', role: 'frontliner' };
    await api('/api/headoffice/staff', { ...person, username: 'rina', name: 'rina' }, admin);
    await api('/api/headoffice/staff', { ...person, username: 'dewi', name: 'dewi' }, admin);
    const open = async (username: string): Promise<FaultDesk> => {
      const place: DeskPlace = { profile: await world.profile(), url: server.url, branch: 'NGW', username };
      const desk = new FaultDesk(place);
      world.onEnd(() => desk.kill());
      await desk.open();
      await desk.enrol(
        String((await api('/api/devices/codes', { branchId: 'NGW' }, admin))['code']),
        username,
      );
      await desk.signIn();
      await desk.synced();
      return desk;
    };
    const [rina, dewi] = [await open('rina'), await open('dewi')];
    await replicated.caughtUp();
    const saved: Saved[] = [];
    await replicated.pause();
    for (let n = 0; n < 5; n++) {
      const one = await rina.register(`saat replika tertinggal ${n}`);
      saved.push(one);
      await settled(rina);
      // its own writes are newer than the replica: an answer from there would take them back
      same((await rina.holds(['complaints'])).find(({ id }) => id === one.id)?.unsent, 0, 'the own write');
      await until('the other desk has it although the replica does not', () =>
        has(dewi, 'complaints', one.id),
      );
    }
    const probe = new MemoryDesk({ url: server.url, username: 'dewi', password: PASSWORD });
    await probe.signIn();
    const behind = openPostgres(replicated.url, 2);
    const [there] = await behind.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM documents WHERE collection = 'complaints'`,
    );
    await behind.close();
    same(there?.n, 0, 'the replica is not behind');
    const newest = await probe.ask<PullResponse>('/api/sync/complaints/pull', {
      checkpoint: null,
      limit: 1000,
    });
    const again = await probe.ask<PullResponse>('/api/sync/complaints/pull', {
      checkpoint: newest.checkpoint,
      limit: 1000,
    });
    for (const [stream, seq] of Object.entries(newest.checkpoint))
      must((again.checkpoint[stream] ?? 0) >= seq, `${stream} fell back`);
    await replicated.resume();
    await replicated.caughtUp();
    await arrivedOnce(server.db, saved);
    for (const desk of [rina, dewi]) await agrees(server.db, desk);
  },
};

export const OTHER_DISKS: readonly Row[] = [clonedDisk, laggingReplica];
