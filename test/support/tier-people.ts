/** Customers with everything that a tier may be judged by, at random from a seed. */

export type Doc = Record<string, unknown> & { readonly id: string };
const base = (id: string, branchId: string): Doc => ({
  id,
  branchId,
  createdBy: { id: 'admin', name: 'Admin' },
  createdAt: '2020-01-01T00:00:00.000Z',
  updatedBy: { id: 'admin', name: 'Admin' },
  updatedAt: '2020-01-01T00:00:00.000Z',
  clock: { offset: 0, uncertainty: 0 },
});

export interface Made {
  readonly customer: Doc;
  readonly agreements: Doc[];
  readonly complaints: Doc[];
  readonly activities: Doc[];
}

/**
 * @param seed the same seed makes the same customers
 * @param today local day, `YYYY-MM-DD`: what they did lies around it
 */
export function tierPeople(count: number, seed: number, today: string): readonly Made[] {
  let state = seed;
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const upTo = (most: number): number => Math.floor(random() * (most + 1));
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const dayAgo = (days: number): string =>
    new Date(Date.parse(`${today}T12:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
  const instantAgo = (days: number): string => `${dayAgo(days)}T${pick(['00:10', '03:00', '14:59'])}:00.000Z`;

  /** Of several agreements the later one follows on the one before, more often than not. */
  const followed = (make: () => Doc[]): Doc[] =>
    make().map((one, index, all) =>
      index > 0 && random() < 0.6 ? { ...one, renewsId: all[index - 1]?.id ?? '' } : one,
    );

  function made(n: number): Made {
    const branchId = pick(['NGW', 'JAP']);
    const id = `c${String(n).padStart(6, '0')}`;
    const hangs = (kind: string, index: number): Doc => ({
      ...base(`${id}-${kind}-${index}`, branchId),
      customerId: id,
    });
    const list = (kind: string, most: number, more: () => object): Doc[] =>
      Array.from({ length: upTo(most) }, (_, index) => ({ ...hangs(kind, index), ...more() }));
    const override = random();
    return {
      customer: {
        ...base(id, branchId),
        kind: 'company',
        number: `P-${branchId}-D1-${n + 1}`,
        name: `Pelanggan ${n}`,
        stage: 'active',
        phones: [],
        contacts: [],
        source: 'book',
        consents: {},
        tags: [],
        ...(random() < 0.3 ? { tier: pick(['bronze', 'silver', 'gold']) } : {}),
        ...(override < 0.1
          ? {
              tierOverride: {
                tier: 'gold',
                reason: 'Tokoh',
                by: { id: 'admin', name: 'Admin' },
                at: instantAgo(30),
                ...(override < 0.06 ? { until: dayAgo(pick([-1, 0, 1])) } : {}),
              },
            }
          : {}),
      },
      agreements: followed(() =>
        list('a', 3, () => ({
          kind: 'pks',
          facilities: [],
          ...(random() < 0.8 ? { start: dayAgo(upTo(500) - 20) } : {}),
          ...(random() < 0.7 ? { end: dayAgo(upTo(120) - 60) } : {}),
          ...(random() < 0.8 ? { monthlyAmount: upTo(40) * 1_000_000 } : {}),
          ...(random() < 0.3 ? { status: pick(['active', 'renewed', 'ended']) } : {}),
        })),
      ),
      complaints: list('k', 2, () => ({
        kind: pick(['complaint', 'question']),
        number: `K-${branchId}-D1-${n * 10 + upTo(9)}`,
        channel: 'phone',
        category: 'lain',
        divisionId: '',
        description: 'Terlambat',
        references: [],
        status: pick(['new', 'cancelled', 'closed']),
        receivedAt: instantAgo(upTo(800)),
        promised: [],
        dueAt: '',
        confidential: random() < 0.2,
        prints: 0,
      })),
      activities: list('t', 5, () => {
        const kind = pick(['visit', 'call', 'campaign_response', 'note', 'status_changed']);
        return {
          kind,
          at: instantAgo(upTo(900)),
          complaintId: random() < 0.1 ? `${id}-k-0` : '',
          ...(kind === 'campaign_response' ? { to: pick(['deal', 'interested']) } : {}),
        };
      }),
    };
  }

  return Array.from({ length: count }, (_, n) => made(n));
}
