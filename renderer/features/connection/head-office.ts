/** Calls to head office before this PC is a desk: set-up, the first sign-in and the first enrolment code. */
import type { EnrolmentCode } from '#shared/api/devices.ts';
import type { SetupAnswer, SetupRequest, SetupState } from '#shared/api/setup.ts';
import type { SignedIn } from '#shared/api/auth.ts';
import { fail, ok, type LoketError, type Result } from '#shared/errors/errors.ts';
import type { Host } from '#shared/host/host.ts';

const LIMIT_MS = 20_000;

interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: unknown;
  readonly token?: string;
}

/** @returns the answer's body. Anything that is not head office's JSON is `portal`. */
async function call<T>(host: Host, url: string, { method, path, body, token }: Call): Promise<Result<T>> {
  const controller = new AbortController();
  const limit = setTimeout(() => {
    controller.abort();
  }, LIMIT_MS);
  try {
    const answer = await host.http.request({
      method,
      url: `${url}${path}`,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: controller.signal,
    });
    if (!answer.ok) return controller.signal.aborted ? fail('timeout', 'retryable') : answer;
    const text = await answer.value.text();
    if (!text.ok) return text;
    return parsed<T>(answer.value.status, text.value);
  } finally {
    clearTimeout(limit);
  }
}

function parsed<T>(status: number, text: string): Result<T> {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return fail('portal', 'retryable');
  }
  if (status >= 200 && status < 300) return ok(body as T);
  const error = typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined;
  if (typeof error === 'object' && error !== null && 'code' in error)
    return { ok: false, error: error as LoketError };
  return status >= 500 ? fail('server_busy', 'retryable') : fail('portal', 'retryable');
}

/** @returns whether the set-up asks for the code that the server printed when it started. */
export const readSetup = (host: Host, url: string): Promise<Result<SetupState>> =>
  call<SetupState>(host, url, { method: 'GET', path: '/api/setup' });

/** Makes the company with its branches and first administrator. Once only: `setup_done` afterwards. */
export const setUp = (host: Host, url: string, request: SetupRequest): Promise<Result<SetupAnswer>> =>
  call<SetupAnswer>(host, url, { method: 'POST', path: '/api/setup', body: request });

/** @returns an enrolment code for a branch, made by the administrator who has just been set up. */
export async function firstCode(
  host: Host,
  url: string,
  admin: { readonly username: string; readonly password: string },
  branchId: string,
): Promise<Result<string>> {
  const session = await call<SignedIn>(host, url, { method: 'POST', path: '/api/auth/sign-in', body: admin });
  if (!session.ok) return session;
  const token = session.value.accessToken;
  const made = await call<EnrolmentCode>(host, url, {
    method: 'POST',
    path: '/api/devices/codes',
    body: { branchId },
    token,
  });
  return made.ok ? ok(made.value.code) : made;
}
