/** Tiers, counted and read again in other ways than the product's: what the test holds it against. */
import type { TierMeasure, TierRules } from '#shared/domain/reference.ts';
import type { TierFacts } from '#shared/domain/tiers.ts';
import type { Made } from './tier-people.ts';

/** The oracle: local days by the offset alone, every figure counted in its own way. */
export function oracle(
  { customer, agreements, complaints, activities }: Made,
  windowDays: number,
  at: Date,
): TierFacts {
  const hours = customer['branchId'] === 'JAP' ? 9 : 7;
  const serial = (day: unknown): number => Math.floor(Date.parse(`${String(day)}T00:00:00Z`) / 86_400_000);
  const local = (at: unknown): number =>
    Math.floor((Date.parse(String(at)) + hours * 3_600_000) / 86_400_000);
  const now = local(at.toISOString());
  let [monthlyRevenue, count, transactions, complained] = [0, 0, 0, 0];
  let last = -Infinity;
  const met = (day: number): void => {
    if (day <= now && day > last) last = day;
  };
  for (const a of agreements) {
    const begun = a['start'] === undefined || serial(a['start']) <= now;
    const over = a['end'] !== undefined && serial(a['end']) < now;
    // a decision is about the last day: without one, or with its follower at work, there is nothing to wait for
    let replaced = a['end'] === undefined;
    for (const b of agreements)
      if (b['renewsId'] === a.id && !(b['start'] !== undefined && serial(b['start']) > now)) replaced = true;
    const decided = a['status'] === 'renewed' || a['status'] === 'ended';
    if (begun && !over && !(decided && replaced)) {
      count++;
      monthlyRevenue += Number(a['monthlyAmount'] ?? 0);
    }
    if (a['start'] === undefined) continue;
    met(serial(a['start']));
    if (serial(a['start']) <= now && now - serial(a['start']) < windowDays) transactions++;
  }
  for (const k of complaints) {
    if (k['confidential'] === true) continue;
    met(local(k['receivedAt']));
    const recent = now - local(k['receivedAt']) < windowDays;
    if (k['kind'] === 'complaint' && k['status'] !== 'cancelled' && recent) complained++;
  }
  for (const t of activities) {
    if (t['complaintId'] !== '') continue;
    if (['visit', 'call', 'campaign_response'].includes(String(t['kind']))) met(local(t['at']));
    if (t['to'] === 'deal' && now - local(t['at']) < windowDays) transactions++;
  }
  return {
    monthlyRevenue,
    transactions,
    agreements: count,
    complaints: complained,
    ...(Number.isFinite(last) ? { recencyDays: now - last } : {}),
  };
}

/** What a rule says, read again: the tier of the first one whose every bound holds. */
export function tierOf(facts: TierFacts, rules: Pick<TierRules, 'rules'>): string {
  const value = (measure: TierMeasure): number => facts[measure] ?? Number.NaN;
  const held = rules.rules.find(({ all }) =>
    all.every(
      ({ measure, atLeast = -Infinity, atMost = Infinity }) =>
        value(measure) >= atLeast && value(measure) <= atMost,
    ),
  );
  return held?.tier ?? '';
}

/** Reads the figures of a sentence back and holds each against the facts and against its own bound. */
export function isTrue(sentence: string, facts: TierFacts, tier: string | undefined): boolean {
  if (tier === undefined) return sentence === 'Belum masuk kelas mana pun';
  const [name, list = ''] = sentence.split(' karena ');
  if (name?.toLowerCase() !== tier) return false;
  const figure = (text: string): number => Number(text.replaceAll('.', ''));
  const today = list.includes('kontak terakhir hari ini');
  if (today !== (facts.recencyDays === 0 && list.includes('kontak terakhir'))) return false;
  const patterns: readonly [RegExp, number | undefined][] = [
    [/^pendapatan Rp ([\d.]+) sebulan/, facts.monthlyRevenue],
    [/^([\d.]+) transaksi/, facts.transactions],
    [/^kontak terakhir (?:hari ini|([\d.]+) hari lalu)/, facts.recencyDays],
    [/^([\d.]+) perjanjian berlaku/, facts.agreements],
    [/^([\d.]+) pengaduan/, facts.complaints],
  ];
  return list.split('; ').every((part) => {
    const found = patterns.find(([pattern]) => pattern.test(part));
    if (!found) return false;
    const value = figure(found[0].exec(part)?.[1] ?? '0');
    const least = /paling sedikit (?:Rp )?([\d.]+)/.exec(part)?.[1];
    const most = /paling banyak (?:Rp )?([\d.]+)/.exec(part)?.[1];
    return (
      value === found[1] &&
      (least !== undefined || most !== undefined) &&
      (least === undefined || value >= figure(least)) &&
      (most === undefined || value <= figure(most))
    );
  });
}
