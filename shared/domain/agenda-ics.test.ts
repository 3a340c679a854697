import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { agendaIcs, folded, type IcsEntry } from './agenda-ics.ts';

const options = { name: 'Agenda Ngawi', now: '2026-03-05T07:07:00.000Z', host: 'pusat.contoh.co.id' };
const entry = (more: Partial<IcsEntry['task']> = {}, summary = 'Kunjungan'): IcsEntry => ({
  task: {
    id: '0199f3a2-7c1e-7b3a-9d2c-1f4e5a6b7c8d',
    dueAt: '2026-03-06T03:00:00.000Z',
    status: 'open',
    createdAt: '2026-03-01T00:00:00.000Z',
    updatedAt: '2026-03-01T00:00:00.000Z',
    ...more,
  },
  summary,
});
const bytes = (text: string): number => new TextEncoder().encode(text).length;

/** Read by another program's parser. */
function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  return {
    calendar,
    events: calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component)),
  };
}

test('times, place and status as another program reads them', () => {
  const { calendar, events } = read(
    agendaIcs(
      [
        entry({ minutes: 45, place: 'Gudang; Jl. Yos Sudarso 12, Ngawi' }),
        entry({ id: 'renewal:ab', status: 'cancelled' }),
      ],
      options,
    ),
  );
  expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
  const [one, two] = events;
  expect(one?.uid).toBe('0199f3a2-7c1e-7b3a-9d2c-1f4e5a6b7c8d@pusat.contoh.co.id');
  expect(one?.startDate.toJSDate().toISOString()).toBe('2026-03-06T03:00:00.000Z');
  expect(one?.endDate.toJSDate().toISOString()).toBe('2026-03-06T03:45:00.000Z');
  expect(one?.location).toBe('Gudang; Jl. Yos Sudarso 12, Ngawi');
  expect(two?.uid).toBe('renewal:ab@pusat.contoh.co.id');
  expect(two?.component.getFirstPropertyValue('status')).toBe('CANCELLED');
  expect(two?.duration.toSeconds()).toBe(3600);
});

test('text comes out as it went in, however long and whatever is in it', () => {
  const summary = `Evaluasi; PKS 12\\2025, “Ñi Luh” 🚚 ${'Raden Ajeng Siti Rahayuningsih '.repeat(12)}`;
  const description = 'Baris satu\r\nBaris dua;\nBEGIN:VEVENT\nsembarang\u0007';
  const text = agendaIcs([{ ...entry({}, summary), description }], options);
  for (const line of text.split('\r\n')) expect(bytes(line)).toBeLessThanOrEqual(75);
  expect(text).not.toMatch(/[^\r]\n/);
  const { events } = read(text);
  expect(events).toHaveLength(1);
  expect(events[0]?.summary).toBe(summary);
  expect(events[0]?.description).toBe('Baris satu\nBaris dua;\nBEGIN:VEVENT\nsembarang');
});

test('a character of several octets is not torn apart', () => {
  for (let before = 60; before < 80; before++) {
    const line = folded('x'.repeat(before) + '🚚'.repeat(20));
    expect(line).not.toContain('\ufffd');
    expect(line.replaceAll('\r\n ', '')).toBe('x'.repeat(before) + '🚚'.repeat(20));
    for (const piece of line.split('\r\n')) expect(bytes(piece)).toBeLessThanOrEqual(75);
  }
});

test('the sequence grows with every change, the uid stays', () => {
  const sequence = (updatedAt: string): number =>
    read(agendaIcs([entry({ updatedAt })], options)).events[0]?.sequence ?? -1;
  expect(sequence('2026-03-01T00:00:00.000Z')).toBe(0);
  expect(sequence('2026-03-01T00:00:05.000Z')).toBe(5);
  expect(sequence('2026-03-05T07:00:00.000Z')).toBeGreaterThan(5);
});

test('a cancelled task takes its entry out of the calendar: same uid, later sequence, even within one second', () => {
  const updatedAt = '2026-03-01T00:00:05.100Z';
  const cancelled = entry({ status: 'cancelled', updatedAt: '2026-03-01T00:00:05.900Z' });
  const [before, after] = [entry({ updatedAt }), cancelled].map(
    (one) => read(agendaIcs([one], options)).events[0],
  );
  expect(after?.uid).toBe(before?.uid);
  expect(after?.sequence).toBeGreaterThan(before?.sequence ?? Infinity);
  expect(after?.component.getFirstPropertyValue('status')).toBe('CANCELLED');
});

test('an agenda without anything in it is still a calendar', () => {
  expect(read(agendaIcs([], options)).events).toEqual([]);
});
