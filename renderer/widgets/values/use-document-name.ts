import type { Activity } from '#shared/domain/activity.ts';
import type { Content } from '#shared/sync/document.ts';
import { activityTitle } from '../timeline/timeline-words.ts';
import { documentName } from './document-name.ts';
import { useValueWords } from './use-value-words.ts';

/** @returns a function that says what people call a document; an entry of a timeline is called by what happened. */
export function useDocumentName(): (collection: string, doc: Content) => string {
  const words = useValueWords();
  return (collection, doc) =>
    collection === 'activities'
      ? (activityTitle(doc as unknown as Activity, words) ?? words.t('domain.newer'))
      : documentName(doc);
}
