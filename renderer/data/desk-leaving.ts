/** What goes from the disk when a desk stops being what it was. */
import type { Host } from '#shared/host/host.ts';
import { removeCollections } from './db/rescue.ts';
import type { DeskDatabase } from './journal/database.ts';
import type { Mirror } from './journal/mirror.ts';

/** Setting: when everything was last in agreement with head office, ISO UTC. */
export const AGREED_AT = 'agreed-at';

export interface DeskLeavingOptions {
  readonly host: Pick<Host, 'marker'>;
  readonly db: DeskDatabase;
  readonly mirror: Mirror;
  readonly closeAll: () => Promise<void>;
  /** Lets other windows in and begins the page anew. */
  readonly end: () => void;
}

export interface DeskLeaving {
  /** The desk is another branch's now: what it held of the old one has no place here. */
  branch(name: string): Promise<void>;
  /** The demo's identity and data. */
  demo(name: string | undefined): Promise<void>;
  /** After a wipe: a new PC. */
  wiped(): Promise<void>;
}

export function deskLeaving({ host, db, mirror, closeAll, end }: DeskLeavingOptions): DeskLeaving {
  return {
    async branch(name) {
      await closeAll();
      await db.open();
      await Promise.all([
        db.drafts.clear(),
        db.notes.clear(),
        db.settings.delete(AGREED_AT),
        db.settings.where('key').startsWith('import').delete(),
      ]);
      await removeCollections(name);
      end();
    },
    async demo(name) {
      await closeAll();
      if (name !== undefined) await removeCollections(name);
      await db.delete();
      await mirror.clear();
      await host.marker.clear();
      end();
    },
    async wiped() {
      await host.marker.clear();
      end();
    },
  };
}
