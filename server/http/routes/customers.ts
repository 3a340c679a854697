import Type from 'typebox';
import { TransferRequest } from '#shared/api/customers.ts';
import { Id } from '#shared/domain/base.ts';
import { transferCustomer } from '../../jobs/transfer.ts';
import { personOf, requireRole } from '../guard.ts';
import type { Routes } from './routes.ts';

/** Whole customers, between branches. */
export const customers: Routes = (app, { db, rules, feed, now }) => {
  app.post(
    '/api/customers/:id/transfer',
    {
      schema: {
        summary: 'Hand a customer over to another branch',
        params: Type.Object({ id: Id }),
        body: TransferRequest,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      requireRole(request, 'supervisor', 'headoffice', 'admin');
      const { actor } = personOf(request);
      const transfer = { customerId: request.params.id, ...request.body };
      feed.announce(await transferCustomer({ db, rules, actor, now: now() }, transfer));
      return reply.status(204).send(null);
    },
  );
};
