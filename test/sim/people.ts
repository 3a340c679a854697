/** Who works in the simulated company, at which desk, and what head office's books hold on the first day. */
import type { Actor, Role } from '#shared/domain/actor.ts';
import { referenceView } from '#shared/domain/reference-view.ts';
import { startingReference } from '#shared/domain/starting-reference.ts';
import type { Content } from '#shared/sync/document.ts';

export const BRANCHES = ['NGW', 'JAP'] as const;
export const COLLECTIONS = ['reference', 'customers', 'complaints', 'tasks', 'activities'] as const;
/** The collections of the simulation, in the order in which a desk brings them into agreement. */
export type SimCollection = (typeof COLLECTIONS)[number];

/** Time 0 of every schedule. */
const EPOCH = Date.parse('2026-03-05T02:00:00.000Z');
/** @returns an instant; a virtual millisecond is a second of people's work. */
export const isoAt = (virtual: number): string => new Date(EPOCH + Math.round(virtual) * 1000).toISOString();

const OFFICE = { id: 'admin', name: 'Admin' };
const REFERENCE = startingReference(
  { name: 'Contoh Nusantara', sector: 'post' },
  [
    { code: 'NGW', name: 'Ngawi', zone: 'Asia/Jakarta' },
    { code: 'JAP', name: 'Jayapura', zone: 'Asia/Jayapura' },
  ],
  OFFICE,
  '2026-01-01T00:00:00.000Z',
);
/** What a command looks up; the same at every desk. */
export const REFERENCE_VIEW = referenceView(REFERENCE);
export const CATEGORIES = REFERENCE_VIEW.categories.map(({ code }) => code);
export const DIVISIONS = REFERENCE_VIEW.divisions.map(({ code }) => code).slice(0, 2);

const ROLES: readonly Role[] = ['frontliner', 'supervisor', 'cs', 'frontliner', 'ae'];

/** @returns people for two to five desks of two branches; with `queues` the last one may work on a division's queue. */
export function castOf(random: () => number, queues: boolean): Actor[] {
  const luck = random();
  const count = luck < 0.4 ? 2 : luck < 0.75 ? 3 : luck < 0.92 ? 4 : 5;
  const first = Math.floor(random() * ROLES.length);
  const cast = Array.from({ length: count }, (_, index): Actor => ({
    userId: `u${index}`,
    name: `Orang ${index}`,
    role: ROLES[(first + index) % ROLES.length] as Role,
    // the first two share a branch, so that there is somebody to disagree with
    branchId: index < 2 || random() < 0.4 ? BRANCHES[0] : BRANCHES[1],
    deskCode: `D${index + 1}`,
  }));
  const last = cast[count - 1];
  if (queues && count > 2 && last && random() < 0.3) {
    const { deskCode: _none, ...person } = last;
    cast[count - 1] = {
      ...person,
      role: 'division',
      branchId: 'PST',
      divisionId: DIVISIONS[0] as string,
    };
  }
  return cast;
}

/** @returns the fields that every document has. */
export const baseOf = (id: string, branchId: string, at: string): Content => ({
  id,
  branchId,
  createdBy: OFFICE,
  createdAt: at,
  updatedBy: OFFICE,
  updatedAt: at,
  clock: { offset: 0, uncertainty: 0 },
});

/** @returns what head office holds before anybody works: a few documents that everybody fights over. */
export function seedsOf(): { readonly collection: SimCollection; readonly content: Content }[] {
  const at = isoAt(-1000);
  const seeds: { collection: SimCollection; content: Content }[] = REFERENCE.filter(
    ({ kind }) => kind === 'division' || kind === 'company',
  )
    .slice(0, 3)
    .map((doc) => ({ collection: 'reference', content: doc as unknown as Content }));
  for (const branch of BRANCHES) {
    for (const n of [1, 2, 3]) {
      const customer = {
        ...baseOf(`${branch}-c${n}`, branch, at),
        kind: 'person',
        number: `P-${branch}-D0-${n}`,
        name: `Pelanggan ${n}`,
        stage: 'active',
        phones: [],
        contacts: [],
        source: 'walk_in',
        consents: {},
        tags: [`awal${n}`],
      };
      seeds.push({ collection: 'customers', content: customer });
    }
    for (const n of [1, 2]) {
      const complaint = {
        ...baseOf(`${branch}-k${n}`, branch, at),
        kind: 'complaint',
        number: `K-${branch}-D0-${n}`,
        customerId: `${branch}-c${n}`,
        channel: 'walk_in',
        category: CATEGORIES[0],
        divisionId: n === 1 ? DIVISIONS[0] : '',
        description: 'Paket belum sampai',
        references: [],
        status: 'new',
        receivedAt: at,
        promised: [],
        dueAt: '',
        confidential: n === 2,
        prints: 0,
      };
      seeds.push({ collection: 'complaints', content: complaint });
    }
    const task = {
      ...baseOf(`${branch}-t1`, branch, at),
      kind: 'follow_up',
      customerId: `${branch}-c1`,
      complaintId: '',
      title: 'Telepon kembali',
      dueAt: at,
      status: 'open',
    };
    seeds.push({ collection: 'tasks', content: task });
  }
  return seeds;
}
