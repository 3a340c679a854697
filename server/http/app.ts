import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import fastify, { LogController, type FastifyServerOptions } from 'fastify';
import { pino, type DestinationStream, type Logger } from 'pino';
import { contentSecurityPolicy } from '#shared/host/csp.ts';
import { LoketFailure } from '#shared/errors/errors.ts';
import { hashOf } from '../auth/secrets.ts';
import type { Deps, TypeBoxProvider } from './deps.ts';
import { handleError } from './failures.ts';
import { guard } from './guard.ts';
import { serveRenderer } from './renderer.ts';
import { auth } from './routes/auth.ts';
import { campaigns } from './routes/campaigns.ts';
import { complaints } from './routes/complaints.ts';
import { customers } from './routes/customers.ts';
import { devices } from './routes/devices.ts';
import { importTemplates } from './routes/import-templates.ts';
import { operation } from './routes/operation.ts';
import { people } from './routes/people.ts';
import { refusals } from './routes/refusals.ts';
import type { App, Routes } from './routes/routes.ts';
import { setup } from './routes/setup.ts';
import { stream } from './routes/stream.ts';
import { sync } from './routes/sync.ts';
import { tiers } from './routes/tiers.ts';
import { validatorCompiler } from './validation.ts';

export interface AppOptions extends Deps {
  /** Folder of the built renderer; absent or empty = none. */
  readonly renderer?: string;
  readonly https?: { readonly cert: Buffer; readonly key: Buffer };
}

/** Largest body of anything but a push, in bytes. */
const BODY_BYTES = 256 * 1024;
const ROUTES: readonly Routes[] = [
  operation,
  setup,
  auth,
  devices,
  sync,
  stream,
  complaints,
  campaigns,
  customers,
  people,
  refusals,
  tiers,
  importTemplates,
];

/** @returns a logger that knows routes and codes, and nothing about people. */
export const openLog = (to?: DestinationStream, level = process.env['LOKET_LOG'] ?? 'info'): Logger =>
  pino({ level, base: null, redact: ['req', 'res', '*.password', '*.token'] }, to);

/**
 * The web server of head office, not yet listening.
 * @param extra further routes (a test proves with one that its net catches what leaks)
 */
export async function buildApp(options: AppOptions, extra: readonly Routes[] = []): Promise<App> {
  const { config, log, metrics, auth: people_ } = options;
  const settings: FastifyServerOptions & { https?: object } = {
    loggerInstance: log,
    // paths and queries stay out of the log
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_BYTES,
    trustProxy: config.trustProxy,
    forceCloseConnections: 'idle',
    ...(options.https ? { https: options.https } : {}),
  };
  const app = fastify(settings).withTypeProvider<TypeBoxProvider>() as unknown as App;
  app.setValidatorCompiler(validatorCompiler as never);
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  app.setErrorHandler(handleError);

  app.addHook('onRequest', async (request, reply) => {
    void reply.header('cache-control', 'no-store');
    const { hosts } = config;
    const host = request.host.replace(/:\d+$/, '').toLowerCase();
    if (hosts && !hosts.includes(host)) throw new LoketFailure({ code: 'bad_host', kind: 'permanent' });
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    const seconds = reply.elapsedTime / 1000;
    metrics.requests.observe({ method: request.method, route, status: reply.statusCode }, seconds);
    log.info(
      { method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    );
  });

  await app.register(helmet, {
    contentSecurityPolicy: false,
    // https is chosen by whoever runs the server; on plain loopback browsers ignore the header
    strictTransportSecurity: { maxAge: 31_536_000 },
  });
  app.addHook('onRequest', async (_request, reply) => {
    void reply.header('content-security-policy', contentSecurityPolicy());
  });
  await app.register(rateLimit, {
    max: config.perMinute,
    timeWindow: 60_000,
    // desks of one branch share an address
    keyGenerator: (request) => `${request.ip} ${hashOf(request.headers.authorization ?? '')}`,
    errorResponseBuilder: (_request, context) =>
      new LoketFailure({
        code: 'too_many_requests',
        kind: 'retryable',
        detail: { retryAfter: Math.ceil(context.ttl / 1000) },
      }),
  });
  await app.register(compress, {
    encodings: ['br', 'gzip'],
    globalDecompression: false,
    threshold: 1024,
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } },
  });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Loket head office', version: '1' },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
      security: [{ bearer: [] }],
    },
  });
  guard(app as never, people_);
  // in a plugin of their own, so that what was registered above sees them
  await app.register(async (scope) => {
    for (const routes of [...ROUTES, ...extra]) routes(scope as unknown as App, options);
  });
  await serveRenderer(app as never, options.renderer);
  return app;
}
