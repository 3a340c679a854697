import { wrap } from 'comlink';
import type { Argon } from './argon-worker.ts';

/** @returns Argon2id of a password, made in a Worker that ends with it. */
export async function hashPassword(password: string, salt: Uint8Array): Promise<Uint8Array> {
  const worker = new Worker(new URL('./argon-worker.ts', import.meta.url), {
    type: 'module',
    name: 'password',
  });
  try {
    return await wrap<Argon>(worker).hash(password, salt);
  } finally {
    worker.terminate();
  }
}
