/** What leads out of the quarantine, by the reason. */
import { isTypedText } from '#shared/domain/commands/mend.ts';
import type { QuarantineItem } from '#renderer/data/desk-types.ts';

export type NextStep = 'mend' | 'retry' | 'discard' | 'ask' | 'look' | 'renumber';

const STEPS: Readonly<Record<string, NextStep>> = {
  invalid: 'mend',
  too_large: 'mend',
  resolution_missing: 'look',
  reason_missing: 'look',
  status_unreachable: 'discard',
  immutable: 'discard',
  append_only: 'discard',
  not_deletable: 'discard',
  not_allowed: 'ask',
  other_branch: 'ask',
  moved: 'ask',
  number_taken: 'renumber',
  number_of_other_branch: 'ask',
  unknown_reference: 'ask',
  not_found: 'retry',
  author_unknown: 'ask',
};

/** @returns what a person is told to do first: only what the card offers. */
export function nextStep(item: QuarantineItem): NextStep {
  const step = Object.hasOwn(STEPS, item.code) ? (STEPS[item.code] ?? 'look') : 'look';
  if (step === 'renumber') return renumberable(item) ? step : 'ask';
  return step === 'mend' && mendable(item) === undefined ? 'ask' : step;
}

/** @returns whether it may be sent under another number: head office has nothing of it, and it is no deletion. */
const renumberable = ({ mine, theirs }: QuarantineItem): boolean => !theirs && !mine._deleted;

/** @returns the text that can be corrected in place: the one that was refused, or none. */
export function mendable({ collection, field, mine }: QuarantineItem): string | undefined {
  if (mine._deleted || !field) return undefined;
  return isTypedText(collection, field) ? field : undefined;
}
