/** A new incarnation of head office's database, after a restore (SPEC.md, rule 24). */
import { v7 } from 'uuid';
import type { Queryable } from '../db/database.ts';

/** Desk codes that are left out in each branch after a restore, beside one for each minute since the backup. */
export const DESK_CODE_GAP = 100;

export interface NewEpoch {
  readonly epoch: string;
  /** Desk codes left out in each branch: none given after the backup is given again. */
  readonly gap: number;
  /** Sessions that ended: everybody signs in again. */
  readonly sessions: number;
}

/** @returns when the database was last written to, as far as it knows; undefined for one that is new. */
async function lastWrite(tx: Queryable): Promise<string | undefined> {
  const [row] = await tx.query<{ at: string | null }>(
    'SELECT greatest((SELECT max(at) FROM answers), (SELECT max(created_at) FROM devices)) AS at',
  );
  return row?.at ?? undefined;
}

/**
 * Gives the database another epoch and leaves desk codes out, so that no number is printed twice. What was lost
 * with the time since the backup cannot be known, so all sessions end and unused enrolment codes are thrown away: a
 * session that had ended, a password that had been changed or a code that had been used would count again.
 * @param since when the backup was made; the last write that the database knows unless said
 */
export async function beginEpoch(tx: Queryable, now: Date, since?: string): Promise<NewEpoch> {
  const from = since ?? (await lastWrite(tx));
  // nobody enrols more than one desk of a branch a minute, day and night
  const minutes = from === undefined ? 0 : Math.ceil((now.getTime() - Date.parse(from)) / 60_000);
  const gap = DESK_CODE_GAP + Math.max(0, minutes);
  const epoch = v7();
  await tx.query(`UPDATE settings SET value = $1 WHERE key = 'epoch'`, [epoch]);
  await tx.query('UPDATE desk_codes SET last = last + $1::int', [gap]);
  // branches whose first desk came after the backup
  await tx.query(
    `INSERT INTO settings AS s VALUES ('desk_code_floor', $1::int::text)
     ON CONFLICT (key) DO UPDATE SET value = (s.value::int + $1::int)::text`,
    [gap],
  );
  // who was made in the time that is gone wrote documents that come back (check-write.ts, `checkAuthor`)
  const lost = JSON.stringify([{ from: new Date(from ?? 0).toISOString(), until: now.toISOString() }]);
  await tx.query(
    `INSERT INTO settings AS s VALUES ('lost_times', $1)
     ON CONFLICT (key) DO UPDATE SET value = (s.value::jsonb || $1::jsonb)::text`,
    [lost],
  );
  const ended = await tx.query(
    `UPDATE sessions SET ended_at = $1, reason = 'restored' WHERE ended_at IS NULL RETURNING 1`,
    [now.toISOString()],
  );
  await tx.query('DELETE FROM enrolment_codes WHERE used_at IS NULL');
  return { epoch, gap, sessions: ended.length };
}
