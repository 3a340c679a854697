/**
 * Head office has revoked this PC: everything on it is destroyed, what opens the rest first. The marker outside the
 * databases says how far it came, so that a wipe that was interrupted goes on at the next start.
 */
import { Dexie } from 'dexie';
import type { Host } from '#shared/host/host.ts';
import type { Result } from '#shared/errors/errors.ts';
import type { Mirror } from '../journal/mirror.ts';
import type { Requests } from '../sync/requests.ts';
import { type DeskMarker, type Wipe, writeMarker } from './marker.ts';

/** What proves this PC to head office once more, after everything else is gone. */
const PROOF = 'wipe-proof';
const OWN_DATABASE = /^(loket|rxdb-dexie-loket)-/;

/** A place outside the databases for one secret. */
export interface ProofPlace {
  get(): Promise<string | undefined>;
  set(value: string): Promise<void>;
  delete(): Promise<void>;
}

/** @returns the operating system's secret store, otherwise the page's local storage. */
export function proofPlace(host: Pick<Host, 'capabilities' | 'secrets'>, local: Storage): ProofPlace {
  if (!host.capabilities.has('secrets')) {
    return {
      get: async () => local.getItem(PROOF) ?? undefined,
      set: async (value) => local.setItem(PROOF, value),
      delete: async () => local.removeItem(PROOF),
    };
  }
  return {
    async get() {
      const found = await host.secrets.get(PROOF);
      return found.ok ? found.value : undefined;
    },
    async set(value) {
      await host.secrets.set(PROOF, value);
    },
    async delete() {
      await host.secrets.delete(PROOF);
    },
  };
}

export interface WipeParts {
  readonly host: Pick<Host, 'marker' | 'secrets' | 'capabilities'>;
  readonly proof: ProofPlace;
  readonly mirror: Pick<Mirror, 'clear'>;
  /** Names of secrets in the operating system's store. */
  readonly secretKeys: () => Promise<readonly string[]>;
  readonly requestsTo: (origin: string) => Requests;
  /** Closes every database of this window; must not throw. */
  readonly close: () => Promise<void>;
  readonly databases?: () => Promise<readonly string[]>;
  readonly destroy?: (name: string) => Promise<void>;
  /** Between every two steps (crash tests). */
  readonly onStep?: (step: string) => Promise<void>;
}

const ownDatabases = async (): Promise<readonly string[]> =>
  (await indexedDB.databases()).flatMap(({ name }) =>
    name !== undefined && OWN_DATABASE.test(name) ? [name] : [],
  );

/**
 * Notes that the wipe has begun. From here on no start of the program opens the data again.
 * @param wipe `at` ISO UTC; `unsent`: changes that will be gone
 */
export async function beginWipe(
  parts: Pick<WipeParts, 'host' | 'proof'>,
  marker: DeskMarker,
  wipe: Pick<Wipe, 'at' | 'unsent'>,
  deviceSecret: string | undefined,
): Promise<DeskMarker> {
  const begun = { ...marker, wipe: { ...wipe, done: false, told: false } };
  if (deviceSecret !== undefined) await parts.proof.set(deviceSecret).catch(() => undefined);
  await writeMarker(parts.host.marker, begun);
  return begun;
}

/** Destroys what is left to destroy and tells head office. Again at each start until both are done. */
export async function goOnWiping(parts: WipeParts, marker: DeskMarker): Promise<DeskMarker> {
  let now = marker;
  const note = async (change: Partial<Wipe>): Promise<void> => {
    if (!now.wipe) return;
    now = { ...now, wipe: { ...now.wipe, ...change } };
    await writeMarker(parts.host.marker, now);
  };
  const step = parts.onStep ?? (() => Promise.resolve());
  if (!now.wipe?.done) {
    const destroy = parts.destroy ?? ((name: string) => Dexie.delete(name));
    // keys, tokens and verifiers first: what is left cannot be used to sign in or to send
    for (const key of await parts.secretKeys().catch(() => [])) await parts.host.secrets.delete(key);
    await step('wiped secrets');
    await parts.close();
    const names = await (parts.databases ?? ownDatabases)();
    const keysFirst = names.toSorted((a, b) => Number(b === 'loket-desk') - Number(a === 'loket-desk'));
    for (const name of keysFirst) {
      await destroy(name);
      await step(`wiped ${name}`);
    }
    await parts.mirror.clear();
    await step('wiped copies');
    await note({ done: true });
    await step('wiped');
  }
  if (now.wipe?.told === false && (await tell(parts, now))) {
    await note({ told: true });
    await parts.proof.delete().catch(() => undefined);
  }
  return now;
}

/** @returns whether there is nothing more to tell: head office knows, or does not know this PC. */
async function tell(parts: WipeParts, { serverUrl, deviceId }: DeskMarker): Promise<boolean> {
  const deviceSecret = await parts.proof.get().catch(() => undefined);
  if (deviceSecret === undefined) return true;
  const path = `/api/devices/${encodeURIComponent(deviceId)}/wiped`;
  const answer: Result<unknown> = await parts.requestsTo(serverUrl).send('POST', path, { deviceSecret });
  return answer.ok || answer.error.kind !== 'retryable';
}
