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
  /** Tasks: who has to do it. */
  readonly assigneeId: string;
  readonly branchId: string;
  readonly customerId: string;
  /** Complaints and tasks: the name of whom they are about; empty while that record is not here. */
  readonly customerName: string;
  readonly commodity: string;
  /** District (kecamatan) of the address; of a campaign the area as written. */
  readonly area: string;
  readonly village: string;
  /** Keys (`consentKey`) of the consents that are given now. */
  readonly consents: readonly string[];
  readonly tags: readonly string[];
  /** Empty when there is none. */
  readonly dueAt: string;
  readonly receivedAt: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly unsent: 0 | 1 | 2 | 3;
  /** Customers: complaints that are not closed. */
  readonly openComplaints: number;
}

export interface DirectoryHit extends DirectoryRow {
  /** Why it was found, best first in the results. */
  readonly matched: 'number' | 'phone' | 'name' | 'other';
}

/**
 * Columns that a view may compare. `consent` and `tags` hold several values: `is` asks for at least one of those
 * named, `not` for none of them.
 */
export type Facet =
  | 'kind'
  | 'status'
  | 'stage'
  | 'tier'
  | 'category'
  | 'divisionId'
  | 'ownerId'
  | 'handlerId'
  | 'assigneeId'
  | 'branchId'
  | 'customerId'
  | 'commodity'
  | 'area'
  | 'village'
  | 'consent'
  | 'tags';

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
  'name' | 'number' | 'dueAt' | 'receivedAt' | 'createdAt' | 'updatedAt' | 'status' | 'tier' | 'relevance';

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

/** A value of a facet and how many rows have it. */
export interface FacetValue {
  /** Empty for rows that have none. */
  readonly value: string;
  readonly count: number;
}

/** A customer as far as it has been typed. */
export interface Candidate {
  readonly name?: string;
  /** E.164, or as typed. */
  readonly phones?: readonly string[];
  /** 16 digits. */
  readonly nik?: string;
  /** District (kecamatan) of the address. */
  readonly area?: string;
  /** Its own id when it is in the book already. */
  readonly id?: string;
}

/** A customer that the candidate may be. */
export interface SimilarCustomer extends DirectoryRow {
  /**
   * `nik`: its mark is the same, which it is by chance once in four billion. `name`: a similar one, same district;
   * `nameOnly`: a similar one, and of neither a district is known.
   */
  readonly because: 'phone' | 'nik' | 'name' | 'nameOnly';
}

export interface Directory {
  /** Grows by one whenever an answer may have changed: ask again then. */
  readonly version: Live<number>;
  /** False until it can answer for the whole branch: from what was kept, or after it has been built once. */
  readonly ready: Live<boolean>;
  /** Ranked: exact number, phone digits, name, other. `limit` 20 unless said. */
  search(
    text: string,
    options?: { readonly collections?: readonly DirectoryCollection[]; readonly limit?: number },
  ): Promise<readonly DirectoryHit[]>;
  /** A customer that was joined into another is in no list; `search` leads from it to the other one. */
  list(query: DirectoryListQuery): Promise<DirectoryPage>;
  /** @returns every id of the list, in its order; `offset` and `limit` do not count. */
  ids(query: DirectoryListQuery): Promise<readonly string[]>;
  /** @returns what a facet holds, most frequent first, for the menus of filters. */
  values(collection: DirectoryCollection, facet: Facet): Promise<readonly FacetValue[]>;
  /** @returns customers that the candidate may be: the same phone first, then the same NIK, then the same name: in the same
   *   district before those of which no district is known. */
  similar(candidate: Candidate): Promise<readonly SimilarCustomer[]>;
  /** @returns ids of the records that were joined into a customer, straight or over others. */
  joined(id: string): Promise<readonly string[]>;
  /** Number of rows in each view, by its name. */
  counts<Name extends string>(
    collection: DirectoryCollection,
    views: Readonly<Record<Name, View>>,
  ): Promise<Readonly<Record<Name, number>>>;
}
