/** What stands on a receipt: everything decided here, so that the paper only has to be set. */
import type { Complaint } from '#shared/domain/complaint.ts';
import type { Customer } from '#shared/domain/customer.ts';
import { maskPhone } from '#shared/domain/phone.ts';
import type { ReferenceView } from '#shared/domain/reference-view.ts';

export interface ReceiptIdentity {
  readonly company: string;
  readonly branchName: string;
  readonly branchAddress: string;
  readonly branchPhone: string;
  /** IANA zone of the branch. */
  readonly zone: string;
  readonly demo: boolean;
}

export interface ReceiptModel extends ReceiptIdentity {
  readonly kind: Complaint['kind'];
  readonly number: string;
  readonly receivedAt: string;
  readonly customer: string;
  /** Masked; empty when there is none. */
  readonly phone: string;
  readonly category: string;
  readonly division: string;
  readonly channel: Complaint['channel'];
  readonly description: string;
  readonly references: Complaint['references'];
  /** The promise that runs out first; undefined when no rule fitted. */
  readonly promised: Complaint['promised'][number] | undefined;
  readonly officer: string;
  /** 1 for the first print. */
  readonly print: number;
  /** A printed number stays used: a later print says what became of it. */
  readonly void: 'cancelled' | 'withdrawn' | undefined;
}

const HEAD = 4;

/** Runs of 15 or 16 digits are identity or tax numbers wherever they stand, dotted or not. */
const IDENTITY_NUMBER = /\d(?:[\s.-]?\d){14,15}(?!\d)/g;
/** A phone as people type it into a description. */
const PHONE = /(?:\+?62|\b0)[\s-]?8\d(?:[\s.-]?\d){6,11}(?!\d)/g;

/** @returns the text without a full NIK, NPWP or mobile number in it: paper gets lost. */
export function withoutPersonalNumbers(text: string): string {
  const hide = (found: string): string => {
    const digits = found.replace(/\D/g, '').length;
    let at = 0;
    return found.replace(/\d/g, (digit) => {
      at += 1;
      return at <= HEAD || at > digits - 2 ? digit : '•';
    });
  };
  return text.replace(IDENTITY_NUMBER, hide).replace(PHONE, hide);
}

/**
 * @param complaint with the number of prints before this one
 * @param customer undefined when it is not (or not yet) at this desk
 * @param language of category and division names
 */
export function receiptModel(
  complaint: Complaint,
  customer: Customer | undefined,
  identity: ReceiptIdentity,
  reference: ReferenceView,
  language: 'id' | 'en',
): ReceiptModel {
  const phone = customer?.phones[0]?.number ?? customer?.contacts[0]?.phones[0]?.number ?? '';
  return {
    ...identity,
    kind: complaint.kind,
    number: complaint.number,
    receivedAt: complaint.receivedAt,
    customer: [customer?.salutation, customer?.name].filter(Boolean).join(' '),
    phone: phone ? maskPhone(phone) : '',
    category: reference.category(complaint.category)?.name[language] ?? complaint.category,
    division: reference.division(complaint.divisionId)?.name[language] ?? complaint.divisionId,
    channel: complaint.channel,
    description: withoutPersonalNumbers(complaint.description),
    references: complaint.references,
    promised: complaint.promised[0],
    officer: complaint.createdBy.name,
    print: complaint.prints + 1,
    void: complaint.status === 'cancelled' || complaint.status === 'withdrawn' ? complaint.status : undefined,
  };
}
