import { RefusalList, RefusalQuery, SettleRequest, Settled } from '#shared/api/refusals.ts';
import { listRefusals, seesAllRefusals, settleRefusal } from '../../jobs/refusals.ts';
import { notFound } from '../failures.ts';
import { personOf } from '../guard.ts';
import type { Routes } from './routes.ts';

/** What head office refused, for its author and the supervisor of the branch. */
export const refusals: Routes = (app, { db, now }) => {
  app.get(
    '/api/refusals',
    { schema: { summary: 'Refused writes', querystring: RefusalQuery, response: { 200: RefusalList } } },
    (request) => {
      const { actor } = personOf(request);
      const { branchId, state } = request.query;
      if (branchId !== undefined && branchId !== actor.branchId && !seesAllRefusals(actor)) throw notFound();
      return listRefusals(db, actor, branchId, state);
    },
  );
  app.post(
    '/api/refusals/settle',
    { schema: { summary: 'Give a refused write up', body: SettleRequest, response: { 200: Settled } } },
    async (request) => {
      const settledAt = await settleRefusal(db, personOf(request).actor, request.body, now());
      // the same answer for what is missing and for what is another's
      if (settledAt === undefined) throw notFound();
      return { settledAt };
    },
  );
};
