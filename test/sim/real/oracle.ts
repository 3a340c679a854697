/**
 * Who may have what, written apart from the product: by the words of the domain (a branch sees its own; what is
 * confidential only its supervisor; a division at head office its own complaints, and what hangs on them).
 */
import type { Actor } from '#shared/domain/actor.ts';
import type { Snapshot } from '#shared/sync/document.ts';

/** What head office stores, by `collection/id`, deleted documents included. */
export type Shelf = ReadonlyMap<string, Snapshot>;

interface Home {
  readonly branch: string;
  readonly secret: boolean;
  readonly division: string;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const open = (branch: string): Home => ({ branch, secret: false, division: '' });
const ofComplaint = (doc: Snapshot): Home => ({
  branch: text(doc['branchId']),
  secret: doc['confidential'] === true,
  division: text(doc['divisionId']),
});

function homeOf(collection: string, doc: Snapshot, shelf: Shelf): Home {
  if (collection === 'customers') return open(text(doc['branchId']));
  if (collection === 'complaints') return ofComplaint(doc);
  const complaintId = text(doc['complaintId']);
  const complaint = shelf.get(`complaints/${complaintId}`);
  if (complaint) return ofComplaint(complaint);
  if (complaintId) return open(text(doc['branchId']));
  const customer = shelf.get(`customers/${text(doc['customerId'])}`);
  return open(text((customer ?? doc)['branchId']));
}

/** @returns whether the person may have this version of a document, as head office stands now. */
export function mayHave(actor: Actor, collection: string, doc: Snapshot, shelf: Shelf): boolean {
  const home = homeOf(collection, doc, shelf);
  if (actor.branchId === 'PST')
    return actor.role === 'division' && home.division !== '' && home.division === actor.divisionId;
  if (actor.role === 'admin' || actor.role === 'headoffice') return false;
  return home.branch === actor.branchId && (!home.secret || actor.role === 'supervisor');
}
