import { headOfficeOrigin } from './origin.ts';

export interface CspOptions {
  /** Origins of head office that the page itself may call, besides its own. Anything but an origin throws. */
  readonly connect?: readonly string[];
  /** For the response of the key-derivation worker alone, which compiles WebAssembly. */
  readonly wasm?: boolean;
}

/**
 * The policy of every answer that carries the renderer, from head office's web server and from the shell
 * alike. A worker is bound only by the policy of its own response, so this goes on scripts as well as on pages.
 * Style attributes and inline styles stay forbidden; libraries set styles through the CSSOM, which is allowed.
 *
 * @returns the value of `Content-Security-Policy`.
 */
export function contentSecurityPolicy({ connect = [], wasm = false }: CspOptions = {}): string {
  const origins = connect.map((text) => {
    const origin = headOfficeOrigin(text);
    if (origin === undefined) throw new TypeError('a policy takes origins of head office only');
    return origin;
  });
  return [
    "default-src 'none'",
    `script-src 'self'${wasm ? " 'wasm-unsafe-eval'" : ''}`,
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    ['connect-src', "'self'", ...origins].join(' '),
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}

/** Headers that go with the policy on every answer carrying the renderer. */
export const RENDERER_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};

const KEY_WORKER = /\/assets\/[^/]*(?:derive|argon|kdf)[^/]*\.m?js$/i;

/** @returns whether the file at this path is the worker that derives keys by WebAssembly; it alone may compile it. */
export const compilesWasm = (path: string): boolean => KEY_WORKER.test(path);
