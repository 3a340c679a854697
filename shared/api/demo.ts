/** Who can sign in to the demo. Sample people of sample branches: nothing here opens a real company. */
import type { Role } from '#shared/domain/actor.ts';

export interface DemoPerson {
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly branchId: string;
  readonly divisionId?: string;
}

/** The same for all of them. */
export const DEMO_PASSWORD = 'loket-demo';

export const DEMO_PEOPLE: readonly DemoPerson[] = [
  { username: 'admin', name: 'Administrator demo', role: 'admin', branchId: 'PST' },
  { username: 'pusat', name: 'Ratna Kusuma', role: 'headoffice', branchId: 'PST' },
  { username: 'klaim', name: 'Sari Wulandari', role: 'division', branchId: 'PST', divisionId: 'klaim' },
  { username: 'rina', name: 'Rina', role: 'frontliner', branchId: 'NGW' },
  { username: 'budi', name: 'Budi Santoso', role: 'cs', branchId: 'NGW' },
  { username: 'agus', name: 'Agus Wijaya', role: 'ae', branchId: 'NGW' },
  { username: 'dewi', name: 'Dewi Lestari', role: 'supervisor', branchId: 'NGW' },
  { username: 'yohana', name: 'Yohana Wenda', role: 'frontliner', branchId: 'JAP' },
  { username: 'markus', name: 'Markus Kogoya', role: 'cs', branchId: 'JAP' },
  { username: 'maria', name: 'Maria Rumbiak', role: 'supervisor', branchId: 'JAP' },
];

/** Branches whose desks the demo plays. */
export const DEMO_DESKS = [
  { branchId: 'NGW', name: 'Cabang Ngawi' },
  { branchId: 'JAP', name: 'Cabang Jayapura' },
  { branchId: 'PST', name: 'Kantor pusat' },
] as const;

/** @returns the enrolment code that the demo's head office takes any number of times, as in `DEMO-NGW`. */
export const demoCode = (branchId: string): string => `DEMO-${branchId}`;
