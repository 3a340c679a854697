/** Head office comes back from an older backup while many desks hold newer writes. */
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startCluster, urlOfRunning } from '#server/db/embedded/cluster.ts';
import { openPostgres } from '#server/db/pg.ts';
import { backup } from '#server/jobs/backup.ts';
import { restore } from '#server/jobs/restore.ts';
import { must, until } from '#test/faults/row.ts';
import { ServerProcess } from '#test/faults/server-process.ts';
import { enrolDesk } from '#test/support/memory-desk.ts';
import { branchesOf, customerOf, each, openDesk, round, type ScaleDesk } from './desks.ts';

const BRANCHES = 10;
const EACH_BEFORE = 20;
const EACH_AFTER = 20;
const WIDTH = 8;

export interface RestoredFigures {
  readonly desks: number;
  /** Acknowledged after the backup was made, new documents and edits. */
  readonly newer: number;
  readonly lost: number;
  /** Refused, and in sight at a desk. */
  readonly refused: number;
  readonly diverged: number;
  readonly duplicatedNumbers: number;
  readonly convergedSeconds: number;
}

/** @returns how many writes head office acknowledged. */
async function save(one: ScaleDesk, count: number, text: string): Promise<number> {
  const { desk, acknowledged } = one;
  const known = [...acknowledged.keys()];
  const written = new Map<string, string>();
  for (let n = 0; n < count; n++) {
    const made = customerOf(one, `${text} ${n}`);
    await desk.write('customers', made);
    written.set(made.id, `${text} ${n}`);
    const old = known[n];
    const before = old === undefined ? undefined : desk.read('customers', old);
    if (old === undefined || !before) continue;
    await desk.write('customers', {
      ...before,
      name: `${text} lagi ${n}`,
      updatedAt: new Date().toISOString(),
    });
    written.set(old, `${text} lagi ${n}`);
  }
  await desk.sync();
  must(
    desk.open.unsent === 0 && desk.open.refused.length === 0,
    `refused: ${JSON.stringify(desk.open.refused[0])}`,
  );
  for (const [id, name] of written) acknowledged.set(id, name);
  return written.size;
}

/** @returns what came of it. */
export async function restored(count: number): Promise<RestoredFigures> {
  const branches = branchesOf(BRANCHES);
  const office = await ServerProcess.open({ branches });
  const file = join(tmpdir(), `loket-scale-${process.pid}.backup`);
  try {
    const desks: ScaleDesk[] = [];
    const late = Math.floor(count / 10);
    const branchOf = (n: number): string => branches[n % BRANCHES] ?? '';
    for (let n = 0; n < count - late; n++) desks.push(await openDesk(office, branchOf(n), n));
    await each(desks, WIDTH, async (one) => void (await save(one, EACH_BEFORE, `lama ${one.username}`)));
    const running = openPostgres((await urlOfRunning(office.folder)) ?? '');
    await backup(running, file, new Date());
    await running.close();
    // some desks are enrolled after the backup: head office will not know them any more
    for (let n = count - late; n < count; n++) desks.push(await openDesk(office, branchOf(n), n));
    await each(desks, WIDTH, round0);
    let newer = 0;
    await each(desks, WIDTH, async (one) => {
      const written = await save(one, EACH_AFTER, `baru ${one.username}`);
      newer += written;
    });

    await office.stop();
    const cluster = await startCluster(office.folder);
    const db = openPostgres(cluster.url);
    await restore({ db, file, now: new Date(), replace: true });
    await db.close();
    await cluster.stop();
    await office.start();
    // people and devices of after the backup are made anew, as an administrator would
    for (const one of desks.slice(count - late)) {
      await office.person(one.username, one.branch);
      const device = await enrolDesk(office.url, await office.enrolmentCode(one.branch), 'baru');
      must(device.deskCode !== one.device.deskCode, 'a desk code was given twice');
      one.desk.enrolledAs(device);
      one.userId = (await one.desk.signIn()).actor.userId;
    }
    const begun = performance.now();
    await until(
      'every desk agrees with head office',
      async () => {
        await each(desks, WIDTH, async (one) => void (await round(one)));
        const states = await Promise.all(desks.map((one) => settledAt(one)));
        return states.every(Boolean) && sameWithin(desks);
      },
      600,
    );
    const convergedSeconds = (performance.now() - begun) / 1000;
    return {
      desks: count,
      newer,
      convergedSeconds: Math.round(convergedSeconds * 10) / 10,
      ...(await judge(office, desks)),
    };
  } finally {
    await office.remove();
    await rm(file, { force: true });
  }
}

const round0 = async (one: ScaleDesk): Promise<void> => void (await round(one));
const settledAt = async ({ desk }: ScaleDesk): Promise<boolean> => desk.open.unsent === 0;

/** Desks of one branch hold the same. */
function sameWithin(desks: readonly ScaleDesk[]): boolean {
  const contents = new Map<string, string>();
  for (const { branch, desk } of desks) {
    const mine = desk.contents();
    if ((contents.get(branch) ?? mine) !== mine) return false;
    contents.set(branch, mine);
  }
  return true;
}

async function judge(
  office: ServerProcess,
  desks: readonly ScaleDesk[],
): Promise<Pick<RestoredFigures, 'lost' | 'refused' | 'diverged' | 'duplicatedNumbers'>> {
  const client = new pg.Client({ connectionString: await urlOfRunning(office.folder) });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string; rev: string; name: string; branch: string }>(
      `SELECT id, rev, data::jsonb ->> 'name' AS name, data::jsonb ->> 'branchId' AS branch
       FROM documents WHERE collection = 'customers' AND NOT deleted`,
    );
    const there = new Map(rows.map((row) => [row.id, row]));
    let lost = 0;
    for (const { acknowledged, desk } of desks) {
      const visible = new Set(desk.open.refused.map(({ id }) => id));
      for (const [id, name] of acknowledged) if (there.get(id)?.name !== name && !visible.has(id)) lost++;
    }
    let diverged = 0;
    for (const { branch, desk } of desks) {
      const mine = new Set(
        desk
          .contents()
          .split('\n')
          .filter((line) => line.startsWith('customers/')),
      );
      const theirs = rows
        .filter((row) => row.branch === branch)
        .map(({ id, rev }) => `customers/${id}@${rev}`);
      if (mine.size !== theirs.length || theirs.some((line) => !mine.has(line))) diverged++;
    }
    const doubles = await client.query(
      `SELECT data::jsonb ->> 'number' FROM documents WHERE collection = 'customers' GROUP BY 1 HAVING count(*) > 1`,
    );
    const refused = desks.reduce((sum, { desk }) => sum + desk.open.refused.length, 0);
    return { lost, refused, diverged, duplicatedNumbers: doubles.rows.length };
  } finally {
    await client.end();
  }
}
