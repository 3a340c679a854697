/** What happens to work that is unsent when the person's rights end, shrink, or pass to somebody else (rows 37 to 39). */
import { make, settled, signOut, trySignIn } from '../acting.ts';
import type { Fault } from '../proxy.ts';
import { must, type Row, same, until } from '../row.ts';
import { agrees, arrivedOnce, contentOf, stored } from '../truth.ts';
import type { World } from '../world.ts';

/** Head office has no room for a push now. */
const BUSY: Fault = {
  kind: 'answer',
  status: 503,
  type: 'application/json',
  body: JSON.stringify({ error: { code: 'unavailable', kind: 'retryable' } }),
};

async function changeStaff(world: World, username: string, changes: object): Promise<void> {
  const [row] = await world.office.db.query<{ id: string }>('SELECT id FROM users WHERE username = $1', [
    username,
  ]);
  const path = `/api/headoffice/staff/${row?.id ?? ''}`;
  const { status } = await world.office.api('PUT', path, changes, await world.office.adminToken());
  same(status, 200, 'head office changed the person');
}

const dismissed: Row = {
  number: 37,
  name: 'staff member dismissed while offline',
  expected:
    'until the desk hears of it the lease holds; then nobody signs in with that name, with head office or without it, also after a restart; nothing is written in that name, the unsent work waits and arrives once when the supervisor, who sees it as the author’s, is at work',
  async run(world) {
    const { db } = world.office;
    const proxy = await world.proxy();
    const desk = await world.desk({ url: proxy.url });
    const { username } = desk.place;
    const supervisor = await world.person('supervisor');
    await proxy.line.cut();
    const saved = await desk.registerMany(3, 'sebelum diberhentikan');
    const ids = saved.map(({ id }) => id);
    const arrived = (): Promise<unknown[]> => db.query('SELECT id FROM documents WHERE id = ANY($1)', [ids]);
    await changeStaff(world, username, { active: false });
    await signOut(desk);
    same(await trySignIn(desk, username), '', 'sign-in without a line while nobody here knows');
    saved.push(await desk.register('sebelum kabar itu sampai'));
    ids.push(...saved.slice(3).map(({ id }) => id));

    await proxy.line.mend();
    await desk.sendNow();
    await until('the desk says that the sign-in has ended', async () => {
      const { kind } = await desk.state();
      return kind === 'sign-in-expired' || (await desk.status()) === 'signed-out';
    });
    await signOut(desk);
    same(await trySignIn(desk, username), 'wrong_credentials', 'sign-in of the dismissed with head office');
    // the lease has ended too: no line, and no restart, lets the person in again
    await proxy.line.cut();
    same(await trySignIn(desk, username), 'lease_ended', 'sign-in of the dismissed without a line');
    await proxy.line.mend();
    await desk.kill();
    await desk.open(({ context }) =>
      context.route('**/api/**', (route) => route.abort()).then(() => undefined),
    );
    same(await desk.status(), 'signed-out', 'after a restart');
    same(await trySignIn(desk, username), 'lease_ended', 'sign-in of the dismissed after a restart');
    await desk.browser.context.unroute('**/api/**');
    same(await arrived(), [], 'written in a dismissed name');

    // nothing goes out before the supervisor has seen it
    proxy.rule = ({ path }) => (path.endsWith('/push') ? BUSY : undefined);
    await desk.signIn(supervisor);
    const waiting = await desk.page.evaluate(() =>
      (window.desk?.sync.unsent.get() ?? []).map(({ id, updatedBy }) => ({ id, updatedBy })),
    );
    for (const id of ids)
      same(
        waiting.filter((item) => item.id === id),
        [{ id, updatedBy: username }],
        'what the supervisor sees of the unsent work',
      );
    same(await arrived(), [], 'sent before the supervisor could see it');
    proxy.rule = undefined;
    await settled(desk);
    await arrivedOnce(db, saved);
    for (const id of ids) {
      const row = await stored(db, 'complaints', id);
      const { createdBy, updatedBy } = row ? contentOf(row) : {};
      same(
        [createdBy, updatedBy].map((by) => (by as { name?: string } | undefined)?.name),
        [username, username],
        'the author stays the author',
      );
    }
    same(await desk.quarantine(), [], 'refused');
    await agrees(db, desk, ['global', `b:${world.branch}`, `c:${world.branch}`]);
  },
};

const reduced: Row = {
  number: 38,
  name: 'role reduced while offline',
  expected: 'head office judges each row by the role of today; what is out of scope goes from the disk',
  async run(world) {
    const proxy = await world.proxy();
    const desk = await world.desk({ url: proxy.url, role: 'supervisor' });
    const open = await desk.register('terbuka');
    const secret = await make(desk, 'registerComplaint', {
      kind: 'complaint',
      newCustomer: { name: 'Sri Lestari' },
      channel: 'walk_in',
      category: 'terlambat',
      description: 'rahasia',
      confidential: true,
    });
    const id = await make(desk, 'registerCustomer', { name: 'Dihapus nanti' });
    await settled(desk);
    await proxy.line.cut();
    same(await desk.run('deleteCustomer', { id, reason: 'boleh waktu itu' }), '', 'deleted as supervisor');
    same(await desk.run('followUp', { id: secret, text: 'rahasia lanjut' }), '', 'worked on as supervisor');
    same(await desk.run('followUp', { id: open.id, text: 'biasa lanjut' }), '', 'worked on as supervisor');
    await changeStaff(world, desk.place.username, { role: 'frontliner' });
    await proxy.line.mend();
    await desk.sendNow();
    await signOut(desk);
    await desk.signIn();
    await desk.sendNow();
    await until('what may be sent was sent, the rest was refused', async () => {
      const { kind, pending } = await desk.state();
      return kind === 'synced' && pending === 0;
    });
    const customer = await stored(world.office.db, 'customers', id);
    same(customer?.deleted, false, 'a clerk deleted a customer');
    const refused = await desk.quarantine();
    must(
      refused.some((item) => item.id === id && item.mine._deleted),
      'the refused deletion is out of sight',
    );
    const notes = await world.office.db.query(
      `SELECT 1 FROM documents WHERE collection = 'activities' AND data::jsonb ->> 'text' = 'rahasia lanjut'`,
    );
    must(
      notes.length === 1 || refused.some((item) => item.mine['text'] === 'rahasia lanjut'),
      'what was written on the confidential complaint is neither at head office nor in sight',
    );
    const held = await desk.holds(['complaints']);
    must(
      !held.some((doc) => doc.id === secret && doc.unsent === 0),
      'the confidential complaint stayed on the disk',
    );
    const complaint = await stored(world.office.db, 'complaints', open.id);
    same(complaint && contentOf(complaint)['status'], 'in_progress', 'the open complaint at head office');
  },
};

const switched: Row = {
  number: 39,
  name: 'user switched with unsent work',
  expected: 'the work stays, is sent under the next sign-in, and is attributed to its author',
  async run(world) {
    const proxy = await world.proxy();
    const desk = await world.desk({ url: proxy.url });
    const second = await world.person();
    // the second one has signed in here before, so that it works without a line
    await signOut(desk);
    await desk.signIn(second);
    await settled(desk);
    await signOut(desk);
    await desk.signIn();
    await settled(desk);
    await proxy.line.cut();
    const mine = await desk.registerMany(2, 'milik yang pertama');
    await signOut(desk);
    await desk.signIn(second);
    const theirs = await desk.registerMany(2, 'milik yang kedua');
    await proxy.line.mend();
    await desk.sendNow();
    same((await desk.state()).kind, 'sign-in-expired', 'who signed in without head office is asked again');
    await desk.signIn(second);
    await settled(desk);
    await arrivedOnce(world.office.db, [...mine, ...theirs]);
    for (const [saved, author] of [
      [mine, desk.place.username],
      [theirs, second],
    ] as const)
      for (const { id } of saved) {
        const row = await stored(world.office.db, 'complaints', id);
        const by = row && (contentOf(row)['createdBy'] as { name?: string });
        same(by?.name, author, 'author at head office');
      }
    await agrees(world.office.db, desk);
  },
};

export const PEOPLE: readonly Row[] = [dismissed, reduced, switched];
