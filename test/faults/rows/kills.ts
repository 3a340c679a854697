/** Row 11: the desk is killed while it writes and sends, again and again. */
import type { FaultDesk, Saved } from '../desk.ts';
import { must, type Row, same, until } from '../row.ts';
import { agrees, arrivedOnce } from '../truth.ts';
import type { World } from '../world.ts';

/** What a page told before it died. A promise of the page's own, so nothing of it is told too early. */
interface Told {
  readonly saved: readonly Saved[];
  /** Resolves when so many were told. */
  reached(count: number): Promise<void>;
}

/** Saves without end, and tells of each complaint as soon as a person would be told. */
export async function saveWithoutEnd(desk: FaultDesk, text: string): Promise<Told> {
  const saved: Saved[] = [];
  let wake = (): void => undefined;
  await desk.page.exposeFunction('told', (one: Saved) => {
    saved.push(one);
    wake();
  });
  await desk.page.evaluate((words) => {
    const { told } = window as unknown as { told(one: Saved): void };
    const save = async (): Promise<void> => {
      for (let n = 0; ; n++) {
        const answer = await window.desk?.run('registerComplaint', {
          kind: 'complaint',
          newCustomer: { name: 'Sri Lestari' },
          channel: 'walk_in',
          category: 'terlambat',
          description: `${words} ${n}`,
        });
        if (answer?.ok) told(answer.value.result as Saved);
      }
    };
    void save();
  }, text);
  return {
    saved,
    async reached(count) {
      while (saved.length < count) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

/** I1 at the desk: whatever was told is there after the next start. @throws with what is not. */
export async function standsAtDesk(desk: FaultDesk, saved: readonly Saved[]): Promise<void> {
  await until(
    'the desk is open',
    async () => (await desk.status()) === 'ready',
    150,
    () => desk.status(),
  );
  const refused = new Set((await desk.quarantine()).map(({ id }) => id));
  const held = new Set((await desk.holds(['complaints'])).map(({ id }) => id));
  const missing: string[] = [];
  for (const { id, number } of saved.filter(({ id }) => !held.has(id) && !refused.has(id)))
    if (!(await desk.opens('complaints', id))) missing.push(number);
  same(missing, [], 'told to be saved, and not there (I1)');
}

export const killedWhileWriting: Row = {
  number: 11,
  name: 'kill -9 of the desk in mid-write',
  expected:
    'the profile is the same in every cycle; every second one without a line; each kill at another moment after the first to the sixth saving was told; nothing that was told is ever lost, every number once (--kills-desk N)',
  limit: 3600,
  async run(world: World) {
    const proxy = await world.proxy();
    const desk = await world.desk({ url: proxy.url });
    const saved: Saved[] = [];
    const begun = performance.now();
    for (let cycle = 0; cycle < world.settings.killsDesk; cycle++) {
      const told = await saveWithoutEnd(desk, `siklus ${cycle}`);
      await told.reached(1 + (cycle % 6));
      // not always right after something was told
      const pause = Math.random() * 60;
      await new Promise((resolve) => setTimeout(resolve, pause));
      await desk.kill();
      saved.push(...told.saved);
      await proxy.line.mend();
      await desk.open();
      if (cycle % 2 === 0) await proxy.line.cut();
      await standsAtDesk(desk, saved);
    }
    const each = (performance.now() - begun) / 1000 / world.settings.killsDesk;
    await proxy.line.mend();
    await desk.sendNow();
    await desk.synced(240);
    await arrivedOnce(world.office.db, saved);
    const everything = await desk.documents('complaints');
    const numbers = everything.map((complaint) => String(complaint['number']));
    same(new Set(numbers).size, numbers.length, 'numbers at the desk');
    must(saved.length >= world.settings.killsDesk, 'something was saved in each cycle');
    await agrees(world.office.db, desk);
    world.note(
      `${world.settings.killsDesk} kills, ${saved.length} told to be saved, ${numbers.length} complaints, 0 lost, ${each.toFixed(1)} s a kill`,
    );
  },
};
