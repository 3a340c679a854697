import { sync } from './0001-sync.ts';
import { people } from './0002-people.ts';
import { rowSecurity } from './0003-row-security.ts';
import { devices } from './0004-devices.ts';

export interface Migration {
  readonly name: string;
  readonly statements: readonly string[];
}

/** In order; the place in this list is the number. Never changed after a release, only added to. */
export const MIGRATIONS: readonly Migration[] = [sync, people, rowSecurity, devices];
