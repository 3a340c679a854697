import Type from 'typebox';
import { Me, RefreshRequest, SignedIn, SignInRequest } from '#shared/api/auth.ts';
import { personOf } from '../guard.ts';
import { perAddress } from '../deps.ts';
import type { Routes } from './routes.ts';

/** Signing in and out. */
export const auth: Routes = (app, { auth: people, config, now }) => {
  const limited = { access: 'public', rateLimit: perAddress(config) } as const;
  app.post(
    '/api/auth/sign-in',
    { config: limited, schema: { summary: 'Sign in', body: SignInRequest, response: { 200: SignedIn } } },
    (request) => people.signIn(request.body, request.ip),
  );
  app.post(
    '/api/auth/refresh',
    {
      config: { access: 'public' },
      schema: { summary: 'Use a refresh token up', body: RefreshRequest, response: { 200: SignedIn } },
    },
    (request) => people.refresh(request.body.refreshToken),
  );
  app.post(
    '/api/auth/sign-out',
    { schema: { summary: 'End this session', response: { 204: Type.Null() } } },
    async (request, reply) => {
      await people.signOut(personOf(request).sessionId);
      return reply.status(204).send(null);
    },
  );
  app.get('/api/auth/me', { schema: { summary: 'Who asks', response: { 200: Me } } }, async (request) => ({
    actor: personOf(request).actor,
    now: now().toISOString(),
  }));
};
