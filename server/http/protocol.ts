import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import { LoketFailure } from '#shared/errors/errors.ts';
import { PROTOCOL_FLOOR, PROTOCOL_VERSION } from '#shared/sync/messages.ts';

/** The header in which a desk says which version of the messages it speaks. */
export const Protocol = { 'loket-protocol': Type.String({ pattern: '^\\d{1,6}$' }) };

/**
 * Rule 40, before the body is looked at: what another version says may not fit our schemas.
 * @throws LoketFailure `protocol_too_old`, `protocol_too_new`
 */
export async function checkProtocol(request: FastifyRequest): Promise<void> {
  const said = request.headers['loket-protocol'];
  const version = typeof said === 'string' && /^\d{1,6}$/.test(said) ? Number(said) : undefined;
  // what is not a number is refused by the schema
  if (version === undefined) return;
  if (version < PROTOCOL_FLOOR) throw new LoketFailure({ code: 'protocol_too_old', kind: 'person' });
  if (version > PROTOCOL_VERSION) throw new LoketFailure({ code: 'protocol_too_new', kind: 'retryable' });
}
