/** Remembers how a form is mapped, in the name of head office: any branch that imports may teach it. */
import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import type { NewImportTemplate } from '#shared/api/import-templates.ts';
import { HEAD_OFFICE, type Actor } from '#shared/domain/actor.ts';
import type { ImportTemplate } from '#shared/domain/reference.ts';
import { LoketFailure } from '#shared/errors/errors.ts';
import type { Database } from '../db/database.ts';
import { pushIn } from '../sync/push.ts';
import type { SyncRules } from '../sync/types.ts';

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
  const streams = await db.tx(async (tx) => {
    const [stored] = await tx.query<{ rev: string; data: string }>(
      `SELECT rev, data FROM documents WHERE collection = 'reference' AND id = $1`,
      [id],
    );
    const by = { id: actor.userId, name: actor.name };
    const at = now.toISOString();
    const before = stored ? (JSON.parse(stored.data) as ImportTemplate) : undefined;
    const document: ImportTemplate = {
      id,
      branchId: HEAD_OFFICE,
      createdBy: before?.createdBy ?? by,
      createdAt: before?.createdAt ?? at,
      updatedBy: by,
      updatedAt: at,
      clock: { offset: 0, uncertainty: 0 },
      kind: 'importTemplate',
      name,
      headings: [...headings],
      fields: [...fields],
    };
    const rev = v7();
    const { answers, streams: moved } = await pushIn(tx, {
      collection: 'reference',
      rows: [{ id, rev, base: stored?.rev ?? null, doc: { ...document, rev, ver: 0, _deleted: false } }],
      // reference data is head office's to write; who taught it stands in the document
      writer: { actor: { ...actor, role: 'headoffice', branchId: HEAD_OFFICE }, scope: 'all' },
      rules,
      now,
    });
    const [answer] = answers;
    if (answer?.status === 'rejected')
      throw new LoketFailure({
        code: answer.code,
        kind: 'person',
        ...(answer.field ? { field: answer.field } : {}),
      });
    if (answer?.status === 'conflict') throw new LoketFailure({ code: 'conflict', kind: 'retryable' });
    return moved;
  });
  return { id, streams };
}
