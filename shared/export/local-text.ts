import type { Zone } from '../domain/reference.ts';
import { localTime } from '../domain/time.ts';

/** @returns an instant as day and time of the branch, `2026-03-05 14.07`: in order when sorted as text. */
export function localText(instant: string, zone: Zone): string {
  if (instant === '') return '';
  const { day, minutes } = localTime(instant, zone);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${day} ${two(Math.floor(minutes / 60))}.${two(minutes % 60)}`;
}
