/** What the timeline is told of a refused change that a person gives up. */
import { isCollection } from '#shared/domain/collections.ts';
import type { CommandArgs } from '#shared/domain/commands/index.ts';
import { aboutOf } from '#shared/domain/commands/merges.ts';
import type { QuarantineItem } from '#renderer/data/desk-types.ts';
import { differences } from '#renderer/widgets/values/document-name.ts';

/**
 * A complaint that goes with its change (head office never had it, or it left this branch) is told with its number in its
 * customer's timeline, unless it is confidential.
 * @returns undefined for what has no timeline to be told in, and for a discard that was itself refused
 */
export function discardArgs(
  { collection, mine, theirs }: Pick<QuarantineItem, 'collection' | 'mine' | 'theirs'>,
  reason: string,
): CommandArgs<'recordDiscard'> | undefined {
  if (!isCollection(collection) || mine['kind'] === 'change_discarded') return undefined;
  const about = aboutOf(collection, mine);
  const isGone = collection === 'complaints' && !theirs;
  if (!about.customerId || (isGone && mine['confidential'] === true)) return undefined;
  const fields = theirs ? differences(mine, theirs).map(({ field }) => field) : [];
  const number = isGone && typeof mine['number'] === 'string' ? mine['number'] : undefined;
  return {
    collection,
    customerId: about.customerId,
    complaintId: isGone ? '' : about.complaintId,
    fields: mine._deleted ? ['_deleted'] : fields,
    ...(number ? { number } : {}),
    reason,
  };
}
