/** Row 28: head office has been updated, some desks not yet, and some are ahead of it. */
import type { CollectionName } from '#shared/domain/collections.ts';
import { contentOf as withoutEnvelope } from '#shared/sync/replica.ts';
import { MemoryDesk } from '#test/support/memory-desk.ts';
import { PASSWORD } from '#test/support/head-office.ts';
import { make, settled } from '../acting.ts';
import { must, type Row, same, until } from '../row.ts';
import { agrees, contentOf, inStreams, stored } from '../truth.ts';
import type { World } from '../world.ts';

const OLD = '1';
const COLLECTIONS: readonly CollectionName[] = ['customers', 'complaints', 'activities'];

/** What a desk of another release writes and nobody here has heard of: at the top, in `ext`, in an item of a list. */
const future = (value: unknown) => ({
  futureField: { kept: [value] },
  ext: { future: { list: [value, 'two', null] } },
});
const phonesOf = (value: unknown) => [{ number: '+6281230011037', futureKind: { kept: value } }];

interface OldDesk {
  readonly desk: MemoryDesk;
  write(collection: CollectionName, id: string, changes: object): Promise<void>;
}

/** Opens a desk that speaks the version before, to an application server of its own. */
async function oldDesk(world: World): Promise<OldDesk> {
  const { url } = await world.server();
  const username = await world.person();
  const desk = new MemoryDesk({
    url,
    username,
    password: PASSWORD,
    collections: COLLECTIONS,
    fetch: (input, init) => {
      const headers = new Headers(init?.headers);
      if (headers.has('loket-protocol')) headers.set('loket-protocol', OLD);
      return fetch(input, { ...init, headers });
    },
  });
  const { actor } = await desk.signIn();
  return {
    desk,
    async write(collection, id, changes) {
      const doc = desk.read(collection, id);
      must(doc, `the old desk does not have ${collection}/${id}`);
      const updatedBy = { id: actor.userId, name: actor.name };
      const updatedAt = new Date().toISOString();
      await desk.write(collection, { ...withoutEnvelope(doc), ...changes, updatedBy, updatedAt });
    },
  };
}

/** Versions that head office does not speak are refused, whatever is asked, and nothing is changed. */
async function refusesOthers(world: World): Promise<void> {
  const { accessToken } = await world.office.signIn(await world.person());
  const count = () =>
    world.office.db.query(
      'SELECT (SELECT count(*) FROM documents) AS documents, (SELECT count(*) FROM answers) AS answers',
    );
  const before = await count();
  const doc = { id: 'asing', rev: 'asing', ver: 0, _deleted: false, branchId: world.branch };
  const questions = {
    push: { rows: [{ id: doc.id, rev: doc.rev, base: null, doc }] },
    pull: { checkpoint: null, limit: 1 },
    snapshot: { after: null, limit: 1 },
    digest: { checkpoint: {}, list: [] },
    fetch: { ids: [doc.id] },
  };
  for (const [protocol, code] of [
    ['0', 'protocol_too_old'],
    ['99', 'protocol_too_new'],
  ] as const)
    for (const [verb, question] of Object.entries(questions)) {
      const answer = await fetch(`${world.office.url}/api/sync/customers/${verb}`, {
        method: 'POST',
        headers: {
          'loket-protocol': protocol,
          'content-type': 'application/json',
          authorization: `Bearer ${accessToken}`,
        },
        body: JSON.stringify(question),
      });
      const said = (await answer.json()) as { error?: { code: string } };
      same(said.error?.code, code, `${verb} in protocol ${protocol}`);
    }
  same(await count(), before, 'a refused protocol changed something');
}

export const oldDesks: Row = {
  number: 28,
  name: 'rolling deploy with old desks',
  expected:
    'a desk that speaks protocol 1 is filled, pulls and pushes at one application server beside new ones at another; fields that one side does not know survive edits, a merge and a restart at the other, at the top and within; what is neither version is refused and changes nothing',
  async run(world) {
    const { db } = world.office;
    const proxy = await world.proxy();
    const desk = await world.desk({ url: proxy.url });
    const complaint = (await desk.register('sebelum pembaruan')).id;
    const customer = await make(desk, 'registerCustomer', { name: 'Lama', phone: '+6281230011037' });
    await settled(desk);
    await refusesOthers(world);

    const old = await oldDesk(world);
    await old.desk.sync();
    await old.write('customers', customer, { ...future(1), phones: phonesOf(1) });
    await old.write('complaints', complaint, future(1));
    await old.desk.sync();
    same(old.desk.open, { unsent: 0, refused: [] }, 'what the old desk has not brought in');
    const written = [old.desk.read('customers', customer)?.rev, old.desk.read('complaints', complaint)?.rev];
    await until('the new desk has the old one’s versions', async () => {
      const held = (await desk.holds(COLLECTIONS)).map(({ rev }) => rev);
      return written.every((rev) => rev !== undefined && held.includes(rev));
    });

    // from its disk, by people who see nothing of the unknown fields
    await desk.kill();
    await desk.open();
    same(
      await desk.run('changeCustomer', { id: customer, changes: { commodity: 'teh' } }),
      '',
      'edit at the new desk',
    );
    same(await desk.run('recordPrint', { id: complaint, paper: 'A5' }), '', 'receipt at the new desk');
    await settled(desk);
    const read = async (collection: CollectionName, id: string) => {
      const row = await stored(db, collection, id);
      must(row && !row.deleted, `${collection}/${id} is gone`);
      return contentOf(row);
    };
    const unknownOf = ({ futureField, ext }: Record<string, unknown>) => ({ futureField, ext });
    const edited = await read('customers', customer);
    same(
      [edited['commodity'], edited['phones'], unknownOf(edited)],
      ['teh', phonesOf(1), future(1)],
      'after an edit',
    );
    const printed = await read('complaints', complaint);
    same([printed['prints'], unknownOf(printed)], [1, future(1)], 'the complaint after its receipt');

    // both at once: the desk that merges does not know the fields either
    await proxy.line.cut();
    same(
      await desk.run('changeCustomer', { id: customer, changes: { commodity: 'kopi' } }),
      '',
      'edit offline',
    );
    same(await desk.run('followUp', { id: complaint, text: 'diteruskan' }), '', 'follow-up offline');
    await old.desk.sync();
    await old.write('customers', customer, { ...future(2), phones: phonesOf(2), remarks: 'pagi saja' });
    await old.write('complaints', complaint, future(2));
    await old.desk.sync();
    await proxy.line.mend();
    await settled(desk);
    const merged = await read('customers', customer);
    same(
      [merged['commodity'], merged['remarks'], merged['phones'], unknownOf(merged)],
      ['kopi', 'pagi saja', phonesOf(2), future(2)],
      'the customer after the merge',
    );
    const both = await read('complaints', complaint);
    same(
      [both['status'], both['prints'], unknownOf(both)],
      ['in_progress', 1, future(2)],
      'the complaint after the merge',
    );

    await agrees(db, desk);
    await old.desk.sync();
    const there = (await inStreams(db, ['global', `b:${world.branch}`]))
      .filter(({ collection }) => COLLECTIONS.includes(collection as CollectionName))
      .map(({ collection, id, rev }) => `${collection}/${id}@${rev}`);
    same(old.desk.contents().split('\n'), there.toSorted(), 'what the old desk holds (I2, I3)');
  },
};
