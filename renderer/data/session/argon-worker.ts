import { argon2id } from '@noble/hashes/argon2.js';
import { expose } from 'comlink';

/** 64 MiB and three passes: about a second on an office PC, in its own thread. */
const COST = { m: 64 * 1024, t: 3, p: 1, dkLen: 32 } as const;

/** Argon2id of a password. */
const argon = {
  hash: (password: string, salt: Uint8Array): Uint8Array => argon2id(password.normalize('NFKC'), salt, COST),
};

expose(argon);
export type Argon = typeof argon;
