/** A cooperation agreement (PKS) of a corporate customer, or a financing contract. First form. */
import Type, { type Static } from 'typebox';
import { Day, documentSchema, Id, Line, Rupiah, Text } from './base.ts';

export const AGREEMENT_KINDS = ['pks', 'contract'] as const;

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
  facilities: Type.Array(Line(80), { maxItems: 20 }),
  remarks: Type.Optional(Text),
});
export type Agreement = Static<typeof Agreement>;
