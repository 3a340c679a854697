/** Days and times of the agenda, in the zone of the branch. */
import { ZONES, type Zone } from '#shared/domain/reference.ts';
import { addDays, instantOf, localTime, nextDay, weekdayOf } from '#shared/domain/time.ts';

/** @returns the zone as the domain knows it; Jakarta's for a name that it does not. */
export const zoneOf = (name: string): Zone => ZONES.find((one) => one === name) ?? 'Asia/Jakarta';

/** @returns Monday to Sunday of the week of `day`. */
export const weekOf = (day: string): readonly string[] =>
  [0, 1, 2, 3, 4, 5, 6].map((step) => addDays(day, step + 1 - weekdayOf(day)));

/** @returns the instants between which these days lie. */
export const spanOf = (
  days: readonly string[],
  zone: Zone,
): { readonly from: string; readonly before: string } => ({
  from: instantOf(days[0] ?? '', 0, zone),
  before: instantOf(nextDay(days.at(-1) ?? ''), 0, zone),
});

/** @returns things by their local day, each day in the order of their times. */
export function byDay<T extends { readonly dueAt: string; readonly id: string }>(
  things: readonly T[],
  zone: Zone,
): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const thing of things) {
    const { day } = localTime(thing.dueAt, zone);
    const others = found.get(day);
    if (others) others.push(thing);
    else found.set(day, [thing]);
  }
  for (const list of found.values())
    list.sort((a, b) => (a.dueAt === b.dueAt ? (a.id < b.id ? -1 : 1) : a.dueAt < b.dueAt ? -1 : 1));
  return found;
}

const TIME = /^(\d{1,2})(?:[.:]?(\d{2}))?$/;

/** Takes `9`, `9.30`, `09:30`, `0930`. @returns minutes since midnight, or undefined for what is no time. */
export function readTime(text: string): number | undefined {
  const match = TIME.exec(text.trim());
  if (!match) return undefined;
  const [hours, minutes] = [Number(match[1]), Number(match[2] ?? 0)];
  return hours < 24 && minutes < 60 ? hours * 60 + minutes : undefined;
}

/** @returns `09.30`. */
export const timeText = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}.${String(minutes % 60).padStart(2, '0')}`;

/** @returns the instant of a day and a typed time; undefined where either is none. */
export function momentOf(day: string, time: string, zone: Zone): string | undefined {
  const minutes = readTime(time);
  return day === '' || minutes === undefined ? undefined : instantOf(day, minutes, zone);
}
