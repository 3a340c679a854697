/** A full agenda: thirty visits in the week, long names, overdue ones, agreements in every state of their end. */
import type { Actor } from '#shared/domain/actor.ts';
import type { DeskDouble } from './desk-double.ts';

const DAY = 86_400_000;
const PURPOSES = [
  'Evaluasi layanan jemput',
  'Tawarkan tagihan kumulatif',
  'Kenalan dengan PIC baru',
  'Bahas klaim kiriman rusak bulan lalu dan cara mengemas barang pecah belah',
  'Antar salinan PKS',
];

/** Days from the fifth of March 2026, Thursday 14.07 WIB: end of the agreement, and what has been done of its renewal. */
const AGREEMENTS = [
  { end: -3, done: 0, number: '07/PKS/NGW/2025' },
  { end: 5, done: 2, number: '11/PKS/NGW/2025' },
  { end: 12, done: 1, number: '12/PKS/NGW/2025' },
  { end: 28, done: 0, number: '19/PKS/NGW/2025' },
  { end: 40, done: 0, number: '023/PKS/NGW/LOGISTIK-KORPORAT/2025' },
] as const;

/** @param now ISO UTC */
export function fillAgenda(desk: DeskDouble, now: string, sari: Actor): void {
  const customers = desk.list('customers', {}).get().value;
  const at = (days: number, hours = 0): string =>
    new Date(Date.parse(now) + days * DAY + hours * 3_600_000).toISOString();
  const day = (days: number): string => at(days, 7).slice(0, 10);
  const idOf = (index: number): string => customers[index % customers.length]?.id ?? '';
  const as = (days: number, name: Parameters<DeskDouble['as']>[1], args: unknown) =>
    desk.as({ actor: sari, now: at(days) }, name, args);

  for (let index = 0; index < 30; index++) {
    const [weekday, hour] = [index % 5, 1 + (Math.floor(index / 5) % 6) * 1.5];
    const visit = as(-9, 'planVisit', {
      customerId: idOf(index),
      title: PURPOSES[index % PURPOSES.length],
      dueAt: new Date(
        Date.parse('2026-03-02T00:00:00.000Z') + weekday * DAY + hour * 3_600_000,
      ).toISOString(),
      minutes: 45,
      ...(index % 3 === 0 ? { place: 'Gudang PT Sinar Jaya, Jl. Yos Sudarso 12' } : {}),
      ...(index % 4 === 0 ? { rhythm: { every: 2, unit: 'week' } } : {}),
      assigneeId: index % 2 === 0 ? sari.userId : 'dewi',
    });
    if (weekday < 3)
      as(weekday - 3, 'completeVisit', {
        id: visit['id'],
        customerId: idOf(index),
        outcome: 'Bertemu PIC. Puas dengan jemput, minta resi harian lewat WhatsApp.',
      });
  }
  for (const [index, days] of [-10, -6, -4].entries())
    as(-20, 'planVisit', {
      customerId: idOf(index + 3),
      title: PURPOSES[index],
      dueAt: at(days),
      assigneeId: sari.userId,
    });
  AGREEMENTS.forEach(({ end, done, number }, index) => {
    const customerId = idOf(index === 4 ? 9 : index);
    const made = as(-60, 'addAgreement', {
      customerId,
      agreement: {
        kind: 'pks',
        number,
        start: day(end - 364),
        end: day(end),
        monthlyAmount: 4_500_000,
        facilities: ['pickup', 'cumulative_billing'],
        sla: [{ text: 'Antaran dalam kota', hours: 24 }],
        offers: ['Potongan 5% di atas 500 kiriman'],
      },
    });
    for (let step = 0; step < done; step++) {
      const open = desk
        .list('tasks', { where: { customerId } })
        .get()
        .value.find((task) => task['agreementId'] === made['id'] && task['status'] === 'open');
      as(-5 + step, 'completeVisit', {
        id: open?.id,
        customerId,
        agreementId: made['id'],
        outcome: 'Dievaluasi bersama PIC.',
      });
    }
  });
}
