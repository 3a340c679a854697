/** What screens see of the directory: rows, views, searches. */
import type { Live } from '../desk-types.ts';

/** Collections of the directory. */
export type DirectoryCollection = 'customers' | 'complaints' | 'tasks' | 'campaigns';

/** A row of a list or a search, enough to draw it without reading the document. */
export interface DirectoryRow {
  readonly collection: DirectoryCollection;
  readonly id: string;
  /** Name of the customer, campaign or task; for a complaint the customer's name. */
  readonly name: string;
  /** Number on paper. */
  readonly number: string;
  /** Masked, as in `0812-····-7890`; empty when there is none. */
  readonly phone: string;
  /** One more line: village and district, or the first words of a description. */
  readonly detail: string;
  readonly kind: string;
  readonly status: string;
  readonly stage: string;
  readonly tier: string;
  readonly category: string;
  readonly divisionId: string;
  readonly ownerId: string;
  readonly handlerId: string;
  readonly branchId: string;
  readonly customerId: string;
  /** Empty when there is none. */
  readonly dueAt: string;
  readonly receivedAt: string;
  readonly updatedAt: string;
  readonly unsent: 0 | 1 | 2 | 3;
  /** Customers: complaints that are not closed. */
  readonly openComplaints: number;
}

export interface DirectoryHit extends DirectoryRow {
  /** Why it was found, best first in the results. */
  readonly matched: 'number' | 'phone' | 'name' | 'other';
}

/** Columns that a view may compare. */
export type Facet =
  | 'kind'
  | 'status'
  | 'stage'
  | 'tier'
  | 'category'
  | 'divisionId'
  | 'ownerId'
  | 'handlerId'
  | 'branchId'
  | 'customerId';

/** Conditions of a saved view: all must hold. */
export interface View {
  /** The facet equals one of these. An empty string stands for "none". */
  readonly is?: Partial<Readonly<Record<Facet, readonly string[]>>>;
  readonly not?: Partial<Readonly<Record<Facet, readonly string[]>>>;
  /** Something of it has not reached head office (or was refused). */
  readonly unsent?: boolean;
  readonly due?: { readonly from?: string; readonly before?: string };
  readonly received?: { readonly from?: string; readonly before?: string };
  /** Search within the view. */
  readonly text?: string;
}

export type DirectorySort =
  'name' | 'number' | 'dueAt' | 'receivedAt' | 'updatedAt' | 'status' | 'tier' | 'relevance';

export interface DirectoryListQuery {
  readonly collection: DirectoryCollection;
  readonly view?: View;
  readonly sort?: { readonly by: DirectorySort; readonly descending?: boolean };
  readonly offset?: number;
  readonly limit?: number;
}

export interface DirectoryPage {
  readonly total: number;
  readonly rows: readonly DirectoryRow[];
}

export interface Directory {
  /** Grows by one whenever an answer may have changed: ask again then. */
  readonly version: Live<number>;
  /** False until the index of the branch has been built once in this window. */
  readonly ready: Live<boolean>;
  /** Ranked: exact number, phone digits, name, other. `limit` 20 unless said. */
  search(
    text: string,
    options?: { readonly collections?: readonly DirectoryCollection[]; readonly limit?: number },
  ): Promise<readonly DirectoryHit[]>;
  list(query: DirectoryListQuery): Promise<DirectoryPage>;
  /** Number of rows in each view, by its name. */
  counts<Name extends string>(
    collection: DirectoryCollection,
    views: Readonly<Record<Name, View>>,
  ): Promise<Readonly<Record<Name, number>>>;
}
