import { ImportTemplateSaved, NewImportTemplate } from '#shared/api/import-templates.ts';
import { BOOK_IMPORTERS } from '#shared/domain/commands/book.ts';
import { rememberTemplate } from '../../jobs/import-templates.ts';
import { personOf, requireRole } from '../guard.ts';
import type { Routes } from './routes.ts';

/** How forms of customer books are mapped. */
export const importTemplates: Routes = (app, { db, rules, feed, now }) => {
  app.post(
    '/api/import-templates',
    {
      schema: {
        summary: 'Remember how the columns of a customer book are mapped',
        body: NewImportTemplate,
        response: { 201: ImportTemplateSaved },
      },
    },
    async (request, reply) => {
      requireRole(request, ...BOOK_IMPORTERS);
      const { actor } = personOf(request);
      const { id, streams } = await rememberTemplate({ db, rules, actor, now: now() }, request.body);
      feed.announce(streams);
      return reply.status(201).send({ id });
    },
  );
};
