/** Sample worlds for looking at screens: full, empty, offline, refused. Made through the real commands. */
import type { Actor } from '#shared/domain/actor.ts';
import { fail, ok, type Result } from '#shared/errors/errors.ts';
import type { Reference } from '#shared/domain/reference.ts';
import { startingReference } from '#shared/domain/starting-reference.ts';
import type { DeskIdentity, DeskStatus } from '#renderer/data/desk-types.ts';
import { fillBook } from './book.ts';
import { deskDouble, type DeskDouble, type Documents } from './desk-double.ts';
import { fillAgenda } from './agenda-world.ts';
import { trouble as getIntoTrouble } from './trouble.ts';
import { officeDesks } from './office-desks.ts';

export const NOW = '2026-03-05T07:07:00.000Z';

export const ACTORS = {
  rina: {
    userId: 'rina',
    name: 'Rina',
    role: 'frontliner',
    branchId: 'NGW',
    deskCode: 'D2',
    deviceId: 'pc-2',
  },
  dewi: {
    userId: 'dewi',
    name: 'Dewi Lestari',
    role: 'supervisor',
    branchId: 'NGW',
    deskCode: 'D2',
    deviceId: 'pc-2',
  },
  sari: {
    userId: 'sari',
    name: 'Sari Wulandari',
    role: 'ae',
    branchId: 'NGW',
    deskCode: 'D2',
    deviceId: 'pc-2',
  },
  pusat: {
    userId: 'pusat',
    name: 'Ratna Kusuma',
    role: 'headoffice',
    branchId: 'PST',
    deskCode: 'D1',
    deviceId: 'pc-9',
  },
  admin: {
    userId: 'admin',
    name: 'Administrator demo',
    role: 'admin',
    branchId: 'PST',
    deskCode: 'D1',
    deviceId: 'pc-9',
  },
} as const satisfies Record<string, Actor>;

export const WORLDS = ['full', 'empty', 'offline', 'error'] as const;
export type World = (typeof WORLDS)[number];

const BRANCHES = [
  { code: 'PST', name: 'Kantor Pusat', zone: 'Asia/Jakarta' },
  { code: 'NGW', name: 'Cabang Ngawi', zone: 'Asia/Jakarta', address: 'Jl. Yos Sudarso 12, Ngawi' },
  { code: 'JAP', name: 'Cabang Jayapura', zone: 'Asia/Jayapura' },
] as const;

const PEOPLE = [
  [
    'Sukarno',
    '+6281230010412',
    'Kiriman belum sampai setelah 4 hari padahal dijanjikan 2 hari',
    'PT Sinar Jaya',
  ],
  ['Kartini', '+6281230011037', 'Kemasan sobek, isi sebagian hilang', ''],
  ['Ni Luh Ayu', '+6281230010410', 'Tagihan dobel untuk kontrak PKS 2026', ''],
  ['Lestari', '+6281230010409', 'Kurir tidak menghubungi penerima', ''],
  [
    'Ahmad Fauzi',
    '+6281230010408',
    'Alamat di Kec. Sukolilo tertukar dengan pelanggan lain',
    'CV Maju Bersama',
  ],
  ['I Made Sudarta', '+6281230010407', 'Minta salinan bukti terima', ''],
  ['Bonar Simanjuntak', '+6281230010406', 'Kiriman belum sampai setelah 4 hari', ''],
  ['Johanes Hutapea', '+6281230010405', 'Petugas loket meminta biaya tambahan tanpa tanda terima', ''],
  ['Dewi', '+6281230010404', 'Tagihan dobel untuk bulan Februari', 'UD Berkah'],
  [
    'Raden Ajeng Siti Rahayuningsih Kusumawardhani Prawiradirdja',
    '+6281230010403',
    'Nama di resi terpotong',
    '',
  ],
  ['Maria Goreti', '+6281230010402', 'Alamat pengiriman salah cetak', ''],
  [
    'Agus Wijaya',
    '+6281230010401',
    'Minta jadwal jemput diubah ke hari Selasa',
    'PT Agung Makmur Sentosa Abadi Jaya',
  ],
] as const;

const day = (daysAgo: number, hour: number): string =>
  new Date(Date.parse(NOW) - daysAgo * 86_400_000 - hour * 3_600_000).toISOString();

interface WorldOptions {
  readonly world: World;
  readonly actor: keyof typeof ACTORS;
  readonly status?: DeskStatus;
  readonly setupNeeded?: boolean;
  /** Code of what is wrong with the desk: a refused device, an ended session, a disk without room. */
  readonly refusal?: string | undefined;
}

/** @returns a desk in the state asked for. */
export function worldDesk({
  world,
  actor: name,
  status = 'ready',
  setupNeeded = false,
  refusal,
}: WorldOptions): DeskDouble {
  const actor: Actor = ACTORS[name];
  const office = actor.branchId === 'PST';
  const start = startingReference(
    { name: 'PT Contoh Nusantara', sector: 'post', demo: true },
    [...BRANCHES],
    { id: 'admin', name: 'Administrator demo' },
    '2026-01-01T00:00:00.000Z',
  );
  const reference = [...start, ...staffOf(start[0])];
  const identity: DeskIdentity = {
    serverUrl: 'https://pusat.contoh.co.id',
    deviceId: '0199f3a2-7c1e-7b3a-9d2c-1f4e5a6b7c8d',
    deskCode: actor.deskCode ?? 'D1',
    deskName: office ? 'Pusat 1' : 'Loket 2',
    branch: office ? BRANCHES[0] : BRANCHES[1],
    company: 'PT Contoh Nusantara',
    demo: true,
  };
  const offline = world === 'offline';
  const desk = deskDouble({
    actor,
    identity,
    now: NOW,
    reference,
    status,
    setupNeeded,
    ...(status === 'failed'
      ? {
          failure:
            refusal === 'space_for_update'
              ? { code: refusal, kind: 'person' as const, detail: { need: 214, free: 96 } }
              : { code: 'unexpected', kind: 'permanent' as const },
        }
      : {}),
    ...(refusal === 'device_cloned' || refusal === 'device_unknown' ? { mustEnrol: refusal } : {}),
    ...(refusal === 'lease_ended' || refusal === 'session_ended' ? { sessionEnd: refusal } : {}),
    ...(status === 'lost' || status === 'revoked'
      ? {
          past: {
            company: identity.company,
            branchName: identity.branch.name,
            deskCode: identity.deskCode,
            deskName: identity.deskName,
            enrolledAt: '2026-01-12T02:10:00.000Z',
            rescued: refusal === 'rescued' ? 2 : 0,
            revoked: status === 'revoked' ? { at: '2026-03-05T06:58:00.000Z', unsent: 3 } : null,
          },
        }
      : {}),
    ...(offline
      ? {
          sync: { kind: 'offline', since: '2026-03-05T06:42:00.000Z', dataAsOf: '2026-03-05T06:41:00.000Z' },
          away: { code: 'host.unreachable', kind: 'retryable' as const },
        }
      : {}),
    ...(world === 'error'
      ? {
          sync: {
            kind: 'unreachable',
            since: '2026-03-05T06:42:00.000Z',
            dataAsOf: '2026-03-05T06:41:00.000Z',
            retryAt: '2026-03-05T07:07:30.000Z',
            reason: { code: 'host.tlsRefused', kind: 'person' },
            storageLow: true,
            clock: { offset: 260_000, uncertainty: 800, skewed: true },
          },
          away:
            status === 'unenrolled'
              ? { code: 'portal', kind: 'retryable' as const }
              : { code: 'unexpected', kind: 'permanent' as const },
        }
      : {}),
    api: officeAnswers,
  });
  if (world !== 'empty') {
    fill(desk, offline);
    fillAgenda(desk, NOW, ACTORS.sari);
    fillBook(desk, { clerk: ACTORS.rina, boss: ACTORS.dewi, day });
  }
  if (world === 'error') getIntoTrouble(desk);
  return desk;
}

/** The people of the sample, as head office names them. */
function staffOf(like: Reference | undefined): Reference[] {
  if (!like) return [];
  const { createdBy, createdAt, updatedBy, updatedAt, clock } = like;
  return Object.values(ACTORS).map(({ userId, name, role, branchId }) => ({
    id: `staff:${userId}`,
    createdBy,
    createdAt,
    updatedBy,
    updatedAt,
    clock,
    kind: 'staff',
    userId,
    name,
    role,
    branchId,
    active: true,
  }));
}

function fill(desk: DeskDouble, offline: boolean): void {
  const clerk = ACTORS.rina;
  const codes = desk
    .list('reference', { where: { kind: 'category' } })
    .get()
    .value.map((doc) => String(doc['code']));
  const campaign = desk.as({ actor: ACTORS.pusat, now: day(20, 1) }, 'makeCampaign', {
    kind: 'exhibition',
    name: 'Pameran UMKM Alun-Alun Ngawi',
    branchIds: ['NGW'],
    start: '2026-02-20',
    end: '2026-03-20',
    area: 'Alun-alun Merdeka, Ngawi',
    offer: 'Diskon 15% kiriman pertama dan jemput gratis bagi pelaku UMKM.',
    budget: 12_500_000,
    target: 200,
    status: 'running',
  });
  desk.as({ actor: ACTORS.pusat, now: day(40, 1) }, 'makeCampaign', {
    kind: 'radio',
    name: 'Siaran pagi Radio Suara Ngawi dan seluruh cabang Jawa Timur',
    branchIds: [],
    start: '2026-01-10',
    end: '2026-02-10',
    budget: 4_000_000,
    status: 'ended',
  });
  PEOPLE.forEach(([name, phone, description, company], index) => {
    const customer = desk.as({ actor: clerk, now: day(12, index) }, 'registerCustomer', {
      name: company || name,
      phone,
    });
    const complaint = desk.as(
      { actor: clerk, now: day(index % 4, index), unsent: offline && index < 2 ? 2 : 0 },
      'registerComplaint',
      {
        kind: index % 5 === 4 ? 'request' : 'complaint',
        customerId: customer['id'],
        channel: index % 3 === 0 ? 'walk_in' : 'whatsapp',
        category: codes[index % codes.length],
        description,
        references: [],
      },
    );
    if (index % 3 === 1)
      desk.as({ actor: ACTORS.dewi, now: day(0, 1) }, 'resolveComplaint', {
        id: complaint['id'],
        resolution: 'Kiriman ditemukan di gudang transit dan diantar hari ini.',
      });
    if (index < 7)
      desk.as({ actor: clerk, now: day(1, index) }, 'recordResponse', {
        campaignId: campaign['id'],
        customerId: customer['id'],
        name,
        phone,
        result: (['interested', 'follow_up', 'deal', 'not_interested'] as const)[index % 4],
        repeatOrder: index % 2 === 0,
      });
  });
}

/** Head office's own endpoints, answered from the same documents. */
function officeAnswers(method: string, path: string, all: Documents): Result<unknown> {
  const { pathname, searchParams } = new URL(path, 'https://pusat.contoh.co.id');
  const parts = pathname.split('/').slice(3);
  const ofDesks = officeDesks(method, path, all);
  if (ofDesks) return ofDesks;
  if (pathname === '/api/devices/codes')
    return ok({ code: '7KQM-X2RD', branchId: 'NGW', expiresAt: '2026-03-06T07:07:00.000Z' });
  const customerName = (id: string) => all('customers').find((customer) => customer.id === id)?.name ?? '';
  const complaints = () =>
    all('complaints').map((complaint) => ({
      ...complaint,
      customerName: customerName(complaint.customerId),
    }));
  if (parts[0] === 'complaints' && parts[1]) {
    const complaint = complaints().find(({ id }) => id === parts[1]);
    if (!complaint) return fail('not_found', 'permanent');
    return ok({
      complaint,
      activities: all('activities').filter(({ complaintId }) => complaintId === complaint.id),
    });
  }
  if (parts[0] === 'complaints') {
    const open = (status: string) => !['resolved', 'closed', 'cancelled', 'withdrawn'].includes(status);
    const state = searchParams.get('state');
    return ok({
      complaints: complaints()
        .filter(({ status }) => !state || open(status) === (state !== 'done'))
        .filter(({ dueAt }) => state !== 'overdue' || dueAt < NOW),
      ...(state === null ? {} : { cursor: 'next' }),
    });
  }
  if (parts[0] === 'campaigns' && parts[2] === 'responses')
    return ok({ responses: all('responses').filter(({ campaignId }) => campaignId === parts[1]) });
  if (parts[0] === 'campaigns' && method === 'GET')
    return ok({
      campaigns: all('campaigns').map((campaign) => ({
        ...campaign,
        responses: all('responses').filter(({ campaignId }) => campaignId === campaign.id).length,
      })),
    });
  if (parts[0] === 'branches')
    return ok({ branches: all('reference').filter(({ kind }) => kind === 'branch') });
  if (parts[0] === 'staff' && method === 'GET')
    return ok({
      staff: Object.entries(ACTORS).map(([username, actor]) => ({
        id: actor.userId,
        username,
        name: actor.name,
        role: actor.role,
        branchId: actor.branchId,
        active: true,
      })),
    });
  return fail('not_found', 'permanent');
}
