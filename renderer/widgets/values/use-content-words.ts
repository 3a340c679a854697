import type { Content } from '#shared/sync/document.ts';
import { differences } from './document-name.ts';
import { fieldName } from './field-name.ts';
import { useValueWords } from './use-value-words.ts';
import { valueText } from './value-text.ts';

/** Ids and what was worked out of other fields: nothing that a person wrote. */
const UNREAD = new Set(['customerId', 'complaintId', 'campaignId', 'taskId', 'promised', 'prints']);

/** @returns a function that tells the fields of a document that say something, with their values in words. */
export function useContentWords(): (
  collection: string,
  content: Content,
) => readonly (readonly [name: string, value: string])[] {
  const words = useValueWords();
  const { t } = words;
  return (collection, content) =>
    differences(content, null)
      .filter(({ field }) => !UNREAD.has(field))
      .map(({ field, mine }) => [fieldName(field, t), valueText(collection, field, mine, words)] as const)
      .filter(([, value]) => value !== t('common.none'));
}
