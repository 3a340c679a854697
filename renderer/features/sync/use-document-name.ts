import type { Activity } from '#shared/domain/activity.ts';
import type { Content } from '#shared/sync/document.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { useReference } from '#renderer/widgets/hooks/documents.ts';
import { activityTitle } from '#renderer/widgets/timeline/timeline-words.ts';
import { documentName } from './document-name.ts';

/** @returns a function that says what people call a document; an entry of a timeline is called by what happened. */
export function useDocumentName(): (collection: string, doc: Content) => string {
  const t = useT();
  const language = useLanguage();
  const reference = useReference();
  return (collection, doc) =>
    collection === 'activities'
      ? (activityTitle(doc as unknown as Activity, { t, language, reference }) ?? t('domain.newer'))
      : documentName(doc);
}
