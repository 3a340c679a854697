import { LoketFailure, type Result } from '#shared/errors/errors.ts';
import type { HostBridge } from '#shared/host/bridge.ts';
import { hostFail } from '#shared/host/errors.ts';
import type { HostHttp, HostResponse } from '#shared/host/host.ts';
import type { CancelSignal } from '#shared/host/types.ts';

type Calls = HostBridge['calls'];

/**
 * Requests relayed by the shell. The body is drawn piece by piece, so a slow reader slows the sender down.
 *
 * @param newId makes the request's id (a UUID): ours, so that a request can be closed before it is answered.
 */
export function shellHttp({ calls }: HostBridge, newId: () => string): HostHttp {
  return {
    async request({ signal, ...request }) {
      if (signal?.aborted) return hostFail('host.aborted');
      const id = newId();
      const close = (): void => void calls['http.close']({ id });
      signal?.addEventListener('abort', close, { once: true });
      const release = (): void => signal?.removeEventListener('abort', close);
      const { headers, ...rest } = request;
      const head = await calls['http.open']({
        ...rest,
        id,
        ...(headers === undefined ? {} : { headers: { ...headers } }),
      });
      if (!head.ok) {
        release();
        return signal?.aborted ? hostFail('host.aborted') : head;
      }
      return { ok: true, value: response(calls, id, head.value, signal, release) };
    },
  };
}

function response(
  calls: Calls,
  id: string,
  head: Pick<HostResponse, 'status' | 'headers'>,
  signal: CancelSignal | undefined,
  release: () => void,
): HostResponse {
  const next = async (): Promise<Result<Uint8Array | undefined>> => {
    if (signal?.aborted) return hostFail('host.aborted');
    const piece = await calls['http.read']({ id });
    return !piece.ok && signal?.aborted ? hostFail('host.aborted') : piece;
  };
  return {
    ...head,
    async text() {
      const decoder = new TextDecoder();
      let text = '';
      for (;;) {
        const piece = await next();
        if (!piece.ok || piece.value === undefined) release();
        if (!piece.ok) return piece;
        if (piece.value === undefined) return { ok: true, value: text + decoder.decode() };
        text += decoder.decode(piece.value, { stream: true });
      }
    },
    async *stream() {
      let ended = false;
      try {
        for (;;) {
          const piece = await next();
          if (!piece.ok) throw new LoketFailure(piece.error);
          if (piece.value === undefined) {
            ended = true;
            return;
          }
          yield piece.value;
        }
      } finally {
        release();
        if (!ended) void calls['http.close']({ id });
      }
    },
  };
}
