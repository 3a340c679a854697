/** Campaigns of head office and what people answered (domain.md, "Customer relations programmes"). First form. */
import Type, { type Static } from 'typebox';
import {
  BranchId,
  Day,
  documentSchema,
  Id,
  Line,
  OptionalId,
  personal,
  Phone,
  Rupiah,
  Text,
} from './base.ts';

export const CAMPAIGN_KINDS = [
  'exhibition',
  'sms_lba',
  'radio',
  'whatsapp',
  'social',
  'canvassing',
  'event',
] as const;
export const CAMPAIGN_STATUSES = ['draft', 'running', 'ended', 'cancelled'] as const;
export const RESPONSE_RESULTS = ['interested', 'follow_up', 'deal', 'not_interested'] as const;

export const Campaign = documentSchema({
  kind: Type.Enum([...CAMPAIGN_KINDS]),
  name: Line(160),
  /** Branches that take part; empty = all. */
  branchIds: Type.Array(BranchId, { maxItems: 1000 }),
  start: Day,
  end: Day,
  area: Type.Optional(Line(160)),
  /** What is offered, in the words that staff say. */
  offer: Type.Optional(Text),
  budget: Type.Optional(Rupiah),
  /** Responses aimed at. */
  target: Type.Optional(Type.Integer({ minimum: 0, maximum: 1e9 })),
  status: Type.Enum([...CAMPAIGN_STATUSES]),
});
export type Campaign = Static<typeof Campaign>;

export const Response = documentSchema({
  campaignId: Id,
  /** `''` for a visitor who is not in the customer book. */
  customerId: OptionalId,
  name: personal(Line(200)),
  phone: Type.Optional(personal(Phone)),
  result: Type.Enum([...RESPONSE_RESULTS]),
  /** Repeat order (RO) or new customer. */
  repeatOrder: Type.Boolean(),
  interest: Type.Optional(Line(160)),
  note: Type.Optional(personal(Text)),
});
export type Response = Static<typeof Response>;
