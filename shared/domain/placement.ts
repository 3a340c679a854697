/** In which streams a document stands: who may have it at all. */
import { branchStream, confidentialStream, divisionStream, GLOBAL_STREAM } from './actor.ts';
import type { CollectionName } from './collections.ts';
import type { Content } from '#shared/sync/document.ts';

/** What has to be known of other documents to place and to check one. Loaded by ids from `referencesOf`. */
export interface WriteFacts {
  /** `formerly`: it stood where the writer could see it, and may have been transferred since. */
  readonly customers: ReadonlyMap<string, { readonly branchId: string; readonly formerly?: boolean }>;
  readonly complaints: ReadonlyMap<
    string,
    { readonly branchId: string; readonly divisionId: string; readonly confidential: boolean }
  >;
  readonly campaigns: ReadonlyMap<string, { readonly branchIds: readonly string[] }>;
  /** Known people by user id; undefined at a desk, which cannot know all of them. */
  readonly users?: ReadonlyMap<string, { readonly branchId: string; readonly role: string }>;
  /** Times (ISO UTC) of which head office knows nothing, because it was restored from an older backup. */
  readonly lostTimes?: readonly LostTime[];
}

export interface LostTime {
  readonly from: string;
  readonly until: string;
}

export const NO_FACTS: WriteFacts = { customers: new Map(), complaints: new Map(), campaigns: new Map() };

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** @returns the ids of the documents and people whose facts decide over this one. */
export function referencesOf(content: Content): {
  readonly customers: readonly string[];
  readonly complaints: readonly string[];
  readonly campaigns: readonly string[];
} {
  const one = (value: unknown): string[] => (text(value) ? [text(value)] : []);
  return {
    customers: one(content['customerId']),
    complaints: one(content['complaintId']),
    campaigns: one(content['campaignId']),
  };
}

/**
 * Dependents follow the customer's branch; an open or closed complaint keeps the branch that handles it, and
 * is placed confidentially or in its division's queue as well; what hangs on a complaint follows the complaint.
 * @returns stream names, sorted and without repetition.
 */
export function placementsOf(collection: CollectionName, content: Content, facts: WriteFacts): string[] {
  const own = text(content['branchId']);
  const customerBranch = facts.customers.get(text(content['customerId']))?.branchId ?? own;
  const ofComplaint = (c: { branchId: string; divisionId: string; confidential: boolean }): string[] => [
    c.confidential ? confidentialStream(c.branchId) : branchStream(c.branchId),
    ...(c.divisionId ? [divisionStream(c.divisionId)] : []),
  ];
  switch (collection) {
    case 'customers':
      return [branchStream(own)];
    case 'complaints':
      return ofComplaint({
        branchId: own,
        divisionId: text(content['divisionId']),
        confidential: content['confidential'] === true,
      }).sort();
    case 'activities':
    case 'tasks': {
      const complaintId = text(content['complaintId']);
      const complaint = facts.complaints.get(complaintId);
      if (complaint) return ofComplaint(complaint).sort();
      // a complaint that is still on its way may be confidential: its customer's new branch has no right to it
      return [branchStream(complaintId ? own : customerBranch)];
    }
    case 'agreements':
      return [branchStream(customerBranch)];
    case 'responses':
      return [branchStream(customerBranch)];
    case 'campaigns': {
      const branches = content['branchIds'];
      if (!Array.isArray(branches) || branches.length === 0) return [GLOBAL_STREAM];
      return [...new Set(branches.map((b) => branchStream(text(b))))].sort();
    }
    case 'reference':
      return content['kind'] === 'staff' ? [branchStream(own)] : [GLOBAL_STREAM];
  }
}
