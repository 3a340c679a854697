/** The whole demo in an empty head office. */
import { DEMO_PASSWORD, DEMO_PEOPLE, type DemoPerson } from '#shared/api/demo.ts';
import { LoketFailure } from '#shared/errors/errors.ts';
import type { BookFile } from '#shared/import/index.ts';
import { nextDeskCode } from '../../auth/devices.ts';
import type { Database } from '../../db/database.ts';
import type { SyncRules } from '../../sync/types.ts';
import { setUp } from '../set-up.ts';
import { addStaff } from '../staff.ts';
import { reviewTiers } from '../tiers.ts';
import { seedDemo } from './seed.ts';
import { DEMO_BRANCHES, DEMO_COMPANY } from './story.ts';

export interface DemoRequest {
  readonly db: Database;
  readonly rules: SyncRules;
  /** Workbooks of the two branches, as a branch keeps them. */
  readonly books: { readonly NGW: BookFile; readonly JAP: BookFile };
  readonly now: Date;
  readonly onProgress?: (branch: string, done: number, total: number) => void;
}

export interface DemoAccount {
  readonly username: string;
  readonly password: string;
  /** Who that is, for the person who reads it. */
  readonly who: string;
}

const branchName = (code: string): string => DEMO_BRANCHES.find((b) => b.code === code)?.name ?? code;
const describe = (p: DemoPerson): string => `${p.name}, ${p.role}, ${branchName(p.branchId)}`;

/**
 * Sets the company up, its people, its branches' books and what happened there.
 * @throws LoketFailure `setup_done` when head office is not empty: a company's data is never mixed with the demo
 */
export async function makeDemo(request: DemoRequest): Promise<readonly DemoAccount[]> {
  const { db, rules, now } = request;
  const [admin, ...people] = DEMO_PEOPLE;
  const [office, ...branches] = DEMO_BRANCHES;
  if (!admin || !office) throw new LoketFailure({ code: 'unexpected', kind: 'permanent' });
  const { code: _code, ...headOffice } = office;
  await setUp(
    db,
    rules,
    {
      company: DEMO_COMPANY,
      headOffice,
      branches: [...branches],
      admin: { name: admin.name, username: admin.username, password: DEMO_PASSWORD },
    },
    now,
  );
  const [first] = await db.query<{ id: string }>('SELECT id FROM users WHERE username = $1', [
    admin.username,
  ]);
  const adminId = first?.id ?? '';
  const userIds = new Map([[admin.username, adminId]]);
  const actor = { userId: adminId, name: admin.name, role: admin.role, branchId: admin.branchId };
  for (const person of people) {
    const { member } = await addStaff({ db, rules, actor, now }, { ...person, password: DEMO_PASSWORD });
    userIds.set(person.username, member.id);
  }
  await seedDemo({ ...request, userIds, deskCode: (branchId) => db.tx((tx) => nextDeskCode(tx, branchId)) });
  await reviewTiers({ db, rules, now });
  return DEMO_PEOPLE.map((p) => ({ username: p.username, password: DEMO_PASSWORD, who: describe(p) }));
}
