import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { CustomScheme } from 'electron';
import { compilesWasm, contentSecurityPolicy, RENDERER_HEADERS } from '#shared/host/csp.ts';

export const SCHEME = 'app';
export const SCHEME_HOST = 'loket';
/** The page's origin in the shell. IndexedDB hangs on it: it never changes. */
export const ORIGIN = `${SCHEME}://${SCHEME_HOST}`;

/** To be registered before the application is ready. No `bypassCSP`, no service workers, no extensions. */
export const SCHEME_PRIVILEGES: CustomScheme = {
  scheme: SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
};

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/**
 * Serves the built renderer under `app://loket/`, out of one folder and nothing else, each answer with the
 * policy: workers are bound by the policy of their own file.
 *
 * @param root folder of the built renderer.
 * @param headOffice gives the origin that the page may call now (it may change while running).
 */
export function rendererHandler(
  root: string,
  headOffice: () => string | undefined,
): (request: Request) => Promise<Response> {
  const folder = path.resolve(root);
  return async (request) => {
    const origin = headOffice();
    const policy = contentSecurityPolicy({
      connect: origin === undefined ? [] : [origin],
      wasm: compilesWasm(request.url),
    });
    const headers = { ...RENDERER_HEADERS, 'content-security-policy': policy, 'cache-control': 'no-cache' };
    const refuse = (status: number): Response => new Response(null, { status, headers });
    if (request.method !== 'GET') return refuse(405);
    const file = fileOf(folder, request.url);
    const type = file === undefined ? undefined : TYPES[path.extname(file)];
    if (file === undefined || type === undefined) return refuse(404);
    try {
      const content = await readFile(file);
      return new Response(new Uint8Array(content), { headers: { ...headers, 'content-type': type } });
    } catch {
      return refuse(404);
    }
  };
}

/** @returns the file that the address names, or undefined when it is not inside the folder. */
function fileOf(folder: string, address: string): string | undefined {
  try {
    const url = new URL(address);
    if (url.protocol !== `${SCHEME}:` || url.host !== SCHEME_HOST) return undefined;
    const name = decodeURIComponent(url.pathname);
    if (name.includes('\0') || name.includes('\\')) return undefined;
    const file = path.join(folder, name === '/' ? 'index.html' : name);
    return file.startsWith(folder + path.sep) ? file : undefined;
  } catch {
    return undefined;
  }
}
