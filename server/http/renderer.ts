/** The built renderer, installable as a page that starts offline. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { contentSecurityPolicy, RENDERER_HEADERS } from '#shared/host/csp.ts';
import { notFound } from './failures.ts';

/** File names that carry a hash of their content never change it. */
const HASHED = /\/assets\/[^/]+-[\w-]{8,}\.\w+$/;
/** The worker that derives keys compiles WebAssembly; it alone may. */
const COMPILES_WASM = /\/assets\/[^/]*(?:derive|argon|kdf)[^/]*\.m?js$/i;

/** Serves `folder` for everything that is not a route; unknown pages get `index.html` (the routes are in the hash). */
export async function serveRenderer(app: FastifyInstance, folder: string | undefined): Promise<void> {
  const root = folder === undefined ? undefined : resolve(folder);
  const built = root !== undefined && existsSync(join(root, 'index.html'));
  if (built)
    await app.register(fastifyStatic, {
      root,
      serve: false,
      cacheControl: false,
      setHeaders: (response, path) => {
        const url = path.replaceAll('\\', '/');
        response.header(
          'cache-control',
          HASHED.test(url) ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
        response.header('content-security-policy', contentSecurityPolicy({ wasm: COMPILES_WASM.test(url) }));
        for (const [name, value] of Object.entries(RENDERER_HEADERS)) response.header(name, value);
      },
    });
  app.setNotFoundHandler(async (request, reply) => {
    const path = decodePath(request.url);
    if (
      !built ||
      !['GET', 'HEAD'].includes(request.method) ||
      path === undefined ||
      /^\/api(\/|$)/.test(path)
    )
      throw notFound();
    const file = path === '/' ? '/index.html' : path;
    if (existsSync(join(root, file))) return reply.sendFile(file.slice(1));
    // a missing file must not be answered with a page: a browser would take it for the script
    if (/\.\w+$/.test(path)) throw notFound();
    return reply.sendFile('index.html');
  });
}

function decodePath(url: string): string | undefined {
  try {
    const path = decodeURIComponent(new URL(url, 'http://local').pathname);
    return path.includes('\0') || path.includes('..') ? undefined : path;
  } catch {
    return undefined;
  }
}
