/** Row 9. */
import { must, type Row, same, until } from '../row.ts';
import { agrees, arrivedOnce } from '../truth.ts';

/** Longer than an access token lives. */
const AHEAD_MS = 16 * 60_000;

export const expiredToken: Row = {
  number: 9,
  name: 'token expires in mid-sync',
  expected:
    "head office's clock goes on by 16 minutes between two pushes: the token is renewed (also when the answer of the renewal is lost), the rest is sent, nobody is signed out and nothing is wiped",
  async run(world) {
    let ahead = 0;
    const server = await world.server({ now: () => new Date(Date.now() + ahead) });
    const proxy = await world.proxy(server.url);
    const desk = await world.desk({ url: proxy.url });
    const databases = (): Promise<string[]> =>
      desk.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? '').toSorted());
    const before = { databases: await databases(), held: (await desk.holds()).length };
    await proxy.line.cut();
    const saved = await desk.registerMany(12, 'kedaluwarsa');
    const lost = proxy.next(/\/auth\/refresh$/, { kind: 'swallow' });
    let pushes = 0;
    proxy.rule = ({ path }) => {
      if (path.endsWith('/push') && ++pushes === 2) ahead += AHEAD_MS;
      return undefined;
    };
    await proxy.line.mend();
    await desk.sendNow();
    await lost;
    await desk.synced();
    must(pushes > 2, 'the token expired between two pushes');
    const renewals = proxy.seen.filter(({ path }) => path.endsWith('/auth/refresh')).length;
    must(renewals >= 2, 'the renewal was asked for again');
    same(await desk.status(), 'ready', 'state of the desk');
    const [kept, now] = [before.databases, new Set(await databases())];
    same(
      kept.filter((name) => !now.has(name)),
      [],
      'databases of the desk that are gone',
    );
    must((await desk.holds()).length >= before.held + 36, 'nothing was wiped');
    await arrivedOnce(world.office.db, saved);
    // the stream ended with its token and is there again
    const other = await world.desk({ name: 'Loket 2' });
    const beside = await other.register('sesudahnya');
    await other.synced();
    await until(
      'what is written afterwards arrives',
      async () => (await desk.holds(['complaints'])).some(({ id }) => id === beside.id),
      120,
    );
    await agrees(world.office.db, desk);
    world.note(`${renewals} renewals`);
  },
};
