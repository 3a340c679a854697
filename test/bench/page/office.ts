/** The way to head office that all contestants share: the product's own requests. */
import { browserHttp } from '#renderer/data/host/browser-http.ts';
import { Authorized } from '#renderer/data/sync/authorized.ts';
import { DeskClock } from '#renderer/data/sync/clock.ts';
import { requestsTo } from '#renderer/data/sync/requests.ts';

export const authorized = new Authorized(
  requestsTo(browserHttp(fetch.bind(globalThis)), () => location.origin, new DeskClock()),
  { refreshToken: async () => undefined, renewed: async () => undefined, expired: () => undefined },
);

export async function ask<T>(path: string, body: unknown): Promise<T> {
  const answer = await authorized.send('POST', path, body);
  if (!answer.ok) throw new Error(`head office said ${JSON.stringify(answer.error)}`);
  return answer.value as T;
}

/** @returns milliseconds that `action` took. */
export async function timed(action: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await action();
  return performance.now() - begun;
}
