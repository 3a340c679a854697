/** The demo's agenda: visits of this week, done and to come, and agreements that are at every step of their end. */
import type { CommandArgs, CommandName, CommandResult } from '#shared/domain/commands/index.ts';
import type { Zone } from '#shared/domain/reference.ts';
import { addDays, instantOf, localTime, weekdayOf } from '#shared/domain/time.ts';

interface Teller {
  at(hoursAgo: number): void;
  run<N extends CommandName>(name: N, args: CommandArgs<N>): Promise<CommandResult<N>>;
  flush(): Promise<void>;
}

export interface AgendaOptions {
  /** Customers of the branch; ten or more. */
  readonly customers: readonly string[];
  readonly zone: Zone;
  readonly now: Date;
}

/** Weekday (1 = Monday), minutes since midnight, why, and every how many weeks. */
const VISITS = [
  [1, 540, 'Evaluasi layanan jemput', 2],
  [1, 840, 'Kenalan dengan PIC baru', 0],
  [2, 600, 'Tawarkan tagihan kumulatif', 0],
  [3, 570, 'Bahas klaim kiriman rusak', 0],
  [4, 540, 'Evaluasi layanan jemput', 4],
  [4, 810, 'Antar salinan PKS', 0],
  [5, 570, 'Tawarkan kemasan khusus', 0],
  [5, 840, 'Evaluasi bulanan', 4],
] as const;
/** Days until the end. */
const ENDINGS = [-2, 9, 24, 41] as const;
const HOUR = 3_600_000;

export async function tellAgenda(teller: Teller, { customers, zone, now }: AgendaOptions): Promise<void> {
  const today = localTime(now.toISOString(), zone).day;
  const monday = addDays(today, 1 - weekdayOf(today));
  const hoursSince = (instant: string): number => (now.getTime() - Date.parse(instant)) / HOUR;
  const customerOf = (index: number): string => customers[(index * 7) % customers.length] ?? '';

  for (const [index, days] of ENDINGS.entries()) {
    teller.at(29 * 24);
    const end = addDays(today, days);
    await teller.run('addAgreement', {
      customerId: customerOf(index),
      agreement: {
        kind: 'pks',
        number: `${String(index + 7).padStart(3, '0')}/PKS/${end.slice(0, 4)}`,
        start: addDays(end, -364),
        end,
        monthlyAmount: 2_500_000 * (index + 1),
        facilities: ['pickup', 'cumulative_billing', 'customer_service'],
        sla: [{ text: 'Antaran dalam kota', hours: 24 }],
        offers: ['Potongan 5% di atas 500 kiriman sebulan'],
      },
    });
  }
  for (const [index, [weekday, minutes, title, weeks]] of VISITS.entries()) {
    const customerId = customerOf(index + ENDINGS.length);
    const dueAt = instantOf(addDays(monday, weekday - 1), minutes, zone);
    teller.at(8 * 24);
    const { id } = await teller.run('planVisit', {
      customerId,
      title,
      dueAt,
      minutes: 60,
      ...(weeks > 0 ? { rhythm: { every: weeks, unit: 'week' as const } } : {}),
    });
    const since = hoursSince(dueAt);
    // the last one that is over is left undone, so that something is overdue
    if (since < 24) continue;
    teller.at(since - 1);
    await teller.run('completeVisit', {
      id,
      customerId,
      outcome: 'Bertemu PIC. Puas dengan jemput; minta resi dikirim tiap sore.',
      ...(index === 0 ? { needs: ['Resi harian lewat WhatsApp'] } : {}),
    });
  }
  await teller.flush();
}
