/** The contestants, for the bench outside to start and measure. */
import { createDesk } from '#renderer/data/desk.ts';
import type { Desk } from '#renderer/data/desk-types.ts';
import { host } from '#renderer/data/host/index.ts';
import type { Contestant } from './contestant.ts';
import { authorized, timed } from './office.ts';
import { openOwn } from './own.ts';
import { openPlugin } from './plugin.ts';
import { openRaw } from './raw.ts';

export type Kind = 'own' | 'plugin';
const desks = new Map<string, Contestant>();
const of = (name: string): Contestant => {
  const found = desks.get(name);
  if (!found) throw new Error(`no desk ${name}`);
  return found;
};
let made = 0;
let desk: Desk | undefined;

const bench = {
  use: (token: string) => authorized.use(token),
  async open(kind: Kind, name: string): Promise<void> {
    desks.set(name, await (kind === 'own' ? openOwn : openPlugin)(`bench-${name}`));
  },
  fill: (name: string) => of(name).fill(),
  edit: (name: string, count: number, tag: string) => of(name).edit(count, tag),
  push: (name: string, batch?: number) => of(name).push(batch),
  count: (name: string) => of(name).count(),
  async remove(name: string): Promise<void> {
    await of(name).remove();
    desks.delete(name);
  },
  async rawFill(): Promise<number> {
    const raw = await openRaw(`raw-${++made}`);
    const ms = await raw.fill();
    await raw.remove();
    return ms;
  },
  async startDesk(url: string, code: string, username: string, password: string): Promise<void> {
    desk = await createDesk({ host });
    const enrolled = await desk.enrol({ url, code, deskName: 'Bench' });
    if (!enrolled.ok) throw new Error(enrolled.error.code);
    const signedIn = await desk.signIn({ username, password });
    if (!signedIn.ok) throw new Error(signedIn.error.code);
    const { state } = desk.sync;
    await new Promise<void>((resolve) => {
      const end = state.subscribe(() => {
        if (state.get().kind !== 'synced') return;
        end();
        resolve();
      });
    });
  },
  /** @returns ms of each saved command, and of each write of a document of its size. */
  async saving(times: number): Promise<{ command: number[]; raw: number[] }> {
    const raw = await openRaw(`raw-${++made}`);
    const figures: { command: number[]; raw: number[] } = { command: [], raw: [] };
    const text = 'Barang diterima dalam keadaan rusak. '.repeat(20);
    for (let n = 0; n < times; n++) {
      const args = {
        kind: 'complaint',
        newCustomer: { name: `Sri Lestari ${n}` },
        channel: 'walk_in',
        category: 'terlambat',
        description: text,
      };
      figures.command.push(
        await timed(async () => {
          const answer = await desk?.run('registerComplaint', args);
          if (!answer?.ok) throw new Error(answer?.error.code ?? 'no desk');
        }),
      );
      // an entry holds its three documents
      figures.raw.push(await raw.write({ id: `r${n}`, docs: [args, args, args] }));
    }
    await raw.remove();
    return figures;
  },
};

export type Bench = typeof bench;

declare global {
  interface Window {
    bench?: Bench;
  }
}

window.bench = bench;
