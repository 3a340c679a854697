/** Complaints as a list that leaves the product. */
import type { Complaint, ComplaintKind, Status } from '../domain/complaint.ts';
import type { Customer } from '../domain/customer.ts';
import { formatPhone } from '../domain/phone.ts';
import type { Zone } from '../domain/reference.ts';
import { localText } from './local-text.ts';
import type { ExportField } from './table.ts';

export interface ComplaintRow {
  readonly complaint: Complaint;
  /** Undefined where the desk does not hold it. */
  readonly customer: Customer | undefined;
}

/** What the codes of the documents are called. */
export interface ComplaintWords {
  kind(kind: ComplaintKind): string;
  channel(code: string): string;
  status(status: Status): string;
  category(code: string): string;
  division(code: string): string;
  /** Name of a user id; empty while unknown. */
  person(userId: string): string;
  zone(branchId: string): Zone;
}

const field = (
  key: string,
  id: string,
  en: string,
  value: (row: ComplaintRow) => string | number | null | undefined,
  kind: ExportField<ComplaintRow>['kind'] = 'text',
): ExportField<ComplaintRow> => ({ key, title: { id, en }, kind, value: (row) => value(row) ?? null });

/** @returns every column that a list of complaints can have. */
export function complaintFields(words: ComplaintWords): readonly ExportField<ComplaintRow>[] {
  const at = ({ complaint }: ComplaintRow, instant: string): string =>
    localText(instant, words.zone(complaint.branchId));
  const phone = (customer: Customer | undefined): string => {
    const number = customer?.phones[0]?.number;
    return number === undefined ? '' : formatPhone(number);
  };
  return [
    field('number', 'Nomor', 'Number', ({ complaint }) => complaint.number),
    field('received', 'Diterima', 'Received', (row) => at(row, row.complaint.receivedAt)),
    field('kind', 'Jenis', 'Kind', ({ complaint }) => words.kind(complaint.kind)),
    field('customer', 'Pelanggan', 'Customer', ({ customer }) => customer?.name),
    field('customerNumber', 'Nomor pelanggan', 'Customer number', ({ customer }) => customer?.number),
    field('phone', 'HP', 'Phone', ({ customer }) => phone(customer)),
    field('channel', 'Saluran', 'Channel', ({ complaint }) => words.channel(complaint.channel)),
    field('category', 'Kategori', 'Category', ({ complaint }) => words.category(complaint.category)),
    field('division', 'Divisi', 'Division', ({ complaint }) => words.division(complaint.divisionId)),
    field('handler', 'Penangan', 'Handler', ({ complaint }) =>
      complaint.handlerId ? words.person(complaint.handlerId) : '',
    ),
    field('status', 'Status', 'Status', ({ complaint }) => words.status(complaint.status)),
    field('due', 'Batas waktu', 'Due', (row) => at(row, row.complaint.dueAt)),
    field('description', 'Isi', 'Description', ({ complaint }) => complaint.description),
    field('resolution', 'Penyelesaian', 'Resolution', ({ complaint }) => complaint.resolution?.text),
    field('resolved', 'Diselesaikan', 'Resolved', (row) => at(row, row.complaint.resolution?.at ?? '')),
    field('reason', 'Alasan', 'Reason', ({ complaint }) => complaint.reason),
  ];
}
