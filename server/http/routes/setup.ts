import { SetupAnswer, SetupRequest, SetupState } from '#shared/api/setup.ts';
import { LoketFailure } from '#shared/errors/errors.ts';
import { sameHash, hashOf } from '../../auth/secrets.ts';
import { anyUser } from '../../auth/users.ts';
import { readReference } from '../../jobs/office-desk.ts';
import { setUp } from '../../jobs/set-up.ts';
import { perAddress } from '../deps.ts';
import type { Routes } from './routes.ts';

/** First run: company, branches, first administrator. */
export const setup: Routes = (app, { db, rules, feed, config, now }) => {
  app.get(
    '/api/setup',
    {
      config: { access: 'public' },
      schema: { summary: 'Is a set-up needed', response: { 200: SetupState } },
    },
    async () => {
      const setupNeeded = !(await anyUser(db));
      const { company } = await readReference(db);
      return {
        setupNeeded,
        setupCodeNeeded: setupNeeded && config.setupCode !== undefined,
        company: company?.name ?? '',
        demo: company?.demo ?? false,
      };
    },
  );
  app.post(
    '/api/setup',
    {
      config: { access: 'public', rateLimit: perAddress(config) },
      schema: { summary: 'Set head office up, once', body: SetupRequest, response: { 201: SetupAnswer } },
    },
    async (request, reply) => {
      const { setupCode, ...wanted } = request.body;
      if (config.setupCode !== undefined && !sameHash(hashOf(config.setupCode), hashOf(setupCode ?? '')))
        throw new LoketFailure({ code: 'setup_code_wrong', kind: 'person', field: 'setupCode' });
      const done = await setUp(db, rules, wanted, now());
      feed.announce(done.streams);
      return reply.status(201).send({ company: wanted.company.name, branches: done.branches });
    },
  );
};
