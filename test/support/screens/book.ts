/** What the customer book shows best: one company known for long, a record made twice, one that was joined. */
import type { Actor } from '#shared/domain/actor.ts';
import type { DeskDouble } from './desk-double.ts';

interface Hands {
  readonly clerk: Actor;
  readonly boss: Actor;
  /** @returns ISO UTC, so many days and hours before the world's now. */
  readonly day: (daysAgo: number, hour: number) => string;
}

/** Fills in the first customer and gives it a twin to be found and one that was joined. */
export function fillBook(desk: DeskDouble, { clerk, boss, day }: Hands): void {
  const [company] = desk.list('customers', { sort: 'number', limit: 1 }).get().value;
  if (!company) return;
  const { id } = company;
  const asBoss = (daysAgo: number) => ({ actor: boss, now: day(daysAgo, 2) });
  desk.as(asBoss(11), 'changeCustomer', {
    id,
    changes: {
      stage: 'active',
      ownerId: boss.userId,
      email: 'tata.usaha@sinarjaya.contoh.id',
      npwp: '0013121660091000',
      nik: '3521112205617035',
      commodity: 'Gula semut dan beras organik',
      tags: ['UMKM', 'pengiriman harian'],
      remarks: 'Antar lewat pintu timur. Telepon dulu sebelum jam 9.',
      address: {
        street: 'Jl. Ahmad Yani 112',
        village: 'Margomulyo',
        villageCode: '35.21.09.1003',
        district: 'Ngawi',
        regency: 'Kabupaten Ngawi',
        province: 'Jawa Timur',
        postalCode: '63211',
      },
      contacts: [
        {
          id: 'pic-1',
          name: 'Sri Wahyuningsih Kusumaningtyas',
          salutation: 'Ibu',
          role: 'Kepala bagian pengiriman',
          phones: [{ number: '+6281230020001' }],
          email: 'sri@sinarjaya.contoh.id',
        },
        { id: 'pic-2', name: 'Joko', role: 'Gudang', phones: [{ number: '+6281230020002' }] },
      ],
    },
  });
  const about = { customerId: id } as const;
  desk.as(asBoss(10), 'recordConsent', {
    ...about,
    channel: 'whatsapp',
    given: true,
    how: 'spoken',
    proof: 'Boleh kirim promo lewat WA, asal jam kerja',
  });
  desk.as(asBoss(9), 'recordConsent', {
    ...about,
    channel: 'email',
    purpose: 'survey',
    given: false,
    how: 'message',
    proof: 'Jangan kirim survei lagi',
  });
  const need = desk.as(asBoss(8), 'addNeed', { ...about, text: 'Jemput kiriman setiap sore di gudang' });
  desk.as(asBoss(8), 'addNeed', { ...about, text: 'Tagihan digabung per bulan' });
  desk.as(asBoss(7), 'makeOffer', {
    ...about,
    needId: need['id'],
    text: 'Jemput gratis setiap hari kerja jam 15.00 untuk sedikitnya 20 kiriman',
    monthlyAmount: 12_500_000,
    until: '2026-03-31',
  });
  desk.as(asBoss(2), 'addTask', {
    ...about,
    kind: 'follow_up',
    title: 'Telepon Ibu Sri soal jadwal jemput',
    dueAt: day(-2, 0),
    assigneeId: boss.userId,
  });
  const again = { actor: clerk, now: day(1, 3) };
  const twin = desk.as(again, 'registerCustomer', { name: 'PT. Sinar Jaya Abadi', phone: '+6281230010412' });
  desk.as(again, 'changeCustomer', {
    id: twin['id'],
    changes: { commodity: 'Gula', email: 'sinarjaya@contoh.id', tags: ['baru'] },
  });
  const old = desk.as({ actor: clerk, now: day(6, 3) }, 'registerCustomer', { name: 'Sinar Jaya' });
  desk.as(asBoss(5), 'joinCustomers', { survivorId: id, mergedId: old['id'] });
}
