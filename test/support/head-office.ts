/** A whole head office for a test: database, web server, company, administrator. */
import { pino } from 'pino';
import type { Enrolled } from '#shared/api/devices.ts';
import type { SignedIn } from '#shared/api/auth.ts';
import type { StaffMember } from '#shared/api/head-office.ts';
import type { Role } from '#shared/domain/actor.ts';
import type { Zone } from '#shared/domain/reference.ts';
import type { Sector } from '#shared/domain/starting-reference.ts';
import type { Database } from '#server/db/database.ts';
import type { HttpConfig } from '#server/http/deps.ts';
import type { Routes } from '#server/http/routes/routes.ts';
import { startServer } from '#server/start.ts';
import { openTestDatabase, type TestDatabase, type TestDatabaseKind } from './databases.ts';

export const PASSWORD = 'rahasia-sekali';
export const ADMIN = { username: 'admin', password: PASSWORD } as const;

export interface TestBranch {
  readonly code: string;
  readonly name: string;
  readonly zone: Zone;
}
export const NGAWI: TestBranch = { code: 'NGW', name: 'Ngawi', zone: 'Asia/Jakarta' };
export const JAYAPURA: TestBranch = { code: 'JAP', name: 'Jayapura', zone: 'Asia/Jayapura' };

export interface HeadOfficeOptions {
  /** `embedded` is a real PostgreSQL in a temporary folder. */
  readonly postgres?: TestDatabaseKind;
  /** Instead of one of its own; closed with the office. */
  readonly database?: TestDatabase;
  /** A read replica of `database`. */
  readonly readDatabaseUrl?: string;
  readonly clock?: () => Date;
  /** Ngawi and Jayapura unless said; `null` leaves head office without a set-up. */
  readonly branches?: readonly TestBranch[] | null;
  readonly sector?: Sector;
  /** Built renderer to serve. */
  readonly renderer?: string;
  readonly port?: number;
  readonly http?: Partial<HttpConfig>;
  readonly extraRoutes?: readonly Routes[];
}

export interface ApiAnswer<T> {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
}

export interface HeadOffice {
  readonly url: string;
  readonly db: Database;
  /** Connection string for SQL from outside; undefined in memory. */
  readonly databaseUrl: string | undefined;
  /** Calls a route; `token` is an access token. */
  api<T = never>(method: string, path: string, body?: unknown, token?: string): Promise<ApiAnswer<T>>;
  /** @returns an access token of the administrator, fresh each time. */
  adminToken(): Promise<string>;
  signIn(username: string, device?: Pick<Enrolled, 'deviceId' | 'deviceSecret'>): Promise<SignedIn>;
  /** Adds a person with `PASSWORD`. */
  createUser(person: {
    readonly username: string;
    readonly branchId: string;
    readonly role?: Role;
    readonly name?: string;
    readonly divisionId?: string;
  }): Promise<StaffMember>;
  /** @returns a one-time enrolment code of a branch. */
  enrolmentCode(branchId: string): Promise<string>;
  /** Enrols a desk in a branch. */
  enrol(branchId: string, name?: string): Promise<Enrolled>;
  /** Tells desks of what a test wrote past the web server. */
  announce(streams: ReadonlyMap<string, number>): void;
  close(): Promise<void>;
}

/** Starts a head office on a free port; ask `close` for its end. */
export async function startHeadOffice(options: HeadOfficeOptions = {}): Promise<HeadOffice> {
  const database = options.database ?? (await openTestDatabase(options.postgres ?? 'pglite'));
  const server = await startServer(
    {
      host: '127.0.0.1',
      port: options.port ?? 0,
      dataFolder: '',
      ...(options.renderer === undefined ? {} : { renderer: options.renderer }),
      ...(options.readDatabaseUrl === undefined ? {} : { readDatabaseUrl: options.readDatabaseUrl }),
      http: { perMinute: 1_000_000, signInsPerMinute: 1_000_000, ...options.http },
    },
    {
      db: { ...database.db, close: () => database.close() },
      log: pino({ level: 'silent' }),
      ...(options.clock ? { now: options.clock } : {}),
      ...(options.extraRoutes ? { extraRoutes: options.extraRoutes } : {}),
    },
  );
  const api: HeadOffice['api'] = async <T>(method: string, path: string, body?: unknown, token?: string) => {
    const response = await fetch(new URL(path, server.url), {
      method,
      headers: {
        'loket-protocol': '1',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text === '' ? null : JSON.parse(text)) as T,
    };
  };
  const must = async <T>(call: Promise<ApiAnswer<T>>): Promise<T> => {
    const answer = await call;
    if (answer.status >= 300)
      throw new Error(`head office said ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const signIn: HeadOffice['signIn'] = (username, device) =>
    must(
      api<SignedIn>('POST', '/api/auth/sign-in', {
        username,
        password: PASSWORD,
        ...(device ? { deviceId: device.deviceId, deviceSecret: device.deviceSecret } : {}),
      }),
    );
  const adminToken = async (): Promise<string> => (await signIn(ADMIN.username)).accessToken;
  const enrolmentCode: HeadOffice['enrolmentCode'] = async (branchId) =>
    (await must(api<{ code: string }>('POST', '/api/devices/codes', { branchId }, await adminToken()))).code;

  if (options.branches !== null)
    await must(
      api('POST', '/api/setup', {
        company: { name: 'Contoh Nusantara', sector: options.sector ?? 'post' },
        branches: options.branches ?? [NGAWI, JAYAPURA],
        admin: { name: 'Admin', ...ADMIN },
      }),
    );
  return {
    url: server.url,
    db: server.db,
    databaseUrl: database.url,
    api,
    adminToken,
    signIn,
    createUser: async ({ username, branchId, role = 'frontliner', name = username, divisionId }) =>
      must(
        api<StaffMember>(
          'POST',
          '/api/headoffice/staff',
          {
            username,
            branchId,
            role,
            name,
            password: PASSWORD,
            ...(divisionId === undefined ? {} : { divisionId }),
          },
          await adminToken(),
        ),
      ),
    enrolmentCode,
    enrol: async (branchId, name = 'Loket 1') =>
      must(api<Enrolled>('POST', '/api/devices/enrol', { code: await enrolmentCode(branchId), name })),
    announce: (streams) => server.announce(streams),
    close: () => server.close(),
  };
}
