import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeDemo } from '#server/jobs/demo/index.ts';
import { importBook } from '#server/jobs/import-book.ts';
import { RULES } from '#server/rules.ts';
import type { Agreement } from '#shared/domain/agreement.ts';
import type { Customer } from '#shared/domain/customer.ts';
import { checkShape } from '#shared/domain/check-write.ts';
import { endings } from '#shared/domain/renewal.ts';
import type { Task } from '#shared/domain/task.ts';
import { isCollection } from '#shared/domain/collections.ts';
import { STATUSES } from '#shared/domain/complaint.ts';
import type { Content } from '#shared/sync/document.ts';
import { bookFile, bookTruth } from '#test/support/books.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/databases.ts';

const NOW = new Date('2026-11-20T03:00:00.000Z');
let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase('pglite');
  await makeDemo({
    db: database.db,
    rules: RULES,
    books: { NGW: bookFile('buku-ngawi.xlsx'), JAP: bookFile('buku-finance.xlsx') },
    now: NOW,
  });
});
afterAll(() => database.close());

async function documents<T>(collection: string): Promise<T[]> {
  const rows = await database.db.query<{ data: string }>(
    'SELECT data FROM documents WHERE collection = $1 AND NOT deleted',
    [collection],
  );
  return rows.map((row) => JSON.parse(row.data) as T);
}

test.each([
  ['NGW', 'buku-ngawi'],
  ['JAP', 'buku-finance'],
])('the book of %s stands at head office as its truth says, row by row', async (branchId, name) => {
  const truth = bookTruth(name);
  const wanted = truth.rows.filter((row) => row.problem !== 'name missing' && row.duplicateOf === null);
  const customers = (await documents<Customer>('customers')).filter(
    (c) => c.branchId === branchId && c.source === 'book',
  );
  expect(customers.length).toBe(wanted.length);
  // numbers count up in the order of the book
  const counter = (c: Customer): number => Number(c.number.split('-')[3]);
  customers.sort((a, b) => counter(a) - counter(b));
  // those of the story come after the book, by others
  const importer = customers[0]?.createdBy.id;
  const ofBook = (await documents<Agreement>('agreements')).filter((a) => a.createdBy.id === importer);
  const agreements = new Map(ofBook.map((a) => [a.customerId, a]));
  const got = customers.map((c) => ({
    name: c.name,
    phones: [...new Set([...c.phones, ...c.contacts.flatMap((p) => p.phones)].map((p) => p.number))].sort(),
    ends: agreements.get(c.id)?.end ?? null,
    nik: c.nik ?? null,
  }));
  const names = (text: string | null): string => (text ?? '').trim().replace(/\s+/g, ' ');
  expect(got.map((g) => g.name)).toEqual(wanted.map((w) => names(w.name)));
  expect(got.map((g) => g.ends)).toEqual(wanted.map((w) => w.agreementEnds ?? null));
  expect(got.map((g) => g.nik)).toEqual(wanted.map((w) => w.nik ?? null));
  // the truth of the finance book knows the first telephone column only
  for (const [index, w] of wanted.entries())
    expect(got[index]?.phones).toEqual(expect.arrayContaining([...w.phones]));
  if (name === 'buku-ngawi') {
    expect(customers.map((c) => agreements.get(c.id)?.monthlyAmount ?? null)).toEqual(
      wanted.map((w) => w.monthlyRevenue ?? null),
    );
    expect(got.map((g) => g.phones)).toEqual(wanted.map((w) => [...w.phones].sort()));
  }
});

test('the demo has complaints in every state at both branches and two campaigns with responses', async () => {
  const complaints = await documents<{ branchId: string; status: string }>('complaints');
  for (const branchId of ['NGW', 'JAP'])
    expect(new Set(complaints.filter((c) => c.branchId === branchId).map((c) => c.status))).toEqual(
      new Set(STATUSES),
    );
  const campaigns = await documents<{ id: string }>('campaigns');
  const responses = await documents<{ campaignId: string }>('responses');
  expect(campaigns.length).toBe(2);
  for (const { id } of campaigns)
    expect(responses.filter((r) => r.campaignId === id).length).toBeGreaterThan(5);
});

test('the agenda of both branches has visits done and to come, and agreements at every step of their end', async () => {
  const tasks = await documents<Task>('tasks');
  const agreements = await documents<Agreement>('agreements');
  const at = { today: '2026-11-20', now: NOW.toISOString() };
  for (const branchId of ['NGW', 'JAP']) {
    const own = tasks.filter((task) => task.branchId === branchId);
    expect(new Set(own.map(({ status }) => status))).toEqual(new Set(['open', 'done']));
    const ending = endings(
      agreements.filter((agreement) => agreement.branchId === branchId),
      own,
      at,
    );
    expect(new Set(ending.map(({ state }) => state))).toEqual(new Set(['soon', 'overdue', 'undecided']));
  }
});

test('every document of the demo fits its schema and no number stands twice', async () => {
  const rows = await database.db.query<{ collection: string; data: string }>(
    'SELECT collection, data FROM documents',
  );
  const numbers: string[] = [];
  for (const { collection, data } of rows) {
    if (!isCollection(collection)) throw new Error(collection);
    const doc = JSON.parse(data) as Content;
    expect([collection, doc.id, checkShape(collection, doc)]).toEqual([collection, doc.id, null]);
    if ((collection === 'customers' || collection === 'complaints') && typeof doc['number'] === 'string')
      numbers.push(doc['number']);
  }
  expect(new Set(numbers).size).toBe(numbers.length);
});

test('the same book a second time takes nothing, rows without a telephone neither', async () => {
  const [admin] = await database.db.query<{ id: string; name: string }>(
    `SELECT id, name FROM users WHERE username = 'admin'`,
  );
  const again = await importBook({
    db: database.db,
    rules: RULES,
    actor: { userId: admin?.id ?? '', name: admin?.name ?? '', role: 'admin', branchId: 'NGW' },
    deskCode: 'D99',
    files: [bookFile('buku-ngawi.xlsx')],
    now: () => NOW,
  });
  if (!again.ok) throw new Error(again.error.code);
  expect(again.value).toMatchObject({ taken: 0, refused: 7, duplicates: 51 });
});

test('the demo is never made in a head office that has been set up', async () => {
  const books = { NGW: bookFile('buku-ngawi.xlsx'), JAP: bookFile('buku-finance.xlsx') };
  await expect(makeDemo({ db: database.db, rules: RULES, books, now: NOW })).rejects.toMatchObject({
    error: { code: 'setup_done' },
  });
});
