import type { Refusal } from '#shared/api/refusals.ts';
import type { Content } from '#shared/sync/document.ts';
import { errorText } from '#renderer/i18n/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { differences } from '#renderer/widgets/values/document-name.ts';
import { fieldName } from '#renderer/widgets/values/field-name.ts';
import { useDocumentName } from '#renderer/widgets/values/use-document-name.ts';
import { useValueWords } from '#renderer/widgets/values/use-value-words.ts';
import { valueText } from '#renderer/widgets/values/value-text.ts';

/** Ids and what was worked out of other fields: nothing that a person wrote. */
const UNREAD = new Set(['customerId', 'complaintId', 'campaignId', 'taskId', 'promised', 'prints']);

export interface RefusalWords {
  /** What people call the document; what may not be seen has no name. */
  readonly name: (refusal: Refusal) => string;
  /** Why head office did not take it. */
  readonly reason: (refusal: Refusal) => string;
  /** Fields that say something, with their values; undefined where the content is not shown. */
  readonly fields: (refusal: Refusal) => readonly (readonly [name: string, value: string])[] | undefined;
}

const docOf = ({ id, content }: Refusal): Content | undefined => content && { ...content, id };

/** @returns refused writes in words. */
export function useRefusalWords(): RefusalWords {
  const t = useT();
  const language = useLanguage();
  const named = useDocumentName();
  const words = useValueWords();
  return {
    name: (refusal) => {
      const doc = docOf(refusal);
      return doc ? named(refusal.collection, doc) : t('refusals.hidden');
    },
    reason: ({ code }) =>
      code === 'not_found' ? t('refusals.notFound') : errorText({ code, kind: 'person' }, language),
    fields: (refusal) => {
      const doc = docOf(refusal);
      return (
        doc &&
        differences(doc, null)
          .filter(({ field }) => !UNREAD.has(field))
          .map(
            ({ field, mine }) =>
              [fieldName(field, t), valueText(refusal.collection, field, mine, words)] as const,
          )
          .filter(([, value]) => value !== t('common.none'))
      );
    },
  };
}
