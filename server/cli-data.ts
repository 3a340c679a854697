/** The commands on head office's data as a whole: backup, restore, new epoch. */
import { resolve } from 'node:path';
import { BACKUP_SENTENCES } from '#shared/errors/backup.ts';
import { LoketFailure, type LoketError } from '#shared/errors/errors.ts';
import type { Database } from './db/database.ts';
import { backup } from './jobs/backup.ts';
import { beginEpoch, type NewEpoch } from './jobs/epoch.ts';
import { restore } from './jobs/restore.ts';

const COMMANDS = ['backup', 'restore', 'new-epoch'] as const;
type DataCommand = (typeof COMMANDS)[number];

export const isDataCommand = (name: string | undefined): name is DataCommand =>
  COMMANDS.some((command) => command === name);

export interface DataInput {
  readonly db: Database;
  readonly now: Date;
  /** What is there may be replaced. */
  readonly yes: boolean;
}

/**
 * @param words name of the command and its file, relative to where the command was given
 * @returns what to say, Bahasa Indonesia first
 * @throws LoketFailure `bad_argument` without a file, and those of the jobs
 */
export async function dataCommand(words: readonly string[], { db, now, yes }: DataInput): Promise<string> {
  const [name, given] = words;
  if (name === 'new-epoch') return saidOf(await db.tx((tx) => beginEpoch(tx, now)));
  if (given === undefined || words.length > 2)
    throw new LoketFailure({ code: 'bad_argument', kind: 'person', detail: { argument: 'FILE' } });
  // npm runs its scripts in the folder of the project
  const file = resolve(process.env['INIT_CWD'] ?? '.', given);
  if (name === 'backup') {
    const made = await backup(db, file, now);
    return `Dicadangkan / backed up: ${file} · baris / rows: ${made.rows} · bytes: ${made.bytes}`;
  }
  const done = await restore({ db, file, now, replace: yes });
  return [
    `Dipulihkan / restored: ${done.header.at} · baris / rows: ${done.rows}`,
    ...(done.replaced === undefined ? [] : [`Isi lama / what was there: ${done.replaced}`]),
    saidOf(done),
  ].join('\n');
}

const saidOf = ({ epoch, gap, sessions }: NewEpoch): string =>
  [
    `Epoch: ${epoch} · kode loket dilewati / desk codes left out: ${gap} · sesi diakhiri / sessions ended: ${sessions}`,
    'Ulangi yang terjadi sesudah cadangan: pencabutan perangkat, petugas baru dan yang berhenti. Semua petugas masuk lagi.',
    'Repeat what happened after the backup: revoked devices, new and former staff. Everybody signs in again.',
  ].join('\n');

const SENTENCES: Readonly<Record<string, { readonly id: string; readonly en: string }>> = {
  ...BACKUP_SENTENCES,
  data_in_use: {
    id: 'Server pusat masih memakai folder data ini. Hentikan dulu server itu.',
    en: 'A head-office server still uses this data folder. Stop it first.',
  },
};

/** @returns the sentence of an error in both languages; undefined where it has none. */
export function sentenceOf({ code, detail }: LoketError): string | undefined {
  const sentence = Object.hasOwn(SENTENCES, code) ? SENTENCES[code] : undefined;
  if (!sentence) return undefined;
  const { id, en } = sentence;
  const filled = (text: string): string =>
    text.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => String(detail?.[name] ?? '…'));
  return `${filled(id)}\n${filled(en)}`;
}
