import { v7 } from 'uuid';
import type { SetupRequest } from '#shared/api/setup.ts';
import { HEAD_OFFICE, type Actor } from '#shared/domain/actor.ts';
import { startingReference } from '#shared/domain/starting-reference.ts';
import { LoketFailure } from '#shared/errors/errors.ts';
import { addUser, anyUser } from '../auth/users.ts';
import type { Database } from '../db/database.ts';
import { pushIn } from '../sync/push.ts';
import type { SyncRules } from '../sync/types.ts';

/**
 * Makes the company, its branches with what they start with, and the first administrator; head office is a
 * branch of its own. All or nothing, once: of two that race, one gets `setup_done`.
 * @throws LoketFailure `setup_done`, `branch_twice`, `branch_reserved`
 */
export async function setUp(
  db: Database,
  rules: SyncRules,
  wanted: Omit<SetupRequest, 'setupCode'>,
  now: Date,
): Promise<{ readonly branches: string[]; readonly streams: ReadonlyMap<string, number> }> {
  const codes = wanted.branches.map((branch) => branch.code);
  if (codes.includes(HEAD_OFFICE))
    throw new LoketFailure({
      code: 'branch_reserved',
      kind: 'person',
      field: 'branches',
      detail: { code: HEAD_OFFICE },
    });
  if (new Set(codes).size < codes.length)
    throw new LoketFailure({ code: 'branch_twice', kind: 'person', field: 'branches' });
  const office = {
    code: HEAD_OFFICE,
    name: 'Kantor pusat',
    zone: wanted.branches[0]?.zone ?? 'Asia/Jakarta',
    ...wanted.headOffice,
  };
  return db.tx(async (tx) => {
    await tx.query(`SELECT value FROM settings WHERE key = 'epoch' FOR UPDATE`);
    if (await anyUser(tx)) throw new LoketFailure({ code: 'setup_done', kind: 'person' });
    const admin = await addUser(tx, { ...wanted.admin, role: 'admin', branchId: HEAD_OFFICE }, now);
    const actor: Actor = { userId: admin.id, name: admin.name, role: 'admin', branchId: HEAD_OFFICE };
    const documents = startingReference(
      wanted.company,
      [office, ...wanted.branches],
      { id: admin.id, name: admin.name },
      now.toISOString(),
    );
    const rows = documents.map((document) => {
      const rev = v7();
      return { id: document.id, rev, base: null, doc: { ...document, rev, ver: 0, _deleted: false } };
    });
    const { answers, streams } = await pushIn(tx, {
      collection: 'reference',
      rows,
      writer: { actor, scope: 'all' },
      rules,
      now,
    });
    const refused = answers.find((answer) => answer.status === 'rejected');
    if (refused)
      throw new LoketFailure({ code: refused.code, kind: 'permanent', field: refused.field ?? refused.id });
    return { branches: [HEAD_OFFICE, ...codes], streams };
  });
}
