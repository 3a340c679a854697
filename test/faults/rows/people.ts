/** What happens to work that is unsent when the person's rights end, shrink, or pass to somebody else (rows 37 to 39). */
import { make, settled, signOut, trySignIn, unsent } from '../acting.ts';
import { must, type Row, same, until } from '../row.ts';
import { agrees, arrivedOnce, contentOf, stored } from '../truth.ts';
import type { World } from '../world.ts';

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
    'nobody signs in with that name any more; the unsent work waits for the supervisor, who sees and sends it',
  async run(world) {
    const proxy = await world.proxy();
    const desk = await world.desk({ url: proxy.url });
    const supervisor = await world.person('supervisor');
    await proxy.line.cut();
    const saved = await desk.registerMany(3, 'sebelum diberhentikan');
    await changeStaff(world, desk.place.username, { active: false });
    await proxy.line.mend();
    await desk.sendNow();
    await until('the desk says that the sign-in has ended', async () => {
      const { kind } = await desk.state();
      return kind === 'sign-in-expired' || (await desk.status()) === 'signed-out';
    });
    same(
      (await world.office.db.query('SELECT 1 FROM documents WHERE id = ANY($1)', [saved.map((s) => s.id)]))
        .length,
      0,
      'written in a dismissed name',
    );
    await signOut(desk);
    must((await trySignIn(desk, desk.place.username)) !== '', 'the dismissed person signed in');
    await desk.signIn(supervisor);
    must((await unsent(desk)) >= 3, 'the supervisor does not see the unsent work');
    await settled(desk);
    await arrivedOnce(world.office.db, saved);
    const row = await stored(world.office.db, 'complaints', saved[0]?.id ?? '');
    const by = row && (contentOf(row)['createdBy'] as { name?: string });
    same(by?.name, desk.place.username, 'the author stays the author');
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
