/** Fills an empty head office with the demo: two branches, their books, complaints in every state, two campaigns. */
import { DEMO_PEOPLE } from '#shared/api/demo.ts';
import type { Actor } from '#shared/domain/actor.ts';
import type { CommandArgs, CommandName, CommandResult } from '#shared/domain/commands/index.ts';
import { LoketFailure, type Result } from '#shared/errors/errors.ts';
import type { BookFile } from '#shared/import/index.ts';
import type { Database } from '../../db/database.ts';
import type { SyncRules } from '../../sync/types.ts';
import { importBook } from '../import-book.ts';
import { openOfficeDesk, type OfficeDesk } from '../office-desk.ts';
import { tellAgenda } from './agenda.ts';
import {
  DEMO_CAMPAIGNS,
  DEMO_COMPLAINTS,
  FOLLOW_UPS,
  RESOLUTIONS,
  VISITORS,
  type DemoComplaint,
} from './story.ts';

const HOUR = 3_600_000;

export interface DemoOptions {
  readonly db: Database;
  readonly rules: SyncRules;
  /** Ids of the people of the story by user name: they exist already. */
  readonly userIds: ReadonlyMap<string, string>;
  /** @returns a new desk code of a branch, used for nothing else. */
  readonly deskCode: (branchId: string, name: string) => Promise<string>;
  readonly books: { readonly NGW: BookFile; readonly JAP: BookFile };
  /** The story ends at this moment. */
  readonly now: Date;
  readonly onProgress?: (what: string, done: number, total: number) => void;
}

const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new LoketFailure(result.error);
  return result.value;
};

/** mulberry32: the same story for the same seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A person at a desk whose clock the story sets. */
interface Narrator {
  at(hoursAgo: number): void;
  run<N extends CommandName>(name: N, args: CommandArgs<N>): Promise<CommandResult<N>>;
  flush(): Promise<void>;
}

/** @throws LoketFailure when a command is refused: the demo would be half a demo. */
export async function seedDemo(options: DemoOptions): Promise<void> {
  const actorOf = (username: string, branchId?: string): Actor => {
    const person = DEMO_PEOPLE.find((p) => p.username === username);
    const userId = options.userIds.get(username);
    if (!person || !userId) throw new Error(`no demo person ${username}`);
    const { name, role, divisionId } = person;
    return {
      userId,
      name,
      role,
      branchId: branchId ?? person.branchId,
      ...(divisionId ? { divisionId } : {}),
    };
  };
  const narrator = async (username: string): Promise<Narrator> => {
    let clock = options.now.getTime();
    const actor = actorOf(username);
    const desk: OfficeDesk = await openOfficeDesk({
      ...options,
      actor,
      deskCode: await options.deskCode(actor.branchId, `Demo ${actor.name}`),
      now: () => new Date(clock),
    });
    return {
      at: (hoursAgo) => {
        clock = options.now.getTime() - hoursAgo * HOUR;
      },
      run: async (name, args) => must(await desk.run(name, args)),
      flush: async () => {
        must(await desk.flush());
      },
    };
  };

  const office = await narrator('pusat');
  for (const { fields, from, until } of DEMO_CAMPAIGNS) {
    const day = (days: number): string =>
      new Date(options.now.getTime() + days * 24 * HOUR).toISOString().slice(0, 10);
    office.at(-from * 24);
    await office.run('makeCampaign', { ...fields, start: day(from), end: day(until) });
  }
  await office.flush();

  for (const [branchId, clerk, supervisor, seed] of [
    ['NGW', 'rina', 'dewi', 7],
    ['JAP', 'yohana', 'maria', 11],
  ] as const) {
    must(
      await importBook({
        ...options,
        actor: actorOf('admin', branchId),
        deskCode: await options.deskCode(branchId, `Impor ${options.books[branchId].name}`),
        files: [options.books[branchId]],
        now: () => new Date(options.now.getTime() - 30 * 24 * HOUR),
        onProgress: (done, total) => options.onProgress?.(branchId, done, total),
      }),
    );
    const branch = { branchId, rnd: random(seed), db: options.db };
    const chief = await narrator(supervisor);
    await tellStages(branch, chief);
    const zone = branchId === 'NGW' ? 'Asia/Jakarta' : 'Asia/Jayapura';
    await tellAgenda(chief, {
      customers: await idsIn(options.db, 'customers', branchId),
      zone,
      now: options.now,
    });
    await tellComplaints(branch, await narrator(clerk));
    await tellResponses(branch, await narrator(clerk));
  }
}

interface BranchOfStory {
  readonly branchId: string;
  readonly rnd: () => number;
  readonly db: Database;
}
const pick = <T>(list: readonly T[], rnd: () => number): T => {
  const found = list[Math.floor(rnd() * list.length)];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
};

async function idsIn(db: Database, collection: string, branchId: string): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `SELECT id FROM documents WHERE collection = $1 AND NOT deleted
     AND id IN (SELECT id FROM placements WHERE collection = $1 AND stream = ANY ($2::text[]) AND NOT gone) ORDER BY id`,
    [collection, [`b:${branchId}`, 'global']],
  );
  return rows.map((row) => row.id);
}

async function tellStages({ db, branchId, rnd }: BranchOfStory, narrator: Narrator): Promise<void> {
  const customers = await idsIn(db, 'customers', branchId);
  const chosen = new Set(Array.from({ length: 60 }, () => pick(customers, rnd)));
  narrator.at(200);
  for (const id of chosen) await narrator.run('changeCustomer', { id, changes: { stage: 'active' } });
  await narrator.flush();
}

async function tellComplaints({ db, branchId, rnd }: BranchOfStory, narrator: Narrator): Promise<void> {
  const customers = await idsIn(db, 'customers', branchId);
  for (const story of [...DEMO_COMPLAINTS].sort((a, b) => b.hoursAgo - a.hoursAgo))
    await tellComplaint(story, pick(customers, rnd), rnd, narrator);
  await narrator.flush();
}

async function tellComplaint(
  story: DemoComplaint,
  customerId: string,
  rnd: () => number,
  narrator: Narrator,
): Promise<void> {
  narrator.at(story.hoursAgo);
  const { id } = await narrator.run('registerComplaint', {
    kind: story.kind,
    customerId,
    channel: story.channel,
    category: story.category,
    description: story.text,
    ...(story.confidential ? { confidential: true } : {}),
  });
  const later = (share: number): void => narrator.at(story.hoursAgo * (1 - share));
  if (story.channel === 'walk_in') await narrator.run('recordPrint', { id, paper: '80mm' });
  if (story.state === 'new') return;
  later(0.1);
  if (story.state === 'cancelled')
    return void (await narrator.run('cancelComplaint', {
      id,
      reason: 'Salah memilih pelanggan; didaftarkan ulang.',
    }));
  await narrator.run('followUp', { id, text: pick(FOLLOW_UPS, rnd) });
  later(0.3);
  if (story.state === 'withdrawn')
    return void (await narrator.run('withdrawComplaint', {
      id,
      reason: 'Dicabut oleh pelanggan lewat WhatsApp.',
    }));
  if (story.category === 'rusak')
    await narrator.run('handOver', { id, divisionId: 'operasional', text: 'Mohon dicek di gudang.' });
  if (story.state === 'waiting_customer')
    return void (await narrator.run('followUp', {
      id,
      text: 'Menunggu kelengkapan dari pelanggan.',
      status: 'waiting_customer',
    }));
  if (story.state === 'in_progress') return;
  later(0.6);
  await narrator.run('resolveComplaint', { id, resolution: pick(RESOLUTIONS, rnd) });
  later(0.8);
  if (story.state === 'closed') await narrator.run('closeComplaint', { id });
  if (story.state === 'reopened')
    await narrator.run('reopenComplaint', { id, reason: 'Penggantian kurang satu dus.' });
}

async function tellResponses({ db, branchId, rnd }: BranchOfStory, narrator: Narrator): Promise<void> {
  const campaigns = await idsIn(db, 'campaigns', branchId);
  for (const campaignId of campaigns) {
    for (const [index, name] of VISITORS.entries()) {
      narrator.at(60 - index * 5);
      const result = pick(['interested', 'follow_up', 'deal', 'not_interested'] as const, rnd);
      await narrator.run('recordResponse', {
        campaignId,
        name,
        phone: `+628123${String(4_000_000 + Math.floor(rnd() * 999_999))}`,
        result,
        repeatOrder: rnd() < 0.3,
        interest: pick(['Kargo', 'Kurir', 'Jemput rutin', 'Meterai'], rnd),
        addToBook: result === 'follow_up',
      });
    }
  }
  await narrator.flush();
}
