/** May this be written? The same answer at desk and head office; head office's counts. */
import Value from 'typebox/value';
import type { LoketError } from '#shared/errors/errors.ts';
import type { Content } from '#shared/sync/document.ts';
import { HEAD_OFFICE, isHeadOffice, type Actor } from './actor.ts';
import { COLLECTIONS, type CollectionName } from './collections.ts';
import { canReach, STATUSES, type Status } from './complaint.ts';
import { isAsImported } from './import-mark.ts';
import { checkMergeNote } from './merge-note.ts';
import type { WriteFacts } from './placement.ts';

const refuse = (code: string, field?: string): LoketError => ({
  code,
  kind: 'person',
  ...(field ? { field } : {}),
});

/** @returns the first place where `content` breaks its collection's schema, or null. */
export function checkShape(collection: CollectionName, content: Content): LoketError | null {
  const { schema } = COLLECTIONS[collection];
  if (Value.Check(schema, content)) return null;
  const first = Value.Errors(schema, content)[0];
  return refuse('invalid', first?.instancePath.replace(/^\//, '').replaceAll('/', '.') || 'document');
}

const HEAD_OFFICE_ONLY: ReadonlySet<CollectionName> = new Set(['campaigns', 'reference']);

/** Head office has people of many roles; not all of them decide over what counts for everybody (docs/rights.md). */
const governs = (collection: CollectionName, actor: Actor): boolean =>
  actor.role === 'headoffice' ||
  actor.role === 'admin' ||
  (collection === 'campaigns' && actor.role === 'marketing' && isHeadOffice(actor));

/** Fields that a second version may never change. */
const IMMUTABLE = ['id', 'number', 'createdAt', 'customerId', 'receivedAt', 'campaignId'] as const;
/** A reassigned number or date would make the paper a lie; an agreement may be renumbered. */
const MAY_CHANGE: ReadonlySet<string> = new Set(['agreements.number']);

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * Several people share a desk: what one of them left unsent is sent under another's sign-in. In a time that head office
 * has lost, who was made in it is believed, and who works at head office: desks bring back what those people wrote.
 */
function checkAuthor(
  before: Content | null,
  after: Content,
  actor: Actor,
  facts: WriteFacts,
): LoketError | null {
  for (const field of before ? ['updatedBy'] : ['createdBy', 'updatedBy']) {
    const { id } = after[field] as { id: string };
    // a merge in which the stored version is the later one keeps its author, whoever that is
    if (before && (before[field] as { id?: unknown } | undefined)?.id === id) continue;
    const author = facts.users?.get(id);
    const at = String(after[field === 'createdBy' ? 'createdAt' : 'updatedAt']);
    const isLost = (facts.lostTimes ?? []).some(({ from, until }) => at >= from && at <= until);
    const isBelieved = author
      ? author.branchId === actor.branchId ||
        isHeadOffice(actor) ||
        (author.branchId === HEAD_OFFICE && isLost)
      : isLost;
    const known = facts.users ? isBelieved : id === actor.userId;
    if (!known) return refuse('author_unknown', field);
  }
  return null;
}

function checkComplaint(before: Content | null, after: Content): LoketError | null {
  const to = after['status'] as Status;
  if (!before)
    return to === 'new' || canReach('new', to)
      ? checkReasons(after, to)
      : refuse('status_unreachable', 'status');
  const from = before['status'] as Status;
  if (!STATUSES.includes(from)) return refuse('status_unreachable', 'status');
  if (!canReach(from, to)) return refuse('status_unreachable', 'status');
  if ((after['prints'] as number) < (before['prints'] as number)) return refuse('immutable', 'prints');
  return checkReasons(after, to);
}

function checkReasons(after: Content, to: Status): LoketError | null {
  if ((to === 'resolved' || to === 'closed') && !after['resolution'])
    return refuse('resolution_missing', 'resolution');
  if ((to === 'cancelled' || to === 'withdrawn') && !String(after['reason'] ?? '').trim())
    return refuse('reason_missing', 'reason');
  return null;
}

/** A printed number stands for its desk and branch: nobody may print another's. */
function checkNumber(after: Content): LoketError | null {
  const number = after['number'];
  if (typeof number !== 'string') return null;
  return number.split('-')[1] === after['branchId'] ? null : refuse('number_of_other_branch', 'number');
}

/**
 * Who imported a book takes it back: what nobody has edited since, or what head office never had. It is their own work
 * and no paper carries its numbers.
 */
function takesBack(
  collection: CollectionName,
  before: Content | null,
  after: Content,
  actor: Actor,
): boolean {
  if (collection !== 'customers' && collection !== 'agreements') return false;
  const { id } = ((before ?? after)['createdBy'] ?? {}) as { id?: unknown };
  return id === actor.userId && (before === null || isAsImported(collection, before));
}

/**
 * @param before the stored version's content, or null where there is none (a deleted one counts as none)
 * @param after the wanted content; with `_deleted: true` for a deletion
 * @param actor who hands it in, as the server knows them; at a desk the signed-in person
 * @param facts of the documents named by `referencesOf(after)`
 * @returns null if it may be written, otherwise why not (`invalid`, `not_allowed`, `other_branch`, `immutable`,
 *   `append_only`, `not_deletable`, `author_unknown`, `status_unreachable`, `resolution_missing`,
 *   `reason_missing`, `number_of_other_branch`, `unknown_reference`).
 */
export function checkWrite(
  collection: CollectionName,
  before: Content | null,
  after: Content & { readonly _deleted?: boolean },
  actor: Actor,
  facts: WriteFacts,
): LoketError | null {
  const wide = isHeadOffice(actor);
  if (HEAD_OFFICE_ONLY.has(collection) && !governs(collection, actor)) return refuse('not_allowed');
  if (after._deleted) {
    if (collection === 'complaints') return refuse('not_deletable');
    if (collection === 'activities') return refuse('append_only');
    const may = governs(collection, actor) || actor.role === 'supervisor';
    if (!may && !takesBack(collection, before, after, actor)) return refuse('not_allowed');
    return before && !wide && before['branchId'] !== actor.branchId
      ? refuse('other_branch', 'branchId')
      : null;
  }
  const shape = checkShape(collection, after);
  if (shape) return shape;
  if (!wide) {
    if (before && before['branchId'] !== actor.branchId) return refuse('other_branch', 'branchId');
    if (after['branchId'] !== actor.branchId) return refuse('other_branch', 'branchId');
  }
  if (before) {
    if (collection === 'activities') return refuse('append_only');
    if (before['branchId'] !== after['branchId']) return refuse('immutable', 'branchId');
    for (const field of IMMUTABLE) {
      if (!MAY_CHANGE.has(`${collection}.${field}`) && !same(before[field], after[field]))
        return refuse('immutable', field);
    }
    if (!same(before['createdBy'], after['createdBy'])) return refuse('immutable', 'createdBy');
  }
  // a transferred customer keeps the number of the branch that printed it
  const numbered = !before && (collection === 'customers' || collection === 'complaints');
  const number = numbered ? checkNumber(after) : null;
  if (number) return number;
  const outside = checkReferences(after, wide ? undefined : actor.branchId, facts);
  if (outside) return outside;
  const author = checkAuthor(before, after, actor, facts);
  if (author) return author;
  if (collection === 'activities') return checkMergeNote(after, wide);
  return collection === 'complaints' ? checkComplaint(before, after) : null;
}

/**
 * A document may hang only on what its writer's branch has or had; what is not known yet may still be on its way.
 */
function checkReferences(after: Content, branchId: string | undefined, facts: WriteFacts): LoketError | null {
  if (branchId === undefined) return null;
  const customer = facts.customers.get(String(after['customerId'] ?? ''));
  if (customer && customer.branchId !== branchId && !customer.formerly)
    return refuse('unknown_reference', 'customerId');
  const complaint = facts.complaints.get(String(after['complaintId'] ?? ''));
  if (complaint && complaint.branchId !== branchId) return refuse('unknown_reference', 'complaintId');
  const campaign = facts.campaigns.get(String(after['campaignId'] ?? ''));
  if (campaign && campaign.branchIds.length > 0 && !campaign.branchIds.includes(branchId))
    return refuse('unknown_reference', 'campaignId');
  return null;
}
