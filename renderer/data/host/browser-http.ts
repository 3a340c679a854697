import { LoketFailure, type LoketError, type Result } from '#shared/errors/errors.ts';
import { hostFail } from '#shared/host/errors.ts';
import type { HostHttp, HostResponse } from '#shared/host/host.ts';
import type { CancelSignal } from '#shared/host/types.ts';

/** Requests by the browser's own `fetch`. */
export function browserHttp(fetchLike: typeof fetch): HostHttp {
  return {
    async request({ method, url, headers, body, signal }) {
      if (signal?.aborted) return hostFail('host.aborted');
      try {
        const answer = await fetchLike(url, {
          method,
          headers: { ...headers },
          // `manual` and not `error`: a redirect can then be told apart from a dead connection.
          redirect: 'manual',
          credentials: 'omit',
          cache: 'no-store',
          referrerPolicy: 'no-referrer',
          ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
          ...(signal === undefined ? {} : { signal: abortSignalOf(signal) }),
        });
        if (answer.type === 'opaqueredirect') return hostFail('host.redirected');
        return { ok: true, value: response(answer, signal) };
      } catch {
        return { ok: false, error: failureOf(signal) };
      }
    },
  };
}

function response(answer: Response, signal: CancelSignal | undefined): HostResponse {
  return {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    async text(): Promise<Result<string>> {
      try {
        return { ok: true, value: await answer.text() };
      } catch {
        return { ok: false, error: failureOf(signal) };
      }
    },
    async *stream() {
      const reader = answer.body?.getReader();
      if (reader === undefined) return;
      try {
        for (;;) {
          const piece = await reader.read();
          if (piece.done) return;
          yield piece.value;
        }
      } catch {
        throw new LoketFailure(failureOf(signal));
      } finally {
        // Also when the loop was left early: closes the connection. After the end it does nothing.
        reader.cancel().catch(() => undefined);
      }
    },
  };
}

/** A browser says no more than that it failed. */
const failureOf = (signal: CancelSignal | undefined): LoketError =>
  hostFail(signal?.aborted ? 'host.aborted' : 'host.unreachable').error;

function abortSignalOf(signal: CancelSignal): AbortSignal {
  if (signal instanceof AbortSignal) return signal;
  const controller = new AbortController();
  signal.addEventListener('abort', () => controller.abort(), { once: true });
  return controller.signal;
}
