/** Where and how a head office runs, from the environment. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LoketFailure } from '#shared/errors/errors.ts';
import type { HttpConfig } from './http/deps.ts';

export const DEFAULT_PORT = 4817;
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]', '::1'];

export interface ServerConfig {
  readonly host: string;
  /** 0 = any free one. */
  readonly port: number;
  /** A PostgreSQL of yours; without it one is started in `dataFolder`. */
  readonly databaseUrl?: string;
  /** A read replica of it, asked where it is as good. */
  readonly readDatabaseUrl?: string;
  readonly dataFolder: string;
  /** Folder of the built renderer. */
  readonly renderer?: string;
  readonly tls?: { readonly cert: string; readonly key: string };
  readonly http?: Partial<HttpConfig>;
}

export const isLoopback = (host: string): boolean => LOOPBACK.includes(host);

/**
 * - `DATABASE_URL`; or `LOKET_DATA`, the folder of a PostgreSQL of its own (`~/.loket` unless said)
 * - `READ_DATABASE_URL`: a read replica of `DATABASE_URL`
 * - `HOST` (127.0.0.1), `PORT` (4817), `LOKET_HOSTS` (names under which desks ask, with commas)
 * - `LOKET_TLS_CERT`, `LOKET_TLS_KEY`: files; needed in a network unless `LOKET_TRUST_PROXY=1` says that a
 *   balancer before the server speaks https
 * - `LOKET_RENDERER`: folder of the built renderer
 * - `LOKET_REQUESTS_A_MINUTE` of one person (3000), `LOKET_SIGN_INS_A_MINUTE` of one address (60; more where many
 *   branches come through one address)
 * @throws LoketFailure `bad_config` with `detail.name`
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): ServerConfig {
  const bad = (name: string): LoketFailure =>
    new LoketFailure({ code: 'bad_config', kind: 'person', detail: { name } });
  const host = env['HOST'] || '127.0.0.1';
  const port = Number(env['PORT'] || DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw bad('PORT');
  const cert = env['LOKET_TLS_CERT'];
  const key = env['LOKET_TLS_KEY'];
  if (Boolean(cert) !== Boolean(key)) throw bad('LOKET_TLS_KEY');
  for (const [name, file] of Object.entries({ LOKET_TLS_CERT: cert, LOKET_TLS_KEY: key }))
    if (file && !existsSync(file)) throw bad(name);
  const limit = (name: string): number | undefined => {
    const value = env[name] ? Number(env[name]) : undefined;
    if (value !== undefined && !(Number.isInteger(value) && value > 0)) throw bad(name);
    return value;
  };
  const perMinute = limit('LOKET_REQUESTS_A_MINUTE');
  const signInsPerMinute = limit('LOKET_SIGN_INS_A_MINUTE');
  const trustProxy = env['LOKET_TRUST_PROXY'] === '1';
  // without a secure context a browser has neither encryption nor a page that starts offline
  if (!isLoopback(host) && !cert && !trustProxy) throw bad('LOKET_TLS_CERT');
  const hosts = env['LOKET_HOSTS']?.split(',').map((name) => name.trim().toLowerCase());
  const renderer = env['LOKET_RENDERER'] || builtRenderer();
  return {
    host,
    port,
    dataFolder: env['LOKET_DATA'] || join(homedir(), '.loket'),
    ...(env['DATABASE_URL'] ? { databaseUrl: env['DATABASE_URL'] } : {}),
    ...(env['READ_DATABASE_URL'] ? { readDatabaseUrl: env['READ_DATABASE_URL'] } : {}),
    ...(renderer ? { renderer } : {}),
    ...(cert && key ? { tls: { cert, key } } : {}),
    http: {
      trustProxy,
      ...(hosts ? { hosts } : {}),
      ...(perMinute === undefined ? {} : { perMinute }),
      ...(signInsPerMinute === undefined ? {} : { signInsPerMinute }),
    },
  };
}

/** The renderer lies beside the bundled server, or in `dist` of the sources. */
const builtRenderer = (): string | undefined =>
  ['../renderer', '../dist/renderer']
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find((path) => existsSync(join(path, 'index.html')));
