/**
 * The agenda as an iCalendar file (RFC 5545), for the calendar of a phone or of Outlook. Times are written in UTC: no
 * calendar has to know Indonesia's zones. An entry keeps its UID, and its SEQUENCE grows with every change of the task,
 * so that a later file of the same tasks moves entries and makes none twice. A cancelled task stays in the file: only so
 * does its entry leave the calendar.
 */
import type { Task } from './task.ts';

export interface IcsEntry {
  readonly task: Pick<Task, 'id' | 'dueAt' | 'minutes' | 'place' | 'status' | 'createdAt' | 'updatedAt'>;
  /** What stands in the calendar's line. */
  readonly summary: string;
  readonly description?: string;
  readonly category?: string;
}

export interface IcsOptions {
  /** Name of the calendar, where the program shows one. */
  readonly name: string;
  /** ISO UTC. */
  readonly now: string;
  /** Tells tasks of one company from another's in a calendar that holds both, as in `pusat.contoh.co.id`. */
  readonly host: string;
}

const MOST_OCTETS = 75;
const VISIT_MINUTES = 60;

/** Control characters are no text of RFC 5545 (3.1), and some calendars refuse the whole file for one. */
const CONTROLS = /[^\P{Cc}\n\t]/gu;

/** @returns TEXT of RFC 5545, 3.3.11. */
const escaped = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(CONTROLS, '')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n');

/** Octets of a character in UTF-8. */
function octetsOf(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x1_0000 ? 3 : 4;
}

/** RFC 5545, 3.1: no line longer than 75 octets; a character of several octets stays in one piece. */
export function folded(line: string): string {
  let out = '';
  let octets = 0;
  for (const character of line) {
    const size = octetsOf(character);
    if (octets + size > MOST_OCTETS) {
      out += '\r\n ';
      octets = 1;
    }
    out += character;
    octets += size;
  }
  return out;
}

/** `20260305T070700Z` */
const utc = (instant: number): string =>
  new Date(instant)
    .toISOString()
    .replace(/[-:]/g, '')
    .replace(/\.\d{3}/, '');

/**
 * Seconds from the first version to this one: it grows with every change, and fits 31 bits for 68 years. What is
 * cancelled within the second of the change before still comes after it.
 */
function sequenceOf({ status, createdAt, updatedAt }: IcsEntry['task']): number {
  const age = Math.max(0, Math.floor((Date.parse(updatedAt) - Date.parse(createdAt)) / 1000));
  return status === 'cancelled' ? age + 1 : age;
}

function event({ task, summary, description, category }: IcsEntry, { now, host }: IcsOptions): string[] {
  const start = Date.parse(task.dueAt);
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(task.id)}@${escaped(host)}`,
    `DTSTAMP:${utc(Date.parse(now))}`,
    `CREATED:${utc(Date.parse(task.createdAt))}`,
    `LAST-MODIFIED:${utc(Date.parse(task.updatedAt))}`,
    `SEQUENCE:${sequenceOf(task)}`,
    `DTSTART:${utc(start)}`,
    `DTEND:${utc(start + (task.minutes ?? VISIT_MINUTES) * 60_000)}`,
    `SUMMARY:${escaped(summary)}`,
    ...(description ? [`DESCRIPTION:${escaped(description)}`] : []),
    ...(task.place ? [`LOCATION:${escaped(task.place)}`] : []),
    ...(category ? [`CATEGORIES:${escaped(category)}`] : []),
    `STATUS:${task.status === 'cancelled' ? 'CANCELLED' : 'CONFIRMED'}`,
    'END:VEVENT',
  ];
}

/** @returns the file's text, with the line ends that the RFC asks for. */
export function agendaIcs(entries: readonly IcsEntry[], options: IcsOptions): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Loket//Agenda//ID',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(options.name)}`,
    ...entries.flatMap((entry) => event(entry, options)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}
