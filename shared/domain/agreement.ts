/** A cooperation agreement (PKS) of a corporate customer, or a financing contract (domain.md, stages 6 and 7). */
import Type, { type Static } from 'typebox';
import { By, Day, documentSchema, Id, Instant, Line, OptionalId, Rupiah, Text } from './base.ts';

export const AGREEMENT_KINDS = ['pks', 'contract'] as const;
/** Absent in documents of the first version: `active`. `ended` was decided; a day that went by decides nothing. */
export const AGREEMENT_STATUSES = ['active', 'renewed', 'ended'] as const;
/** Known facilities of a PKS; others stand in words. */
export const FACILITIES = [
  'pickup',
  'cumulative_billing',
  'customer_service',
  'discount',
  'packaging',
] as const;
export const RENEWAL_DECISIONS = ['renew', 'change', 'end'] as const;
export type AgreementStatus = (typeof AGREEMENT_STATUSES)[number];
export type Facility = (typeof FACILITIES)[number];
export type RenewalDecision = (typeof RENEWAL_DECISIONS)[number];

/** What is promised in the agreement: `text` as it was signed, with hours where they can be counted. */
export const SlaTerm = Type.Object({
  id: Id,
  text: Line(300),
  /** Calendar hours. */
  hours: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
});
export type SlaTerm = Static<typeof SlaTerm>;

export const Agreement = documentSchema({
  kind: Type.Enum([...AGREEMENT_KINDS]),
  customerId: Id,
  /** The company's own number of the agreement or contract. */
  number: Type.Optional(Line(80)),
  /** Financed unit (contract) or service (PKS). */
  subject: Type.Optional(Line(160)),
  start: Type.Optional(Day),
  end: Type.Optional(Day),
  /** Instalment of a contract, or revenue of a PKS; rupiah a month. */
  monthlyAmount: Type.Optional(Rupiah),
  /** Codes of `FACILITIES`, or words. */
  facilities: Type.Array(Line(80), { maxItems: 20 }),
  sla: Type.Optional(Type.Array(SlaTerm, { maxItems: 30 })),
  /** Offers that were agreed on: discounts, free services. */
  offers: Type.Optional(Type.Array(Line(200), { maxItems: 30 })),
  status: Type.Optional(Type.Enum([...AGREEMENT_STATUSES])),
  /** The agreement that this one follows; `''` for none. */
  renewsId: Type.Optional(OptionalId),
  /** What was decided at its end, by whom and why. */
  decision: Type.Optional(
    Type.Object({
      kind: Type.Enum([...RENEWAL_DECISIONS]),
      at: Instant,
      by: By,
      reason: Type.Optional(Line(500)),
    }),
  ),
  remarks: Type.Optional(Text),
});
export type Agreement = Static<typeof Agreement>;
