/** What head office answers about desks and refused writes, in the world that the double shows. */
import type { DeviceView } from '#shared/api/devices.ts';
import type { Refusal } from '#shared/api/refusals.ts';
import { ok, type Result } from '#shared/errors/errors.ts';
import type { Documents } from './desk-double.ts';

const device = (
  branchId: string,
  deskCode: string,
  name: string,
  more: Partial<DeviceView> = {},
): DeviceView => ({
  id: `pc-${branchId}-${deskCode}`,
  branchId,
  deskCode,
  name,
  state: 'active',
  enrolledAt: '2026-01-12T02:10:00.000Z',
  lastSeenAt: '2026-03-05T07:06:20.000Z',
  appVersion: '0.1.0',
  clockOffsetMs: 1_400,
  clockFlag: false,
  ...more,
});

const DEVICES: readonly DeviceView[] = [
  device('JAP', 'D1', 'Loket depan Jayapura', { clockOffsetMs: -7_214_000, clockFlag: true }),
  device('NGW', 'D1', 'PC kasir lama', {
    state: 'cloned',
    lastSeenAt: '2026-02-18T03:00:00.000Z',
    clockOffsetMs: -400,
  }),
  device('NGW', 'D2', 'Loket 1 dekat pintu masuk, meja panjang sebelah kanan'),
  device('NGW', 'D3', 'Laptop pameran', {
    state: 'revoked',
    lastSeenAt: '2026-03-01T08:40:00.000Z',
    revokedAt: '2026-03-02T02:00:00.000Z',
    revokedBy: 'Dewi Lestari',
    reason: 'Laptop hilang di alun-alun',
  }),
  device('NGW', 'D4', 'Loket 3', {
    lastSeenAt: '2026-02-20T08:40:00.000Z',
    clockOffsetMs: 260_000,
    clockFlag: true,
  }),
  device('NGW', 'D5', 'Komputer gudang', {
    state: 'wiped',
    revokedAt: '2026-02-02T02:00:00.000Z',
    revokedBy: 'Administrator demo',
    reason: 'Dijual',
    wipedAt: '2026-02-02T04:11:00.000Z',
  }),
];

function refused(all: Documents): Refusal[] {
  const base = { branchId: 'NGW', deskCode: 'D2' } as const;
  const [complaint, other] = all('complaints');
  const [customer] = all('customers');
  if (!complaint || !other || !customer) return [];
  return [
    {
      ...base,
      collection: 'complaints',
      id: complaint.id,
      rev: 'r-1',
      author: 'Rina',
      code: 'status_unreachable',
      field: 'status',
      content: {
        ...complaint,
        status: 'in_progress',
        description: 'Sudah ditelepon dua kali, belum diangkat.',
      },
      at: '2026-03-05T06:20:00.000Z',
    },
    {
      ...base,
      collection: 'customers',
      id: customer.id,
      rev: 'r-2',
      author: 'Dewi Lestari',
      code: 'number_taken',
      field: 'number',
      content: { ...customer },
      at: '2026-03-04T03:12:00.000Z',
    },
    {
      ...base,
      collection: 'complaints',
      id: other.id,
      rev: 'r-3',
      author: 'Rina',
      deskCode: 'D4',
      code: 'not_found',
      at: '2026-03-03T03:12:00.000Z',
    },
  ];
}

/** What somebody gave up, and why. */
const discarded = (all: Documents): Refusal[] =>
  refused(all).map((refusal, n) => ({
    ...refusal,
    rev: `s-${n}`,
    settled: {
      at: `2026-03-05T06:4${n}:00.000Z`,
      by: 'Dewi Lestari',
      reason: 'Sudah dicatat ulang oleh supervisor dalam pengaduan yang sama.',
    },
  }));

/** @returns the answer, or undefined for another route. */
export function officeDesks(method: string, path: string, all: Documents): Result<unknown> | undefined {
  const { pathname, searchParams } = new URL(path, 'http://office');
  const nothing = all('customers').length === 0;
  if (pathname === '/api/devices' && method === 'GET') return ok({ devices: nothing ? [] : DEVICES });
  const id = /^\/api\/devices\/([^/]+)\/revoke$/.exec(pathname)?.[1];
  const found = DEVICES.find((one) => one.id === id);
  if (found) return ok({ ...found, state: 'revoked' });
  if (pathname === '/api/refusals') {
    const refusals = searchParams.get('state') === 'discarded' ? discarded(all) : refused(all);
    return ok({ refusals, total: refusals.length });
  }
  if (pathname === '/api/refusals/settle') return ok({ settledAt: '2026-03-05T07:07:00.000Z' });
  return undefined;
}
