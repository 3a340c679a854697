/** Rows read back from their columns. */
import type { Content } from '#shared/sync/document.ts';
import { maskPhone } from '#shared/domain/phone.ts';
import type { DirectoryCollection, DirectoryRow } from '../../desk-types.ts';
import { phoneOfDigits } from '../text.ts';
import { CONFIDENTIAL, severalOf, type TimeColumn, timeText, UNSENT_BITS } from './columns.ts';
import { codedAt, type Segment } from './segment.ts';
import type { Shelf } from './shelf.ts';
import { textAt } from './texts.ts';

/** One row of a segment. */
export interface Place {
  readonly segment: Segment;
  readonly row: number;
}

export function placeAt(shelf: Shelf, slot: number): Place {
  const { segment, offset } = shelf.partOf(slot);
  return { segment, row: slot - offset };
}

export const idAt = ({ segment, row }: Place): string => textAt(segment.texts.id, row);
export const nameAt = ({ segment, row }: Place): string => textAt(segment.texts.name, row);

/** What `mayRead` looks at. */
export function factsAt({ segment, row }: Place): Content & {
  readonly branchId: string;
  readonly divisionId: string;
  readonly confidential: boolean;
  readonly complaintId: string;
} {
  const flags = segment.flags[row] ?? 0;
  return {
    id: textAt(segment.texts.id, row),
    branchId: codedAt(segment, 'branchId', row),
    divisionId: codedAt(segment, 'divisionId', row),
    complaintId: codedAt(segment, 'complaintId', row),
    confidential: (flags & CONFIDENTIAL) !== 0,
    unsent: flags & UNSENT_BITS,
    updatedBy: { id: codedAt(segment, 'updatedBy', row) },
  };
}

/** Masking reads the whole numbering plan: a page of two hundred rows would take longer than finding them. */
const masked = new Map<string, string>();
const MOST_MASKED = 5000;

function maskedPhone({ segment, row }: Place): string {
  const [digits = ''] = textAt(segment.texts.phones, row).split(' ', 1);
  if (digits === '') return '';
  const known = masked.get(digits) ?? maskPhone(phoneOfDigits(digits));
  if (masked.size >= MOST_MASKED) masked.clear();
  masked.set(digits, known);
  return known;
}

/** @param customer of a row that belongs to one: where it stands. */
export function shownRow(
  collection: DirectoryCollection,
  place: Place,
  customer: Place | undefined,
  openComplaints: number,
): DirectoryRow {
  const { segment, row } = place;
  const coded = (column: Parameters<typeof codedAt>[1]): string => codedAt(segment, column, row);
  const time = (column: TimeColumn): string => timeText(segment.times[column][row] ?? NaN);
  const named = collection === 'customers' ? place : customer;
  return {
    collection,
    id: idAt(place),
    name: nameAt(place) || (customer ? nameAt(customer) : ''),
    number: textAt(segment.texts.number, row),
    phone: named ? maskedPhone(named) : '',
    detail: textAt(segment.texts.detail, row),
    kind: coded('kind'),
    status: coded('status'),
    stage: coded('stage'),
    tier: coded('tier') || (customer ? codedAt(customer.segment, 'tier', customer.row) : ''),
    category: coded('category'),
    divisionId: coded('divisionId'),
    ownerId: coded('ownerId'),
    handlerId: coded('handlerId'),
    assigneeId: coded('assigneeId'),
    branchId: coded('branchId'),
    customerId: coded('customerId'),
    customerName: customer ? nameAt(customer) : '',
    commodity: coded('commodity'),
    area: coded('area'),
    village: coded('village'),
    consents: severalOf(coded('consent')),
    tags: severalOf(coded('tags')),
    dueAt: time('dueAt'),
    receivedAt: time('receivedAt'),
    createdAt: time('createdAt'),
    updatedAt: time('updatedAt'),
    unsent: ((segment.flags[row] ?? 0) & UNSENT_BITS) as DirectoryRow['unsent'],
    openComplaints,
  };
}
