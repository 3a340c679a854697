import { hash, verify } from '@node-rs/argon2';

/** Argon2id (the library's default kind) with the cost that OWASP names: 19 MiB, two passes. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** @returns the PHC text of a password. */
export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), COST);

let decoy: Promise<string> | undefined;

/**
 * @param stored PHC text, or undefined where there is no such user: then as much work is done, so that the
 *   time does not tell
 */
export async function verifyPassword(stored: string | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password');
  const right = await verify(stored ?? (await decoy), password.normalize('NFKC')).catch(() => false);
  return right && stored !== undefined;
}
