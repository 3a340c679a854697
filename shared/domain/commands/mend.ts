/** Correcting one text of any document: for what head office refused, and for a third value in the conflict centre. */
import Type from 'typebox';
import { fail, ok } from '#shared/errors/errors.ts';
import type { Content } from '#shared/sync/document.ts';
import { Id, Line } from '../base.ts';
import { checkShape } from '../check-write.ts';
import { COLLECTION_NAMES } from '../collections.ts';
import { byOf, command } from './command.ts';

/** Texts that people type and that stand by themselves. Codes, dates and lists have forms of their own. */
const TYPED: Readonly<Record<string, readonly string[]>> = {
  customers: ['name', 'salutation', 'email', 'nik', 'npwp', 'commodity', 'broughtBy', 'remarks'],
  agreements: ['number', 'subject', 'remarks'],
  complaints: ['description', 'reason'],
  tasks: ['title', 'outcome'],
  campaigns: ['name', 'area', 'offer'],
  responses: ['name', 'interest', 'note'],
};

/** @returns whether the field of the collection is a text that a person types. */
export const isTypedText = (collection: string, field: string): boolean =>
  Object.hasOwn(TYPED, collection) && (TYPED[collection]?.includes(field) ?? false);

/** Puts another text into a field; an empty one takes out what stands there. */
export const correctText = command({
  args: Type.Object({
    collection: Type.Enum([...COLLECTION_NAMES]),
    documentId: Id,
    field: Line(80),
    /** What stood there when the person began. */
    seen: Type.String(),
    value: Type.String({ maxLength: 8000 }),
  }),
  reads: (args) => [{ collection: args.collection, id: args.documentId }],
  run(context, args) {
    const { collection, field } = args;
    if (!isTypedText(collection, field)) return fail('immutable', 'person', { field });
    const before = context.read(collection, args.documentId) as Content | undefined;
    if (!before) return fail('not_found', 'person', { field: collection });
    if ((before[field] ?? '') !== args.seen) return fail('changed_meanwhile', 'person', { field });
    const value = args.value.trim();
    const after: Record<string, unknown> = {
      ...before,
      [field]: value,
      updatedBy: byOf(context),
      updatedAt: context.now,
      clock: context.clock,
    };
    if (value === '') delete after[field];
    const wrong = checkShape(collection, after as Content);
    if (wrong) return fail('invalid', 'person', { field });
    return ok({
      writes: [{ collection, id: args.documentId, before, after: after as Content }],
      result: { id: args.documentId },
    });
  },
});
