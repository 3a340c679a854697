/** Rows 1 to 3: answers that do not come, come twice, or come in another order. */
import { gate, must, type Row, same, until } from '../row.ts';
import { agrees, arrivedOnce, contentOf, stored } from '../truth.ts';

const PUSH = /\/push$/;
const revsIn = (body: string): string[] =>
  (JSON.parse(body) as { rows: { rev: string }[] }).rows.map(({ rev }) => rev);

export const droppedAfterCommit: Row = {
  number: 1,
  name: 'connection dropped after head office committed a push',
  expected:
    'the desk sends the same revs again, head office knows them: one version, no conflict, no merge, nothing refused',
  async run(world) {
    const proxy = await world.proxy();
    const desk = await world.desk({ url: proxy.url });
    // once for each collection that a complaint writes to
    const swallowed = ['customers', 'complaints', 'activities'].map((collection) =>
      proxy.next(new RegExp(`/${collection}/push$`), { kind: 'swallow' }),
    );
    const saved = [await desk.register('jawaban hilang')];
    const lost = await Promise.all(swallowed);
    await desk.synced();
    const pushes = proxy.seen.filter(({ path }) => PUSH.test(path));
    for (const { path, body } of lost) {
      const again = pushes.filter((push) => push.path === path).map((push) => revsIn(push.body));
      must(again.length >= 2, `${path} was not sent again`);
      same(again[1], revsIn(body), `revs of the second try of ${path}`);
    }
    await arrivedOnce(world.office.db, saved);
    for (const { collection, id, ver } of (await desk.holds(['complaints', 'customers'])).filter(({ id }) =>
      saved.some((one) => one.id === id),
    )) {
      same(ver, 1, `version of ${collection}/${id} at the desk`);
      same((await stored(world.office.db, collection, id))?.ver, 1, `version at head office`);
    }
    same((await desk.state()).merged, [], 'merges');
    same(await desk.quarantine(), [], 'quarantine');
    await agrees(world.office.db, desk);
  },
};

export const deliveredTwice: Row = {
  number: 2,
  name: 'a request delivered twice',
  expected: 'every push is delivered twice, half of them at once: each effect stands once (I4)',
  async run(world) {
    const proxy = await world.proxy();
    const desk = await world.desk({ url: proxy.url });
    let twice = 0;
    proxy.rule = ({ path }) => (PUSH.test(path) ? { kind: 'twice', atOnce: twice++ % 2 === 1 } : undefined);
    const saved = await desk.registerMany(6, 'dikirim dua kali');
    const first = saved[0];
    must(first, 'nothing saved');
    const followed = await desk.run('followUp', { id: first.id, text: 'Ditelepon pelanggan.' });
    same(followed, '', 'a follow-up');
    await desk.synced();
    must(twice >= 4, `only ${twice} pushes were doubled`);
    await arrivedOnce(world.office.db, saved);
    const entries = await world.office.db.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM documents WHERE collection = 'activities' AND complaint_id = $1`,
      [first.id],
    );
    // registered, taken up, note
    same(entries[0]?.n, 3, 'entries of the first complaint');
    same(await desk.quarantine(), [], 'quarantine');
    await agrees(world.office.db, desk);
    world.note(`${twice} pushes doubled`);
  },
};

export const reordered: Row = {
  number: 3,
  name: 'replies and requests reordered',
  expected:
    'a push that head office gets only after a newer edit of the same complaint changes nothing (I2); the reply of a pull that comes after another desk has written does not hide that writing',
  async run(world) {
    const proxy = await world.proxy();
    const desk = await world.desk({ url: proxy.url });
    const beside = await world.desk({ name: 'Loket 2' });
    const one = await desk.register('versi pertama');
    await desk.synced();

    // the older edit overtaken by the newer one
    const later = gate();
    const overtaken = proxy.next(/\/complaints\/push$/, { kind: 'late', until: later.opened });
    same(await desk.run('recordPrint', { id: one.id, paper: '80mm' }), '', 'first edit');
    await until(
      'the first edit was sent',
      () => proxy.seen.filter(({ path }) => /complaints\/push/.test(path)).length >= 2,
    );
    same(
      await desk.run('resolveComplaint', { id: one.id, resolution: 'Kiriman sudah sampai.' }),
      '',
      'second edit',
    );
    await desk.synced();
    await until(
      'head office has the second edit',
      async () =>
        contentOf((await stored(world.office.db, 'complaints', one.id)) ?? { data: '{}' })['status'] ===
        'resolved',
    );
    const before = await stored(world.office.db, 'complaints', one.id);
    later.open();
    await overtaken;
    same(
      (await stored(world.office.db, 'complaints', one.id))?.rev,
      before?.rev,
      'rev after the late request',
    );

    // the reply of a pull held back while the desk beside it writes twice
    const hold = gate();
    const held = proxy.next(/\/complaints\/pull$/, { kind: 'hold', until: hold.opened });
    const asked = desk.sendNow();
    const two = await beside.register('ditulis di sebelah');
    await beside.synced();
    same(await beside.run('reopenComplaint', { id: one.id, reason: 'Belum sampai.' }), '', 'edit beside');
    await beside.synced();
    hold.open();
    await held;
    await asked;
    await until('the desk shows what was written beside it', async () =>
      (await desk.holds(['complaints'])).some(({ id }) => id === two.id),
    );
    await arrivedOnce(world.office.db, [one, two]);
    await agrees(world.office.db, desk);
    await agrees(world.office.db, beside);
  },
};
