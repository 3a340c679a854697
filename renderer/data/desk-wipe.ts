/** The end of a desk that head office has revoked, over the parts of an open desk. */
import type { Host } from '#shared/host/host.ts';
import { pastOf } from './desk-opening.ts';
import type { DeskStatus, PastDesk } from './desk-types.ts';
import type { DeskDatabase } from './journal/database.ts';
import type { Mirror } from './journal/mirror.ts';
import { reached } from './journal/steps.ts';
import type { Cell } from './live.ts';
import { type DeskMarker, markerOf } from './session/marker.ts';
import { DEVICE_SECRET, type OwnDesk } from './session/own-desk.ts';
import { refreshKey, USERNAME_KEY } from './session/sessions.ts';
import { beginWipe, goOnWiping, proofPlace, type WipeParts } from './session/wipe.ts';
import type { Requests } from './sync/requests.ts';

export interface DeskWipeOptions {
  readonly host: Host;
  readonly db: DeskDatabase;
  readonly mirror: Mirror;
  readonly own: OwnDesk;
  readonly status: Cell<DeskStatus>;
  readonly past: Cell<PastDesk | undefined>;
  readonly requestsTo: (origin: string) => Requests;
  readonly now: () => string;
  readonly unsent: () => Promise<number>;
  /** Closes everything that is open; must not throw. */
  readonly close: () => Promise<void>;
}

export interface DeskWipe {
  /** Head office said so just now. */
  begin(): Promise<void>;
  /** The marker says so: what is left is destroyed, and head office is told if it does not know. */
  goOn(marker: DeskMarker): Promise<DeskMarker>;
}

export function deskWipe(options: DeskWipeOptions): DeskWipe {
  const { host, db, mirror, own, status, past, requestsTo } = options;
  const parts: WipeParts = {
    host,
    mirror,
    requestsTo,
    proof: proofPlace(host, localStorage),
    async secretKeys() {
      await db.open();
      const people = await db.settings.where('key').startsWith(USERNAME_KEY).primaryKeys();
      return [DEVICE_SECRET, ...people.map((key) => refreshKey(key.slice(USERNAME_KEY.length)))];
    },
    close: options.close,
    onStep: reached,
  };
  const goOn = (marker: DeskMarker): Promise<DeskMarker> => {
    past.set(pastOf(marker, 0));
    status.set('revoked');
    return goOnWiping(parts, marker);
  };
  return {
    goOn,
    async begin() {
      const identity = own.identity.get();
      if (!identity) return;
      const at = options.now();
      const counted = { at, unsent: await options.unsent() };
      await goOn(await beginWipe(parts, markerOf(identity, at), counted, await own.secret()));
    },
  };
}
