/** A head office on a real PostgreSQL, with customers in two branches that do not see each other's. */
import type { Enrolled } from '#shared/api/devices.ts';
import type { Customer } from '#shared/domain/customer.ts';
import { type HeadOffice, JAYAPURA, NGAWI, startHeadOffice } from '#test/support/head-office.ts';

const CHUNK = 500;
const AT = '2026-03-05T07:00:00.000Z';

/** A branch with a person and a PC. */
export interface Place {
  readonly branch: string;
  readonly username: string;
  readonly device: Enrolled;
}

export interface BenchOffice {
  readonly office: HeadOffice;
  readonly own: Place;
  readonly plugin: Place;
  token(place: Place): Promise<string>;
}

function customer(branch: string, n: number, by: Customer['createdBy']): Customer {
  return {
    id: `${branch}-${String(n).padStart(6, '0')}`,
    branchId: branch,
    createdBy: by,
    createdAt: AT,
    updatedBy: by,
    updatedAt: AT,
    clock: { offset: 0, uncertainty: 40 },
    kind: 'person',
    number: `P-${branch}-D9-${n + 1}`,
    name: `Sri Lestari ${n}`,
    stage: 'active',
    phones: [{ number: `+62812${String(10_000_000 + n)}`, label: 'WhatsApp' }],
    contacts: [],
    address: { street: `Jl. Ahmad Yani ${n}`, village: 'Margomulyo', district: 'Ngawi', regency: 'Ngawi' },
    source: 'walk_in',
    consents: {},
    tags: ['langganan', 'kecamatan'],
    remarks: 'Minta dihubungi lewat WhatsApp sebelum kurir datang. '.repeat(3),
  };
}

/** @param rows customers of each branch */
export async function startBenchOffice(renderer: string, rows: number): Promise<BenchOffice> {
  const office = await startHeadOffice({ postgres: 'embedded', renderer });
  const place = async ({ code: branch }: { readonly code: string }): Promise<Place> => {
    const username = `rina-${branch.toLowerCase()}`;
    await office.createUser({ username, branchId: branch });
    const device = await office.enrol(branch, 'Bench');
    const { accessToken, actor } = await office.signIn(username, device);
    const by = { id: actor.userId, name: actor.name };
    for (let at = 0; at < rows; at += CHUNK) {
      const length = Math.min(CHUNK, rows - at);
      const sent = Array.from({ length }, (_, n) => {
        const { id, ...content } = customer(branch, at + n, by);
        const rev = `${id}-seed`;
        return { id, rev, base: null, doc: { ...content, id, rev, ver: 0, _deleted: false } };
      });
      const answer = await office.api<{ answers: readonly { status: string }[] }>(
        'POST',
        '/api/sync/customers/push',
        { rows: sent },
        accessToken,
      );
      const refused = answer.body.answers.find(({ status }) => status !== 'accepted');
      if (refused) throw new Error(`not seeded: ${JSON.stringify(refused)}`);
    }
    return { branch, username, device };
  };
  const own = await place(NGAWI);
  const plugin = await place(JAYAPURA);
  await office.db.query('ANALYZE');
  return {
    office,
    own,
    plugin,
    token: async ({ username, device }) => (await office.signIn(username, device)).accessToken,
  };
}
