/** Head office from the command line: set-up, people, enrolment codes, backups. Beside a server that runs, or without one. */
import { parseArgs } from 'node:util';
import Type, { type Static, type TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { NewStaff } from '#shared/api/head-office.ts';
import { SetupRequest } from '#shared/api/setup.ts';
import { BranchId } from '#shared/domain/base.ts';
import type { Actor } from '#shared/domain/actor.ts';
import { asError, LoketFailure } from '#shared/errors/errors.ts';
import { makeCode } from './auth/devices.ts';
import { listUsers } from './auth/users.ts';
import { dataCommand, isDataCommand, sentenceOf } from './cli-data.ts';
import { readConfig } from './config.ts';
import type { Database } from './db/database.ts';
import { urlOfRunning, type Cluster } from './db/embedded/cluster.ts';
import { migrate } from './db/migrate.ts';
import { readReference } from './jobs/office-desk.ts';
import { setUp } from './jobs/set-up.ts';
import { addStaff } from './jobs/staff.ts';
import { RULES } from './rules.ts';
import { openDatabase } from './start.ts';

const USAGE = `Usage:
  setup --company NAME --sector post|finance --branch CODE:NAME:ZONE [--branch …] --username NAME --name "FULL NAME"
  user add --username NAME --name "FULL NAME" --role ROLE --branch CODE [--division CODE]
  enrol-code --branch CODE
  backup FILE             beside a running server; FILE must not be there yet
  restore FILE [--yes]    with every server stopped; --yes replaces what the database holds
  new-epoch               after a restore with other tools (pg_restore, a snapshot), before a server starts
Passwords are read from LOKET_PASSWORD or the first line of the standard input, never from the arguments.`;

const OPTIONS = {
  company: { type: 'string' },
  sector: { type: 'string' },
  branch: { type: 'string', multiple: true },
  username: { type: 'string' },
  name: { type: 'string' },
  role: { type: 'string' },
  division: { type: 'string' },
  yes: { type: 'boolean', default: false },
} as const;

export interface CliInput {
  readonly args: readonly string[];
  readonly db: Database;
  readonly now: Date;
  /** Asked for only where one is needed. */
  readonly password: () => Promise<string>;
}

/** @throws LoketFailure `bad_argument` with the name of the first one that does not fit */
function checked<S extends TSchema>(schema: S, value: unknown): Static<S> {
  if (Value.Check(schema, value)) return value;
  const argument = Value.Errors(schema, value)[0]?.instancePath.slice(1).replaceAll('/', '.') || 'missing';
  throw new LoketFailure({ code: 'bad_argument', kind: 'person', detail: { argument } });
}

async function firstAdmin(db: Database): Promise<Actor> {
  const admin = (await listUsers(db)).find((member) => member.role === 'admin' && member.active);
  if (!admin) throw new LoketFailure({ code: 'setup_missing', kind: 'person' });
  return { userId: admin.id, name: admin.name, role: admin.role, branchId: admin.branchId };
}

/**
 * Runs one command: those on the data as a whole on a database of any version, the others on a migrated one.
 * @returns what to say; the usage for anything that is no command
 * @throws LoketFailure `bad_argument`, `setup_missing`, `branch_unknown` and those of the jobs
 */
export async function runCli({ args, db, now, password }: CliInput): Promise<string> {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const [branch = ''] = values.branch ?? [];
  if (isDataCommand(positionals[0])) return dataCommand(positionals, { db, now, yes: values.yes });
  switch (positionals.join(' ')) {
    case 'setup': {
      const branches = (values.branch ?? []).map((text) => {
        const [code, name, zone] = text.split(':');
        return { code, name, zone };
      });
      const wanted = checked(SetupRequest, {
        company: { name: values.company, sector: values.sector },
        branches,
        admin: { name: values.name, username: values.username, password: await password() },
      });
      const done = await setUp(db, RULES, wanted, now);
      return `Siap / ready: ${wanted.company.name} (${done.branches.join(', ')})`;
    }
    case 'user add': {
      const person = checked(NewStaff, {
        name: values.name,
        username: values.username,
        role: values.role,
        branchId: branch,
        ...(values.division === undefined ? {} : { divisionId: values.division }),
        password: await password(),
      });
      const { member } = await addStaff({ db, rules: RULES, actor: await firstAdmin(db), now }, person);
      return `Ditambahkan / added: ${member.username} (${member.role}, ${member.branchId})`;
    }
    case 'enrol-code': {
      const { branchId } = checked(Type.Object({ branchId: BranchId }), { branchId: branch });
      if (!(await readReference(db)).branch(branchId))
        throw new LoketFailure({ code: 'branch_unknown', kind: 'person', detail: { branch: branchId } });
      const made = await makeCode(db, branchId, (await firstAdmin(db)).userId, now);
      return `${made.code} (${branchId}, ${made.expiresAt})`;
    }
    default:
      return USAGE;
  }
}

async function readPassword(): Promise<string> {
  const given = process.env['LOKET_PASSWORD'];
  if (given) return given;
  if (process.stdin.isTTY) process.stderr.write('Password: ');
  let text = '';
  for await (const chunk of process.stdin) {
    text += String(chunk);
    if (text.includes('\n')) break;
  }
  return text.split(/\r?\n/)[0] ?? '';
}

/** The program around `runCli`: opens the configured database, beside a server that has it open already. */
export async function main(args: readonly string[]): Promise<void> {
  const config = readConfig(process.env);
  const [name] = args;
  let db: Database | undefined;
  let cluster: Cluster | undefined;
  try {
    // a restore needs the data folder for itself: `data_in_use` while a server has it
    const running =
      config.databaseUrl ?? (name === 'restore' ? undefined : await urlOfRunning(config.dataFolder));
    ({ db, cluster } = await openDatabase(
      running === undefined ? config : { ...config, databaseUrl: running },
    ));
    if (!isDataCommand(name)) await migrate(db);
    process.stdout.write(`${await runCli({ args, db, now: new Date(), password: readPassword })}\n`);
  } catch (thrown) {
    process.stderr.write(`${whyOf(thrown)}\n`);
    process.exitCode = 1;
  } finally {
    await db?.close();
    await cluster?.stop();
  }
}

/** A sentence in both languages where there is one, otherwise the code with its values. */
function whyOf(thrown: unknown): string {
  const error = asError(thrown);
  const sentence = sentenceOf(error);
  if (sentence !== undefined) return sentence;
  const why = error.code === 'unexpected' && thrown instanceof Error ? thrown.message : error.code;
  return [why, error.field, ...Object.values(error.detail ?? {})].filter(Boolean).join(' · ');
}
