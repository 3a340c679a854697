import { MOST_TAGS, readLabelList } from '#shared/domain/label-list.ts';

/** Labels as a person typed them into one field. */
export interface TypedLabels {
  readonly labels: string[];
  /** Code of what is wrong with it: nothing is saved then, for it would save less than was typed. */
  readonly wrong: 'label_long' | 'too_many' | undefined;
}

/** @param text labels with commas in between, one with a comma of its own in quotation marks: as `labelList` writes */
export function typedLabels(text: string): TypedLabels {
  const { labels, unread } = readLabelList(text);
  if (unread.length === 0) return { labels, wrong: undefined };
  return { labels, wrong: labels.length === MOST_TAGS ? 'too_many' : 'label_long' };
}
