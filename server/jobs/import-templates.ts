/** Remembers how a form is mapped, in the name of head office: any branch that imports may teach it. */
import { createHash } from 'node:crypto';
import type { NewImportTemplate } from '#shared/api/import-templates.ts';
import { HEAD_OFFICE, type Actor } from '#shared/domain/actor.ts';
import type { ImportTemplate } from '#shared/domain/reference.ts';
import { LoketFailure } from '#shared/errors/errors.ts';
import type { Database } from '../db/database.ts';
import type { SyncRules } from '../sync/types.ts';
import { writeReference } from './reference-document.ts';

export interface TemplateOptions {
  readonly db: Database;
  readonly rules: SyncRules;
  /** Who mapped it. */
  readonly actor: Actor;
  readonly now: Date;
}

/** The same headings are the same form, however they are spaced or cased. */
const formOf = (headings: readonly string[]): string =>
  createHash('sha256')
    .update(
      JSON.stringify(
        headings.map((heading) =>
          heading
            .toLowerCase()
            .replace(/[^\p{L}\p{N}]+/gu, ' ')
            .trim(),
        ),
      ),
    )
    .digest('hex')
    .slice(0, 32);

/** @returns the id of the template, and the streams that moved. The last mapping of a form counts. */
export async function rememberTemplate(
  { db, rules, actor, now }: TemplateOptions,
  { name, headings, fields }: NewImportTemplate,
): Promise<{ readonly id: string; readonly streams: ReadonlyMap<string, number> }> {
  if (headings.length !== fields.length)
    throw new LoketFailure({ code: 'invalid', kind: 'person', field: 'fields' });
  const id = `import:${formOf(headings)}`;
  // reference data is head office's to write; who taught it stands in the document
  const writer: Actor = { ...actor, role: 'headoffice', branchId: HEAD_OFFICE };
  const streams = await db.tx((tx) =>
    writeReference<ImportTemplate>(tx, { rules, by: actor, writer, now }, id, {
      branchId: HEAD_OFFICE,
      kind: 'importTemplate',
      name,
      headings: [...headings],
      fields: [...fields],
    }),
  );
  return { id, streams };
}
