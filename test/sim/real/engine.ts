/** One PostgreSQL in memory for all schedules of a process, put back to its beginning before each of them. */
import type { Actor } from '#shared/domain/actor.ts';
import { checkWrite } from '#shared/domain/check-write.ts';
import { placementsOf } from '#shared/domain/placement.ts';
import { type ReferenceView, referenceView } from '#shared/domain/reference-view.ts';
import { startingReference } from '#shared/domain/starting-reference.ts';
import type { Database } from '#server/db/database.ts';
import { migrate } from '#server/db/migrate.ts';
import { openPglite } from '#server/db/pglite.ts';
import { push } from '#server/sync/push.ts';

export const ADMIN: Actor = { userId: 'admin', name: 'Admin', role: 'admin', branchId: 'PST' };

export interface Engine {
  readonly db: Database;
  /** Reference documents as everybody has them. */
  readonly reference: ReferenceView;
  /** Everything as in a new company with these people. */
  reset(people: readonly Actor[]): Promise<void>;
}

const documents = startingReference(
  { name: 'Contoh Nusantara', sector: 'post' },
  [
    { code: 'NGW', name: 'Ngawi', zone: 'Asia/Jakarta' },
    { code: 'JAP', name: 'Jayapura', zone: 'Asia/Jayapura' },
  ],
  { id: ADMIN.userId, name: ADMIN.name },
  '2026-01-01T00:00:00.000Z',
).filter((doc) => ['branch', 'division', 'category'].includes(doc.kind));

let engine: Promise<Engine> | undefined;
export const openEngine = (): Promise<Engine> => (engine ??= open());

async function open(): Promise<Engine> {
  const db = await openPglite();
  await migrate(db);
  await addPeople(db, [ADMIN]);
  await push(db, {
    collection: 'reference',
    rows: documents.map((doc) => ({
      id: doc.id,
      rev: 'begin',
      base: null,
      doc: { ...doc, rev: 'begin', ver: 0, _deleted: false },
    })),
    writer: { actor: ADMIN, scope: 'all' },
    rules: { checkWrite, placementsOf },
    now: new Date(0),
  });
  await db.query(`UPDATE settings SET value = 'begin' WHERE key = 'epoch'`);
  const tables = (
    await db.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
         AND relname NOT IN ('migrations', 'migration_lock') ORDER BY relname`,
    )
  ).map(({ name }) => name);
  await db.script('CREATE SCHEMA beginning');
  const filled: string[] = [];
  for (const name of tables) {
    const [row] = await db.query<{ n: number }>(`SELECT count(*) AS n FROM "${name}"`);
    if (!row?.n) continue;
    filled.push(name);
    await db.script(`CREATE TABLE beginning."${name}" AS TABLE public."${name}"`);
  }
  const fill = filled.map((name) => `INSERT INTO public."${name}" SELECT * FROM beginning."${name}"`);
  const truncate = `TRUNCATE ${tables.map((name) => `public."${name}"`).join(', ')}`;
  const clear = tables.map((name) => `DELETE FROM public."${name}"`);
  let resets = 0;
  return {
    db,
    reference: referenceView(documents),
    async reset(people) {
      // deleting is five times faster; now and then what it leaves behind has to go
      const empty =
        resets++ % 25 === 0
          ? [truncate]
          : ['SET session_replication_role = replica', ...clear, 'RESET session_replication_role'];
      await db.script([...empty, ...fill].join(';\n'));
      await addPeople(db, people);
    },
  };
}

async function addPeople(db: Database, people: readonly Actor[]): Promise<void> {
  for (const { userId, name, role, branchId, divisionId } of people)
    await db.query(
      `INSERT INTO users (id, username, name, role, branch_id, division_id, password_hash, created_at)
       VALUES ($1, $1, $2, $3, $4, $5, '', '2026-01-01')`,
      [userId, name, role, branchId, divisionId ?? null],
    );
}
