/** Who may call what. Secure unless said: a route that says nothing wants a signed-in person. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isHeadOffice, type Role } from '#shared/domain/actor.ts';
import { LoketFailure } from '#shared/errors/errors.ts';
import type { Auth, Authenticated } from '../auth/sessions.ts';
import { notAllowed } from './failures.ts';

const BEARER = /^Bearer ([\w.~+/-]+=*)$/;

/** Puts `request.person` on every request of a route that is not public, before its body is read. */
export function guard(app: FastifyInstance, auth: Auth): void {
  app.decorateRequest('person', null);
  app.addHook('onRequest', async (request) => {
    const access = request.routeOptions.config.access ?? 'person';
    if (access === 'public' || request.is404) return;
    const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
    if (!token) throw new LoketFailure({ code: 'unauthenticated', kind: 'person' });
    request.person = await auth.authenticate(token);
    if (access === 'head-office' && !isHeadOffice(request.person.actor)) throw notAllowed();
  });
}

/** @returns who asks. */
export function personOf(request: FastifyRequest): Authenticated {
  if (!request.person) throw new LoketFailure({ code: 'unauthenticated', kind: 'person' });
  return request.person;
}

/** @throws LoketFailure `not_allowed` unless the person has one of the roles */
export function requireRole(request: FastifyRequest, ...roles: readonly Role[]): void {
  if (!roles.includes(personOf(request).actor.role)) throw notAllowed();
}
