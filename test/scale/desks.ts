/** Many desks of the protocol against one head office process, each with a person and a device of its own. */
import { v7 } from 'uuid';
import type { Enrolled } from '#shared/api/devices.ts';
import { asError } from '#shared/errors/errors.ts';
import type { Content } from '#shared/sync/document.ts';
import type { ServerProcess } from '#test/faults/server-process.ts';
import { PASSWORD } from '#test/support/head-office.ts';
import { enrolDesk, MemoryDesk } from '#test/support/memory-desk.ts';

export interface ScaleDesk {
  readonly branch: string;
  readonly username: string;
  readonly device: Enrolled;
  readonly desk: MemoryDesk;
  /** By the first sign-in. */
  userId: string;
  /** Ids of customers whose versions head office has acknowledged, with the text that was. */
  readonly acknowledged: Map<string, string>;
}

export const branchesOf = (count: number): string[] =>
  Array.from({ length: count }, (_, n) => `B${String(n + 1).padStart(3, '0')}`);

/** @returns a desk that is enrolled and signed in. */
export async function openDesk(office: ServerProcess, branch: string, n: number): Promise<ScaleDesk> {
  const username = `orang${n}`;
  await office.person(username, branch);
  const device = await enrolDesk(office.url, await office.enrolmentCode(branch), `Loket ${n}`);
  const desk = new MemoryDesk({ url: office.url, username, password: PASSWORD, device });
  const { actor } = await desk.signIn();
  return { branch, username, device, desk, userId: actor.userId, acknowledged: new Map() };
}

/** Runs `work` for every item, `width` of them at a time. */
export async function each<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = [...items];
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
    }),
  );
}

let numbers = 0;

/** @returns a customer as `registerCustomer` makes one. */
export function customerOf({ branch, userId, username, device }: ScaleDesk, text: string): Content {
  const by = { id: userId, name: username };
  const at = new Date().toISOString();
  return {
    id: v7(),
    branchId: branch,
    createdBy: by,
    createdAt: at,
    updatedBy: by,
    updatedAt: at,
    clock: { offset: 0, uncertainty: 0 },
    kind: 'company',
    number: `P-${branch}-${device.deskCode}-${++numbers}`,
    name: text,
    stage: 'prospect',
    phones: [{ number: `+628123${String(1000000 + numbers)}` }],
    contacts: [],
    address: { street: 'Jl. Ahmad Yani 12', district: 'Ngawi', regency: 'Kabupaten Ngawi' },
    commodity: 'gula, beras, dan hasil bumi lain',
    source: 'walk_in',
    consents: {},
    tags: ['pasar', 'kirim harian'],
    remarks: 'Minta diantar sebelum pukul sepuluh. Kiriman rutin setiap Senin dan Kamis.',
  };
}

/** A round, after signing in anew where head office wants that. @returns the code of what went wrong, or nothing. */
export async function round({ desk }: ScaleDesk): Promise<string> {
  try {
    await desk.sync();
    return '';
  } catch (thrown) {
    const { code } = asError(thrown);
    if (['session_ended', 'unauthenticated', 'wrong_credentials'].includes(code))
      await desk.signIn().catch(() => undefined);
    return code;
  }
}

/** @returns p50, p99 and the greatest of some times. */
export function spread(values: readonly number[]): { p50: number; p99: number; most: number } {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number): number =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0);
  return { p50: at(0.5), p99: at(0.99), most: at(1) };
}
