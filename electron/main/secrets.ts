import type { SafeStorage } from 'electron';
import Type, { type Static } from 'typebox';
import type { Result } from '#shared/errors/errors.ts';
import { hostFail } from '#shared/host/errors.ts';
import type { HostSecrets } from '#shared/host/host.ts';
import type { JsonStore } from './json-store.ts';
import { reasonOf, type Log } from './log.ts';

/** Key to base64 of what the operating system sealed. */
export const SealedSecrets = Type.Record(Type.String(), Type.String());
export type SealedSecrets = Static<typeof SealedSecrets>;

/** The asynchronous half of safeStorage; the synchronous one is deprecated. */
export type SecretStore = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'
>;

/** @returns whether the operating system seals for real: Linux without a keyring only disguises. */
export async function secretsAvailable(
  store: SecretStore,
  platform: NodeJS.Platform,
  backend: () => string,
): Promise<boolean> {
  if (!(await store.isAsyncEncryptionAvailable().catch(() => false))) return false;
  return platform !== 'linux' || !['basic_text', 'unknown'].includes(backend());
}

/** Secrets sealed by the operating system for this account, in a file of the profile. */
export function createSecrets(
  store: SecretStore,
  file: JsonStore<SealedSecrets>,
  available: boolean,
  log: Log,
): HostSecrets {
  const write = async (key: string, value: string): Promise<void> => {
    const sealed = (await store.encryptStringAsync(value)).toString('base64');
    await file.update((all) => ({ ...all, [key]: sealed }));
  };
  const guarded = async <T>(work: () => Promise<Result<T>>): Promise<Result<T>> => {
    if (!available) return hostFail('host.noSecretStore');
    try {
      return await work();
    } catch (thrown) {
      log(`secret store: ${reasonOf(thrown)}`);
      return hostFail('host.io', { reason: reasonOf(thrown) });
    }
  };
  return {
    get: (key) =>
      guarded(async () => {
        const sealed = Object.hasOwn(file.get(), key) ? file.get()[key] : undefined;
        if (sealed === undefined) return { ok: true, value: undefined };
        let opened;
        try {
          opened = await store.decryptStringAsync(Buffer.from(sealed, 'base64'));
        } catch (thrown) {
          log(`a secret does not open: ${reasonOf(thrown)}`);
          return hostFail('host.secretUnreadable');
        }
        if (opened.shouldReEncrypt) {
          // The value is good already; a failed rewrite is tried again at the next reading.
          await write(key, opened.result).catch((thrown: unknown) => log(`re-seal: ${reasonOf(thrown)}`));
        }
        return { ok: true, value: opened.result };
      }),
    set: (key, value) =>
      guarded(async () => {
        await write(key, value);
        return { ok: true, value: undefined };
      }),
    delete: (key) =>
      guarded(async () => {
        await file.update((all) => Object.fromEntries(Object.entries(all).filter(([name]) => name !== key)));
        return { ok: true, value: undefined };
      }),
  };
}
