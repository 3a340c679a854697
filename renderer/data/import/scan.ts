/** What the branch's records say of imports, read some at a time so that nobody at the keys notices. */
import type { Agreement } from '#shared/domain/agreement.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import { importMarks } from '#shared/domain/import-mark.ts';
import { indexedAgreement, indexedCustomer } from '#shared/import/book-index.ts';
import type { Customer } from '#shared/domain/customer.ts';
import type { StoredDoc } from '#shared/sync/document.ts';
import type { Branch } from '../branch.ts';
import { changesOf } from '../db/changes.ts';
import { pagesOf } from '../db/rxdb-store.ts';
import type { FoundImport, JoinedRow } from './types.ts';

/** Documents of one page: some milliseconds of the window. */
const PAGE = 250;

type Scanned = Pick<Branch, 'collections' | 'applier'>;

/**
 * Hands over every live document of a collection, and again what changes meanwhile: none is missed, one may come twice.
 */
export async function eachDocument(
  branch: Scanned,
  collection: CollectionName,
  take: (docs: readonly StoredDoc[]) => Promise<unknown> | void,
): Promise<void> {
  await branch.applier.settled().catch(() => undefined);
  const changed = new Map<string, StoredDoc>();
  const watching = changesOf(branch.collections[collection]).subscribe((event) => {
    const doc = event.documentData as unknown as StoredDoc;
    if (event.operation === 'DELETE') changed.delete(event.documentId);
    else changed.set(event.documentId, doc);
  });
  try {
    for await (const page of pagesOf(branch.collections[collection], PAGE)) await take(page);
    if (changed.size > 0) await take([...changed.values()]);
  } finally {
    watching.unsubscribe();
  }
}

type Customers = ReturnType<typeof indexedCustomer>[];
type Agreements = ReturnType<typeof indexedAgreement>[];

/** Hands the book to whoever compares it. */
export async function bookPages(
  branch: Scanned,
  put: (customers: Customers, agreements: Agreements) => Promise<unknown>,
): Promise<void> {
  await eachDocument(branch, 'customers', (docs) =>
    put(
      docs.map((doc) => indexedCustomer(doc as unknown as Customer)),
      [],
    ),
  );
  await eachDocument(branch, 'agreements', (docs) =>
    put(
      [],
      docs.map((doc) => indexedAgreement(doc as unknown as Agreement)),
    ),
  );
}

/** @returns the imports that customers of the branch carry the marks of, newest first. */
export async function foundImports(branch: Scanned): Promise<readonly FoundImport[]> {
  const found = new Map<string, { file: string; by: string; at: string; ids: Set<string> }>();
  await eachDocument(branch, 'customers', (docs) => {
    for (const doc of docs)
      for (const [batch, mark] of importMarks(doc)) {
        const { createdBy, createdAt, updatedBy, updatedAt } = doc as unknown as Customer;
        const [by, at] = mark.how === 'made' ? [createdBy, createdAt] : [updatedBy, updatedAt];
        const seen = found.get(batch) ?? { file: mark.file, by: by.name, at, ids: new Set() };
        seen.ids.add(doc.id);
        found.set(batch, seen);
      }
  });
  return [...found]
    .map(([batch, { ids, ...more }]) => ({ batch, ...more, customers: ids.size }))
    .sort((a, b) => (a.at < b.at ? 1 : -1));
}

/** @returns rows of a batch whose customer another import made too. */
export async function joinedRows(branch: Scanned, batch: string): Promise<readonly JoinedRow[]> {
  const joined = new Map<string, JoinedRow>();
  await eachDocument(branch, 'customers', (docs) => {
    for (const doc of docs) {
      const marks = importMarks(doc);
      const own = marks.get(batch);
      const others = [...marks].filter(([of, { how }]) => of !== batch && how === 'made');
      if (own?.how !== 'made' || others.length === 0) continue;
      const { id, name, number } = doc as unknown as Customer;
      joined.set(id, { id, name, number, row: own.line ?? own.row });
    }
  });
  return [...joined.values()].sort((a, b) => a.row - b.row);
}

/** Entries of the timeline that come by themselves, and say nothing of the customer being used. */
const BY_ITSELF: ReadonlySet<string> = new Set([
  'imported',
  'import_updated',
  'import_undone',
  'customer_changed',
  // an earlier record of the same row, deleted by hand before it was imported anew
  'customer_deleted',
  'tier_changed',
  'visit_planned',
  'field_merged',
  'agreement_changed',
  'exported',
  'change_discarded',
]);

export interface UndoRow {
  readonly id: string;
  readonly agreements: string[];
  readonly tasks: string[];
  readonly used: boolean;
}

/** @returns every record of a batch with what hangs on it. */
export async function rowsToUndo(branch: Scanned, batch: string): Promise<readonly UndoRow[]> {
  const rows = new Map<string, { agreements: Set<string>; tasks: Set<string>; used: boolean }>();
  await eachDocument(branch, 'customers', (docs) => {
    for (const doc of docs)
      if (importMarks(doc).has(batch))
        rows.set(doc.id, { agreements: new Set(), tasks: new Set(), used: false });
  });
  const rowOf = (doc: StoredDoc) => rows.get(String(doc['customerId'] ?? ''));
  const own = new Set<string>();
  await eachDocument(branch, 'agreements', (docs) => {
    for (const doc of docs) {
      const row = rowOf(doc);
      if (!row) continue;
      if (importMarks(doc).has(batch)) own.add(row.agreements.add(doc.id) && doc.id);
      else row.used = true;
    }
  });
  await eachDocument(branch, 'tasks', (docs) => {
    for (const doc of docs) {
      const row = rowOf(doc);
      if (!row) continue;
      const planned = own.has(String(doc['agreementId'] ?? '')) && doc['updatedAt'] === doc['createdAt'];
      if (planned && doc['status'] === 'open') row.tasks.add(doc.id);
      else if (!planned) row.used = true;
    }
  });
  for (const collection of ['complaints', 'responses'] as const)
    await eachDocument(branch, collection, (docs) => {
      for (const doc of docs) {
        const row = rowOf(doc);
        if (row) row.used = true;
      }
    });
  await eachDocument(branch, 'activities', (docs) => {
    for (const doc of docs) {
      const row = rowOf(doc);
      if (row && !BY_ITSELF.has(String(doc['kind']))) row.used = true;
    }
  });
  return [...rows].map(([id, { agreements, tasks, used }]) => ({
    id,
    agreements: [...agreements].slice(0, 50),
    tasks: [...tasks].slice(0, 50),
    used,
  }));
}
