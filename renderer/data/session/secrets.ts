import type { Host } from '#shared/host/host.ts';
import type { DeskDatabase } from '../journal/database.ts';

/** Where tokens and the device's secret stand. */
export interface Secrets {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string): Promise<void>;
  delete(key: string): Promise<void>;
}

/** @returns the operating system's secret store where there is one, otherwise the desk's own database. */
export function secretsOf(host: Host, db: DeskDatabase): Secrets {
  const key = (name: string): string => `secret.${name}`;
  const own: Secrets = {
    get: (name) => db.setting<string>(key(name)),
    set: (name, value) => db.set(key(name), value),
    delete: (name) => db.settings.delete(key(name)),
  };
  if (!host.capabilities.has('secrets')) return own;
  return {
    async get(name) {
      const found = await host.secrets.get(name);
      return (found.ok ? found.value : undefined) ?? own.get(name);
    },
    async set(name, value) {
      // a store that refuses (no key ring on this PC) must not keep anybody from working
      if (!(await host.secrets.set(name, value)).ok) await own.set(name, value);
    },
    async delete(name) {
      await host.secrets.delete(name);
      await own.delete(name);
    },
  };
}
