/** What asks for a person: refused changes, fields changed in two places, merges that nobody was asked about. */
import type { StoredDoc } from '#shared/sync/document.ts';
import type { DeskDouble } from './desk-double.ts';

const RINA = { id: 'rina', name: 'Rina', desk: 'D2' };
const BUDI = { id: 'budi', name: 'Budi Santoso', desk: 'D1' };

/** Puts a desk into trouble of every kind. */
export function trouble(desk: DeskDouble): void {
  const complaints = desk.list('complaints', {}).get().value;
  const customers = desk.list('customers', {}).get().value;
  refuse(desk, complaints, customers);
  giveUp(desk);
  conflict(desk, customers, complaints);
  desk.say({
    clock: { offset: -187_400, uncertainty: 240, skewed: true },
    checked: { at: '2026-03-05T06:00:00.000Z', repaired: 2 },
    merged: [customers[3], complaints[2]].flatMap((doc, index) =>
      doc
        ? [
            {
              collection: index === 0 ? 'customers' : 'complaints',
              id: doc.id,
              at: `2026-03-05T06:5${index}:00.000Z`,
              by: BUDI.name,
              fields: index === 0 ? ['stage', 'contacts.c1.name'] : ['divisionId'],
            },
          ]
        : [],
    ),
  });
}

function refuse(
  desk: DeskDouble,
  [first, second, third]: readonly StoredDoc[],
  [customer]: readonly StoredDoc[],
): void {
  if (!first || !second || !third || !customer) throw new Error('nothing to refuse');
  desk.quarantineNow([
    {
      collection: 'complaints',
      id: first.id,
      code: 'status_unreachable',
      field: 'status',
      mine: {
        ...first,
        unsent: 3,
        status: 'in_progress',
        description: 'Sudah ditelepon dua kali, belum diangkat.',
      },
      theirs: { ...first, status: 'closed' },
      base: first,
    },
    {
      collection: 'customers',
      id: customer.id,
      code: 'invalid',
      field: 'email',
      mine: { ...customer, unsent: 3, email: `${'toko.sinar.jaya'.repeat(9)}@contoh.co.id`, tier: 'gold' },
      theirs: customer,
      base: customer,
    },
    {
      collection: 'complaints',
      id: second.id,
      code: 'moved',
      mine: { ...second, unsent: 3, description: 'Alamat baru: Jl. Ahmad Yani 7, Jayapura.' },
      theirs: null,
      base: null,
    },
    {
      collection: 'complaints',
      id: third.id,
      code: 'number_taken',
      field: 'number',
      mine: { ...third, unsent: 3 },
      theirs: null,
      base: null,
    },
  ]);
}

/** Another change was refused before and given up. */
function giveUp(desk: DeskDouble): void {
  const refused = desk.sync.quarantine.get();
  const first = refused[0];
  if (!first) throw new Error('nothing to give up');
  const given = {
    ...first,
    id: 'given-up',
    mine: { ...first.mine, id: 'given-up', description: 'Penerima minta dikirim ulang ke alamat kantor.' },
  };
  desk.quarantineNow([...refused, given]);
  void desk.sync.discard(given, 'Sudah dicatat ulang oleh supervisor dalam pengaduan yang sama.');
}

function conflict(
  desk: DeskDouble,
  [, customer, other]: readonly StoredDoc[],
  [, , , complaint]: readonly StoredDoc[],
): void {
  if (!customer || !other || !complaint) throw new Error('nothing to conflict about');
  const both = { byAt: '2026-03-05T05:12:00.000Z', takenAt: '2026-03-05T05:12:40.000Z', uncertain: true };
  const mine = { ...both, side: 'local', by: RINA, takenBy: BUDI };
  const theirs = { ...both, side: 'master', by: BUDI, takenBy: RINA };
  const record = (doc: StoredDoc, collection: string, merges: readonly object[]) =>
    desk.as({ now: '2026-03-05T06:30:00.000Z' }, 'recordMerge', {
      collection,
      documentId: doc.id,
      about: {
        customerId: collection === 'customers' ? doc.id : String(doc['customerId']),
        complaintId: collection === 'complaints' ? doc.id : '',
      },
      merges,
    });
  record(customer, 'customers', [
    {
      id: 'c1',
      field: 'name',
      ...mine,
      notTaken: 'Raden Ajeng Kartini',
      taken: customer['name'],
      base: 'Kartini R.',
    },
    {
      id: 'c2',
      field: 'commodity',
      ...theirs,
      notTaken: 'Kerajinan rotan',
      taken: null,
      base: 'Mebel',
    },
    {
      id: 'c3',
      field: 'address',
      ...mine,
      notTaken: {
        street: 'Jl. Yos Sudarso 12',
        village: 'Pelem',
        district: 'Ngawi',
      },
      taken: {
        street: 'Jl. Ahmad Yani 140',
        village: 'Beran',
        district: 'Ngawi',
      },
      base: null,
    },
  ]);
  record(complaint, 'complaints', [
    {
      id: 'c4',
      field: 'divisionId',
      ...theirs,
      notTaken: 'billing',
      taken: complaint['divisionId'],
      base: 'cs',
    },
  ]);
  record(other, 'customers', [
    {
      id: 'c5',
      field: 'stage',
      ...mine,
      notTaken: 'dormant',
      taken: 'prospect',
      base: 'active',
    },
  ]);
}
