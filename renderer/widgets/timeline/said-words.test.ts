import { beforeAll, describe, expect, test } from 'vitest';
import i18next from 'i18next';
import { insert } from '#shared/domain/commands/command.ts';
import { runCommand, type CommandArgs, type CommandName } from '#shared/domain/commands/index.ts';
import { textsOf, type Language } from '#renderer/i18n/index.ts';
import { CLERK, testWorld, type TestWorld } from '#test/support/domain.ts';
import { activityText } from './said-words.ts';
import { activityTitle } from './timeline-words.ts';

beforeAll(async () => {
  const resources = Object.fromEntries(
    (['id', 'en'] as const).map((name) => [name, { translation: textsOf(name) }]),
  );
  await i18next.init({ resources, fallbackLng: 'id', interpolation: { escapeValue: false } });
});

const AE = { ...CLERK, role: 'ae' } as const;

function run<N extends CommandName>(
  world: TestWorld,
  name: N,
  args: CommandArgs<N>,
): { readonly id: string } {
  const done = runCommand(name, world.context, args);
  if (!done.ok) throw new Error(done.error.code);
  world.keep(done.value.writes);
  return done.value.result as unknown as { readonly id: string };
}

/** What a reader of each language finds in the timeline for entries of these kinds. */
function read(world: TestWorld, kinds: readonly string[]): Record<Language, readonly string[]> {
  const { reference } = world.context;
  const of = (language: Language): readonly string[] => {
    const words = { t: i18next.getFixedT(language), language, zone: 'Asia/Jakarta', reference };
    return world
      .all('activities')
      .filter(({ kind }) => kinds.includes(kind))
      .map((entry) => [activityTitle(entry, words), activityText(entry, words)].filter(Boolean).join(' | '));
  };
  return { id: of('id'), en: of('en') };
}

const customerIn = (world: TestWorld): string => run(world, 'registerCustomer', { name: 'Toko Kartini' }).id;

describe('what the program says in a timeline is read in the language of its reader', () => {
  test('steps of a renewal: planned, moved, taken back, done', () => {
    const world = testWorld({ actor: AE });
    const customerId = customerIn(world);
    const agreement = { kind: 'pks', number: '12/PKS/2025', end: '2026-12-31' } as const;
    run(world, 'addAgreement', { customerId, agreement });
    const task = world.all('tasks')[0];
    if (!task) throw new Error('no visit was planned');
    const dueAt = '2026-11-20T02:00:00.000Z';
    run(world, 'moveTask', { id: task.id, dueAt, reason: 'Pemilik di luar kota' });
    run(world, 'moveTask', { id: task.id, dueAt: task.dueAt, undone: true });
    run(world, 'cancelTask', { id: task.id, reason: 'Sudah dihubungi' });
    const planned = ['visit_planned', 'task_moved', 'task_cancelled'];
    expect(read(world, planned)).toEqual({
      id: [
        'Direncanakan: Kunjungan perpanjangan PKS 12/PKS/2025',
        'Dipindah: Kunjungan perpanjangan PKS 12/PKS/2025 | Pemilik di luar kota',
        'Dipindah: Kunjungan perpanjangan PKS 12/PKS/2025 | Diurungkan',
        'Dibatalkan: Kunjungan perpanjangan PKS 12/PKS/2025 | Sudah dihubungi',
      ],
      en: [
        'Planned: Renewal visit PKS 12/PKS/2025',
        'Moved: Renewal visit PKS 12/PKS/2025 | Pemilik di luar kota',
        'Moved: Renewal visit PKS 12/PKS/2025 | Taken back',
        'Cancelled: Renewal visit PKS 12/PKS/2025 | Sudah dihubungi',
      ],
    });
  });

  test('a number that says what it is the number of is not introduced once more', () => {
    const world = testWorld({ actor: AE });
    const customerId = customerIn(world);
    const agreement = { kind: 'pks', number: 'PKS/12/2025', end: '2026-12-31' } as const;
    run(world, 'addAgreement', { customerId, agreement });
    expect(read(world, ['visit_planned'])).toEqual({
      id: ['Direncanakan: Kunjungan perpanjangan PKS/12/2025'],
      en: ['Planned: Renewal visit PKS/12/2025'],
    });
  });

  test('the settlement of a contract that ended', () => {
    const world = testWorld({ actor: AE });
    const customerId = customerIn(world);
    const { id } = run(world, 'addAgreement', {
      customerId,
      agreement: { kind: 'contract', number: 'K-7', end: '2026-12-31' },
    });
    run(world, 'decideRenewal', { agreementId: id, decision: 'end', reason: 'Pindah kota' });
    expect(read(world, ['visit_planned'])).toEqual({
      id: ['Direncanakan: Penyelesaian akhir Kontrak K-7'],
      en: ['Planned: Final settlement Contract K-7'],
    });
  });

  test('why the rules give a tier', () => {
    const world = testWorld();
    const facts = {
      monthlyRevenue: 20_000_000,
      transactions: 3,
      recencyDays: 2,
      agreements: 1,
      complaints: 0,
    };
    run(world, 'reviewTier', { customerId: customerIn(world), facts });
    const told = read(world, ['tier_changed']);
    expect(told.id).toEqual([
      expect.stringMatching(/^Kelas: Silver \| Silver karena pendapatan Rp 20\.000\.000 sebulan/),
    ]);
    expect(told.en).toEqual([
      expect.stringMatching(/^Tier: Silver \| Silver because of revenue of Rp 20,000,000 a month/),
    ]);
  });

  test('a closing and a join that were taken back at once', () => {
    const world = testWorld({ actor: { ...CLERK, role: 'supervisor' } });
    const [kept, other] = [customerIn(world), customerIn(world)];
    run(world, 'joinCustomers', { survivorId: kept, mergedId: other });
    run(world, 'separateCustomers', { survivorId: kept, mergedId: other, undone: true });
    const { id } = run(world, 'registerComplaint', {
      kind: 'complaint',
      channel: 'walk_in',
      category: 'terlambat',
      description: 'Kiriman terlambat',
      customerId: kept,
    });
    run(world, 'resolveComplaint', { id, resolution: 'Sudah diantar' });
    run(world, 'closeComplaint', { id });
    run(world, 'reopenComplaint', { id, undone: true });
    const told = read(world, ['customers_separated', 'reopened']);
    expect(told.id).toEqual([
      ...Array<unknown>(2).fill(expect.stringMatching(/dipisahkan lagi \| Diurungkan$/)),
      'Dibuka lagi | Diurungkan',
    ]);
    expect(told.en).toEqual([
      ...Array<unknown>(2).fill(expect.stringMatching(/separated again \| Taken back$/)),
      'Reopened | Taken back',
    ]);
    expect(world.all('complaints')[0]).not.toHaveProperty('reason');
  });

  test('a refused change that was given up', () => {
    const world = testWorld();
    const customerId = customerIn(world);
    run(world, 'recordDiscard', {
      collection: 'customers',
      customerId,
      complaintId: '',
      fields: ['name', 'commodity'],
      reason: 'Sudah benar di pusat',
    });
    run(world, 'recordDiscard', {
      collection: 'complaints',
      customerId,
      complaintId: '',
      fields: [],
      number: 'K-NGW-D1-4',
      reason: 'Tercatat dua kali',
    });
    expect(read(world, ['change_discarded'])).toEqual({
      id: [
        'Perubahan dibuang oleh Rina: pelanggan (Nama, Komoditas) | Alasan: Sudah benar di pusat',
        'Perubahan dibuang oleh Rina: pengaduan K-NGW-D1-4 | Alasan: Tercatat dua kali',
      ],
      en: [
        'Change discarded by Rina: customer (Name, Commodity) | Reason: Sudah benar di pusat',
        'Change discarded by Rina: complaint K-NGW-D1-4 | Reason: Tercatat dua kali',
      ],
    });
  });

  test('what left in an export, with the reason as it was typed', () => {
    const world = testWorld();
    run(world, 'recordExport', {
      what: 'pelanggan: Aktif',
      of: { list: 'customers', view: 'active', words: 'kartini' },
      format: 'xlsx',
      count: 12,
      columns: ['name', 'nik'],
      reason: 'Diminta OJK',
    });
    run(world, 'recordExport', {
      what: 'Agenda',
      of: { list: 'agenda', days: ['2026-03-02', '2026-03-08'] },
      format: 'ics',
      count: 3,
    });
    expect(read(world, ['exported'])).toEqual({
      id: [
        '12 baris diekspor · Excel · dengan NIK | pelanggan: Aktif · “kartini”\nAlasan: Diminta OJK',
        '3 baris diekspor · kalender (.ics) | Agenda 2 Mar 2026 – 8 Mar 2026',
      ],
      en: [
        '12 rows exported · Excel · with NIK | customers: Active · “kartini”\nReason: Diminta OJK',
        '3 rows exported · calendar (.ics) | Agenda 2 Mar 2026 – 8 Mar 2026',
      ],
    });
  });
});

test('entries of earlier versions, and what a person typed, are read as they were written', () => {
  const world = testWorld({ actor: AE });
  const customerId = customerIn(world);
  const agreement = { kind: 'pks', number: '12', end: '2026-12-31' } as const;
  run(world, 'addAgreement', { customerId, agreement });
  const facts = { monthlyRevenue: 9_000_000, transactions: 3, recencyDays: 2, agreements: 1, complaints: 0 };
  run(world, 'reviewTier', { customerId, facts });
  const withoutCodes = world.all('activities').map(({ ext: _ext, ...entry }) => entry);
  const before = testWorld();
  before.keep(withoutCodes.map((entry) => insert('activities', entry)));
  run(before, 'addNote', { customerId, text: 'Evaluasi PKS 12' });
  expect(read(before, ['visit_planned', 'tier_changed', 'note']).en).toEqual([
    'Planned: Kunjungan perpanjangan PKS 12',
    expect.stringMatching(/ \| Silver karena pendapatan Rp 9\.000\.000 sebulan/),
    'Follow-up | Evaluasi PKS 12',
  ]);
});
