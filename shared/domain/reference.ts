/** Reference data: written by head office, read everywhere. One collection, told apart by `kind`. */
import Type, { type Static } from 'typebox';
import { Role } from './actor.ts';
import { BranchId, Day, documentSchema, Id, Line, Text } from './base.ts';
import { PROMISE_BASES } from './complaint.ts';
import { TIERS } from './customer.ts';

export const ZONES = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'] as const;
export type Zone = (typeof ZONES)[number];

const Bilingual = Type.Object({ id: Line(160), en: Line(160) });
/** Minutes since local midnight. */
const Minutes = Type.Integer({ minimum: 0, maximum: 1440 });

/** Opening times of one weekday; breaks are closed times within. */
export const OpeningDay = Type.Object({
  /** ISO weekday, 1 = Monday … 7 = Sunday. */
  day: Type.Integer({ minimum: 1, maximum: 7 }),
  open: Minutes,
  close: Minutes,
  breaks: Type.Array(Type.Object({ from: Minutes, to: Minutes }), { maxItems: 4 }),
});
export type OpeningDay = Static<typeof OpeningDay>;

export const Company = documentSchema({
  kind: Type.Literal('company'),
  name: Line(160),
  /** Code of the rule pack in force. */
  rulePack: Line(40),
  demo: Type.Optional(Type.Boolean()),
});
export const Branch = documentSchema({
  kind: Type.Literal('branch'),
  code: BranchId,
  name: Line(120),
  zone: Type.Enum([...ZONES]),
  address: Type.Optional(Line(300)),
  phone: Type.Optional(Line(40)),
  hours: Type.Array(OpeningDay, { maxItems: 7 }),
});
export const Division = documentSchema({
  kind: Type.Literal('division'),
  code: Line(32),
  name: Bilingual,
});
const PromiseRule = Type.Object({
  id: Line(40),
  /** Absent = any. The first rule that fits counts; tier rules run beside it. */
  kinds: Type.Optional(Type.Array(Line(16))),
  channels: Type.Optional(Type.Array(Line(16))),
  categories: Type.Optional(Type.Array(Line(32))),
  tiers: Type.Optional(Type.Array(Line(16))),
  basis: Type.Enum([...PROMISE_BASES]),
  amount: Type.Integer({ minimum: 1, maximum: 10000 }),
});
export const RulePack = documentSchema({
  kind: Type.Literal('rulePack'),
  code: Line(40),
  version: Type.Integer({ minimum: 1 }),
  from: Day,
  until: Type.Optional(Day),
  name: Bilingual,
  cutiBersamaIsWorkingDay: Type.Boolean(),
  rules: Type.Array(PromiseRule, { maxItems: 100 }),
});
export const Category = documentSchema({
  kind: Type.Literal('category'),
  code: Line(32),
  name: Bilingual,
  divisionId: Line(32),
  /** Place in the intake's list; the first nine are picked by a digit. */
  order: Type.Integer({ minimum: 1, maximum: 999 }),
  active: Type.Boolean(),
});
export const Holiday = documentSchema({
  kind: Type.Literal('holiday'),
  date: Day,
  name: Line(120),
  /** Collective leave (cuti bersama) rather than a national holiday. */
  cutiBersama: Type.Boolean(),
});
export const Template = documentSchema({
  kind: Type.Literal('template'),
  title: Line(80),
  text: Text,
});
/** What a tier is judged by; `recencyDays` counts from the customer's last contact or order. */
export const TIER_MEASURES = [
  'monthlyRevenue',
  'transactions',
  'recencyDays',
  'agreements',
  'complaints',
] as const;
export type TierMeasure = (typeof TIER_MEASURES)[number];
const TierCondition = Type.Object({
  measure: Type.Enum([...TIER_MEASURES]),
  atLeast: Type.Optional(Type.Integer({ minimum: 0, maximum: 1e15 })),
  atMost: Type.Optional(Type.Integer({ minimum: 0, maximum: 1e15 })),
});
const TierRule = Type.Object({
  id: Line(40),
  tier: Type.Enum([...TIERS]),
  /** All must hold. Two rules of one tier are alternatives. */
  all: Type.Array(TierCondition, { minItems: 1, maxItems: 10 }),
});
export const TierRules = documentSchema({
  kind: Type.Literal('tierRules'),
  code: Line(40),
  version: Type.Integer({ minimum: 1 }),
  from: Day,
  until: Type.Optional(Day),
  name: Bilingual,
  /** Transactions and complaints of so many days count. */
  windowDays: Type.Integer({ minimum: 1, maximum: 3660 }),
  /** The first rule that holds gives the tier; none, no tier. */
  rules: Type.Array(TierRule, { maxItems: 50 }),
});
/** How the columns of a customer book were mapped, so that the next import of the same form needs no hand. */
export const ImportTemplate = documentSchema({
  kind: Type.Literal('importTemplate'),
  name: Line(120),
  /** Headings as written, in their order: the same ones are the same form. */
  headings: Type.Array(Type.String({ maxLength: 200 }), { maxItems: 200 }),
  /** Field of the book for each heading, by its place; `''` leaves a column out. */
  fields: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 200 }),
});
export const Staff = documentSchema({
  kind: Type.Literal('staff'),
  userId: Id,
  name: Line(120),
  role: Role,
  divisionId: Type.Optional(Line(32)),
  active: Type.Boolean(),
});

export const Reference = Type.Union([
  Company,
  Branch,
  Division,
  RulePack,
  Category,
  Holiday,
  Template,
  TierRules,
  ImportTemplate,
  Staff,
]);
export type Reference = Static<typeof Reference>;
export type Company = Static<typeof Company>;
export type Branch = Static<typeof Branch>;
export type Division = Static<typeof Division>;
export type RulePack = Static<typeof RulePack>;
export type PromiseRule = Static<typeof PromiseRule>;
export type Category = Static<typeof Category>;
export type Holiday = Static<typeof Holiday>;
export type Template = Static<typeof Template>;
export type TierRules = Static<typeof TierRules>;
export type TierRule = Static<typeof TierRule>;
export type TierCondition = Static<typeof TierCondition>;
export type ImportTemplate = Static<typeof ImportTemplate>;
export type Staff = Static<typeof Staff>;
export type ReferenceKind = Reference['kind'];
