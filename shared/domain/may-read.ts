/** Who may see what of the documents that a shared PC holds: another person's replica is not everybody's. */
import { isHeadOffice, type Actor } from './actor.ts';
import type { CollectionName } from './collections.ts';
import type { Content } from '#shared/sync/document.ts';

/** What decides over a complaint and over what hangs on it. */
export interface ComplaintFacts {
  readonly branchId: string;
  readonly divisionId: string;
  readonly confidential: boolean;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** @returns the facts of a complaint's content. */
export const complaintFacts = (complaint: Content): ComplaintFacts => ({
  branchId: text(complaint['branchId']),
  divisionId: text(complaint['divisionId']),
  confidential: complaint['confidential'] === true,
});

/** @returns whether the person sees every document that a PC of the branch can hold: nothing has to be asked. */
export const readsAll = (actor: Actor): boolean => actor.role === 'supervisor' && !isHeadOffice(actor);

/**
 * The same rule as `placementsOf` and `streamsOf`: a confidential complaint is for the supervisor of its branch and for
 * the division at head office whose queue it stands in.
 */
export function mayReadComplaint(actor: Actor, complaint: ComplaintFacts): boolean {
  if (!complaint.confidential) return true;
  if (isHeadOffice(actor)) return actor.role === 'division' && actor.divisionId === complaint.divisionId;
  return actor.role === 'supervisor' && actor.branchId === complaint.branchId;
}

/** Who wrote this version, when head office does not have it yet. */
const ownUnsent = (actor: Actor, doc: Content): boolean => {
  const by = doc['updatedBy'] as { readonly id?: unknown } | undefined;
  return typeof doc['unsent'] === 'number' && doc['unsent'] > 0 && by?.id === actor.userId;
};

/**
 * @param doc content of a document; with `unsent` where it comes from a desk's store. What the person wrote and head
 *   office does not have yet stays readable to them: the receipt is still to be printed.
 * @param complaint facts of a complaint that the PC holds; undefined when it holds none of that id. What hangs on a
 *   complaint that is not here is hidden: it may be the rest of one that has left the person's scope.
 * @returns whether `actor` may see the document
 */
export function mayRead(
  actor: Actor,
  collection: CollectionName,
  doc: Content,
  complaint: (id: string) => ComplaintFacts | undefined,
): boolean {
  if (collection === 'complaints') {
    return mayReadComplaint(actor, complaintFacts(doc)) || ownUnsent(actor, doc);
  }
  const id = text(doc['complaintId']);
  if (id === '' || readsAll(actor)) return true;
  const facts = complaint(id);
  return (facts !== undefined && mayReadComplaint(actor, facts)) || ownUnsent(actor, doc);
}
