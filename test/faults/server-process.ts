/** Head office as a process of its own with its own PostgreSQL, so that both can be killed like processes. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Enrolled } from '#shared/api/devices.ts';
import type { SignedIn } from '#shared/api/auth.ts';
import { startCluster } from '#server/db/embedded/cluster.ts';
import { ADMIN, PASSWORD } from '#test/support/head-office.ts';
import { must, until } from './row.ts';

const root = join(import.meta.dirname, '..', '..');

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  return port;
};

export interface ServerProcessOptions {
  /** Folder of its data; a new one unless said. */
  readonly folder?: string;
  readonly branches: readonly string[];
  readonly renderer?: string;
}

export class ServerProcess {
  readonly folder: string;
  readonly port: number;
  readonly #renderer: string | undefined;
  #child: ChildProcess | undefined;
  #said = '';
  /** Argon2 makes a sign-in slow: the administrator signs in once for each run of the process. */
  #admin: Promise<string> | undefined;

  private constructor(folder: string, port: number, renderer: string | undefined) {
    this.folder = folder;
    this.port = port;
    this.#renderer = renderer;
  }

  /** Starts it and sets the company up. */
  static async open({ folder, branches, renderer }: ServerProcessOptions): Promise<ServerProcess> {
    const data = folder ?? (await mkdtemp(join(tmpdir(), 'loket-office-')));
    const server = new ServerProcess(data, await freePort(), renderer);
    await server.start();
    const { status, body } = await server.api('POST', '/api/setup', {
      company: { name: 'Contoh Nusantara', sector: 'post' },
      branches: branches.map((code) => ({ code, name: code, zone: 'Asia/Jakarta' })),
      admin: { name: 'Admin', ...ADMIN },
    });
    must(status < 300, `set-up: ${status} ${JSON.stringify(body)}`);
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    must(this.#child?.pid, 'the server is not running');
    return this.#child.pid;
  }

  async start(): Promise<void> {
    this.#admin = undefined;
    const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'server', 'main.ts')], {
      cwd: root,
      env: {
        ...process.env,
        PORT: String(this.port),
        LOKET_DATA: this.folder,
        LOKET_LOG: 'silent',
        LOKET_REQUESTS_A_MINUTE: '10000000',
        LOKET_SIGN_INS_A_MINUTE: '10000000',
        DATABASE_URL: '',
        ...(this.#renderer ? { LOKET_RENDERER: this.#renderer } : {}),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr?.on('data', (piece: Buffer) => {
      this.#said = (this.#said + String(piece)).slice(-2000);
    });
    this.#child = child;
    await until(
      'head office answers',
      async () => {
        must(child.exitCode === null, `the server ended: ${this.#said}`);
        return (await fetch(`${this.url}/health`).catch(() => undefined))?.status === 200;
      },
      90,
      () => this.#said,
    );
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  /** The web server dies in the middle of what it does; PostgreSQL lives on. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  /** PostgreSQL and the web server die together, as when the machine loses power. */
  async killAll(): Promise<void> {
    const file = await readFile(join(this.folder, 'postgres', 'postmaster.pid'), 'utf8');
    const postmaster = Number(file.split('\n')[0]);
    process.kill(postmaster, 'SIGKILL');
    await this.kill();
  }

  /** In the orderly way. */
  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  async api<T = never>(
    method: string,
    path: string,
    body?: unknown,
    token?: string,
  ): Promise<{ readonly status: number; readonly body: T; readonly headers: Headers }> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        'loket-protocol': '2',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text ? JSON.parse(text) : null) as T,
    };
  }

  async token(username: string = ADMIN.username): Promise<string> {
    const { body } = await this.api<SignedIn>('POST', '/api/auth/sign-in', { username, password: PASSWORD });
    return body.accessToken;
  }

  adminToken(): Promise<string> {
    this.#admin ??= this.token();
    return this.#admin;
  }

  async person(username: string, branchId: string, role = 'frontliner'): Promise<void> {
    const person = { username, name: username, password: PASSWORD, branchId, role };
    const { status } = await this.api('POST', '/api/headoffice/staff', person, await this.adminToken());
    must(status < 300, `no person: ${status}`);
  }

  async enrolmentCode(branchId: string): Promise<string> {
    const { body } = await this.api<{ code: string }>(
      'POST',
      '/api/devices/codes',
      { branchId },
      await this.adminToken(),
    );
    return body.code;
  }

  async enrol(branchId: string, name: string): Promise<Enrolled> {
    const code = await this.enrolmentCode(branchId);
    return (await this.api<Enrolled>('POST', '/api/devices/enrol', { code, name })).body;
  }

  /** Ends everything and removes the folder. */
  async remove(): Promise<void> {
    await this.kill();
    // a PostgreSQL that outlived its server is taken over and stopped
    const cluster = await startCluster(this.folder).catch(() => undefined);
    await cluster?.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
