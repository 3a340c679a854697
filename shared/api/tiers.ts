/** What head office asks about tiers. */
import Type, { type Static } from 'typebox';
import { TierRulesFields } from '#shared/domain/commands/tiers.ts';
import { TIERS } from '#shared/domain/customer.ts';
import { TierRules } from '#shared/domain/reference.ts';

/** `''` for no tier. */
const TierOrNone = Type.Enum([...TIERS, '']);

export const TierOverview = Type.Object({
  /** Newest version first. */
  rules: Type.Array(TierRules),
  /** Customers of each branch by the tier that stands in the book. */
  branches: Type.Array(
    Type.Object({
      branchId: Type.String(),
      gold: Type.Integer(),
      silver: Type.Integer(),
      bronze: Type.Integer(),
      none: Type.Integer(),
    }),
  ),
});

export const TierDraft = TierRulesFields;

/** What would change if the rules counted today. Nothing is written. */
export const TierPreview = Type.Object({
  customers: Type.Integer(),
  /** Set by hand against the rules: no rule changes them. */
  overridden: Type.Integer(),
  moves: Type.Array(Type.Object({ from: TierOrNone, to: TierOrNone, count: Type.Integer() })),
  /** Some of those that would move, by number on paper: head office sees no names here. */
  examples: Type.Array(
    Type.Object({
      number: Type.String(),
      branchId: Type.String(),
      from: TierOrNone,
      to: TierOrNone,
      why: Type.Object({ id: Type.String(), en: Type.String() }),
    }),
  ),
});

export const TierPublished = Type.Object({ id: Type.String(), version: Type.Integer() });

export type TierOverview = Static<typeof TierOverview>;
export type TierDraft = Static<typeof TierDraft>;
export type TierPreview = Static<typeof TierPreview>;
export type TierPublished = Static<typeof TierPublished>;
