/** Random tokens and what is kept of them. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Queryable } from '../db/database.ts';

/** @returns a token that nobody guesses: 32 random bytes in URL-safe text. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What is stored of a token: whoever reads the database cannot use it. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** @returns the token that follows `token`: the same one each time for the same `salt`. */
export const successorOf = (key: Uint8Array, token: string, salt: string): string =>
  createHmac('sha256', key).update(`${salt}\n${token}`).digest('base64url');

/** Compares secrets in a time that does not tell where they differ. */
export const sameHash = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

/** Letters and digits that are not taken for one another when read aloud or copied by hand. */
const CLEAR = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** @returns `length` clear characters, each equally likely. */
export function clearCode(length: number): string {
  let code = '';
  while (code.length < length) {
    for (const byte of randomBytes(length)) {
      // 240 is the largest multiple of 30 in a byte: what is above would favour the first letters
      if (byte < 240 && code.length < length) code += CLEAR[byte % CLEAR.length];
    }
  }
  return code;
}

/** The key of access and refresh tokens, made once; all servers on the database share it. */
export async function tokenKey(db: Queryable): Promise<Uint8Array> {
  await db.query(`INSERT INTO settings VALUES ('token_key', $1) ON CONFLICT DO NOTHING`, [newToken()]);
  const [row] = await db.query<{ value: string }>(`SELECT value FROM settings WHERE key = 'token_key'`);
  return Buffer.from(row?.value ?? '', 'base64url');
}
