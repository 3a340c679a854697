import type { Refusal } from '#shared/api/refusals.ts';
import type { Content } from '#shared/sync/document.ts';
import { errorText } from '#renderer/i18n/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { useContentWords } from '#renderer/widgets/values/use-content-words.ts';
import { useDocumentName } from '#renderer/widgets/values/use-document-name.ts';

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
  const words = useContentWords();
  return {
    name: (refusal) => {
      const doc = docOf(refusal);
      return doc ? named(refusal.collection, doc) : t('refusals.hidden');
    },
    reason: ({ code }) =>
      code === 'not_found' ? t('refusals.notFound') : errorText({ code, kind: 'person' }, language),
    fields: (refusal) => {
      const doc = docOf(refusal);
      return doc && words(refusal.collection, doc);
    },
  };
}
