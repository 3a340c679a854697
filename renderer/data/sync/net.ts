import { LoketFailure, type Result } from '#shared/errors/errors.ts';
import type { Net } from '#shared/sync/store.ts';
import type { Authorized } from './authorized.ts';

/** @returns a collection's way to head office; failures are thrown as `LoketFailure`. */
export function netOf(collection: string, authorized: Authorized): Net {
  const unwrap = (answer: Result<unknown>): unknown => {
    if (!answer.ok) throw new LoketFailure(answer.error);
    return answer.value;
  };
  return {
    push: async (rows) => unwrap(await authorized.send('POST', `/api/sync/${collection}/push`, { rows })),
    pull: async (checkpoint, limit) =>
      unwrap(await authorized.send('POST', `/api/sync/${collection}/pull`, { checkpoint, limit })),
  };
}
