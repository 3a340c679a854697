/** Row 25: head office dies in the middle of transactions. */
import pg from 'pg';
import { v7 } from 'uuid';
import { urlOfRunning } from '#server/db/embedded/cluster.ts';
import type { PushResponse } from '#shared/sync/messages.ts';
import { must, type Row, same } from '../row.ts';
import { ServerProcess } from '../server-process.ts';

const ROWS_A_PUSH = 3;
const WRITERS = 4;

interface Sent {
  readonly rows: readonly { readonly id: string; readonly rev: string }[];
  readonly body: object;
  acknowledged: boolean;
}

function customers(branch: string, userId: string, tag: string): Sent {
  const by = { id: userId, name: userId };
  const at = new Date().toISOString();
  const rows = Array.from({ length: ROWS_A_PUSH }, () => {
    const [id, rev] = [v7(), v7()];
    const content = {
      branchId: branch,
      createdBy: by,
      createdAt: at,
      updatedBy: by,
      updatedAt: at,
      clock: { offset: 0, uncertainty: 0 },
      kind: 'person',
      number: `P-${branch}-D9-${Number.parseInt(id.slice(-11), 16)}`,
      name: tag,
      stage: 'prospect',
      phones: [],
      contacts: [],
      source: 'other',
      consents: {},
      tags: [],
    };
    return { id, rev, base: null, doc: { ...content, id, rev, ver: 0, _deleted: false } };
  });
  return { rows, body: { rows }, acknowledged: false };
}

export const killedServer: Row = {
  number: 25,
  name: 'head office killed in mid-transaction',
  expected:
    'web server and PostgreSQL are killed in turn while four writers push three documents at a time: each push is stored whole or not at all, what was acknowledged is there, what is sent again is there once',
  limit: 1200,
  async run(world) {
    const office = await ServerProcess.open({ branches: ['NGW'] });
    world.onEnd(() => office.remove());
    await office.person('rina', 'NGW');
    const me = await office.api<{ actor: { userId: string } }>(
      'GET',
      '/api/auth/me',
      undefined,
      await office.token('rina'),
    );
    const sent: Sent[] = [];
    let token = await office.token('rina');
    const push = async (one: Sent): Promise<void> => {
      const { status, body } = await office.api<PushResponse>(
        'POST',
        '/api/sync/customers/push',
        one.body,
        token,
      );
      must(status === 200, `push: ${status}`);
      must(
        body.answers.every((answer) => answer.status === 'accepted'),
        JSON.stringify(body.answers),
      );
      one.acknowledged = true;
    };
    for (let kill = 0; kill < world.settings.killsServer; kill++) {
      let running = true;
      const until = 5 + Math.floor(Math.random() * 40);
      let count = 0;
      const write = async (): Promise<void> => {
        while (running) {
          const one = customers('NGW', me.body.actor.userId, `kill ${kill}`);
          sent.push(one);
          // the server dies while this is under way: no answer
          await push(one).catch(() => (running = false));
          count++;
        }
      };
      const writers = Array.from({ length: WRITERS }, write);
      while (running && count < until) await new Promise((resolve) => setImmediate(resolve));
      await (kill % 2 === 0 ? office.kill() : office.killAll());
      running = false;
      await Promise.all(writers);
      await office.start();
      token = await office.token('rina');
    }
    const url = await urlOfRunning(office.folder);
    const db = new pg.Client({ connectionString: url });
    await db.connect();
    world.onEnd(() => db.end());
    const stored = async (): Promise<Set<string>> =>
      new Set((await db.query<{ rev: string }>('SELECT rev FROM documents')).rows.map(({ rev }) => rev));
    const have = await stored();
    const lost = sent.filter(
      ({ acknowledged, rows }) => acknowledged && rows.some(({ rev }) => !have.has(rev)),
    );
    same(lost.length, 0, 'acknowledged and not there');
    const torn = sent.filter(({ rows }) => {
      const there = rows.filter(({ rev }) => have.has(rev)).length;
      return there !== 0 && there !== rows.length;
    });
    same(torn.length, 0, 'stored in part');
    // the desk does not know what became of what was not answered: it sends the same again
    const open = sent.filter(({ acknowledged }) => !acknowledged);
    const known = open.filter(({ rows }) => rows.some(({ rev }) => have.has(rev))).length;
    for (const one of open) await push(one);
    const rows = await db.query<{ id: string; ver: string }>(
      `SELECT id, ver FROM documents WHERE collection = 'customers'`,
    );
    same(rows.rows.length, sent.length * ROWS_A_PUSH, 'customers in the end');
    same(rows.rows.filter(({ ver }) => Number(ver) !== 1).length, 0, 'customers stored more than once');
    const gaps = await db.query(
      `SELECT stream FROM placements GROUP BY stream, collection HAVING count(DISTINCT seq) <> count(*)`,
    );
    same(gaps.rows, [], 'numbers of a stream given twice');
    const acknowledged = sent.length - open.length;
    world.note(
      `${world.settings.killsServer} kills, ${acknowledged} pushes acknowledged, 0 lost; ${open.length} cut off, of which ${known} were stored`,
    );
  },
};
