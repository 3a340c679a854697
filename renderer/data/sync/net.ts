import { LoketFailure, type Result } from '#shared/errors/errors.ts';
import type { Net } from '#shared/sync/store.ts';
import type { Authorized } from './authorized.ts';

/** @returns a collection's way to head office; failures are thrown as `LoketFailure`. */
export function netOf(collection: string, authorized: Authorized): Net {
  const unwrap = (answer: Result<unknown>): unknown => {
    if (!answer.ok) throw new LoketFailure(answer.error);
    return answer.value;
  };
  const ask = async (verb: string, body: unknown): Promise<unknown> =>
    unwrap(await authorized.send('POST', `/api/sync/${collection}/${verb}`, body));
  return {
    push: (rows) => ask('push', { rows }),
    pull: (checkpoint, limit) => ask('pull', { checkpoint, limit }),
    snapshot: (after, limit) => ask('snapshot', { after, limit }),
    digest: (checkpoint, list) => ask('digest', { checkpoint, list }),
    fetch: (ids) => ask('fetch', { ids }),
  };
}
