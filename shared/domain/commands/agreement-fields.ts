/** What an agreement is made of, and how it is made. */
import Type, { type Static } from 'typebox';
import { AGREEMENT_KINDS, type Agreement } from '../agreement.ts';
import { Day, Id, Line, Rupiah, Text } from '../base.ts';
import type { Customer } from '../customer.ts';
import { newBase, type CommandContext } from './command.ts';

export const AgreementFields = Type.Object({
  kind: Type.Enum([...AGREEMENT_KINDS]),
  number: Type.Optional(Line(80)),
  subject: Type.Optional(Line(160)),
  start: Type.Optional(Day),
  end: Type.Optional(Day),
  monthlyAmount: Type.Optional(Rupiah),
  /** Codes of `FACILITIES`, or words. */
  facilities: Type.Optional(Type.Array(Line(80), { maxItems: 20 })),
  /** A term without an id is a new one. */
  sla: Type.Optional(
    Type.Array(
      Type.Object({
        id: Type.Optional(Id),
        text: Line(300),
        hours: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
      }),
      { maxItems: 30 },
    ),
  ),
  offers: Type.Optional(Type.Array(Line(200), { maxItems: 30 })),
  remarks: Type.Optional(Text),
});
export type AgreementFields = Static<typeof AgreementFields>;

type Made = Omit<AgreementFields, 'sla'> & Pick<Agreement, 'sla'>;

/** @returns the fields with an id for every term. */
export function settled(context: CommandContext, { sla, ...fields }: AgreementFields): Made {
  return sla ? { ...fields, sla: sla.map((term) => ({ ...term, id: term.id ?? context.newId() })) } : fields;
}

/** @returns the content of a new agreement of a customer. */
export function makeAgreement(
  context: CommandContext,
  customer: Pick<Customer, 'id' | 'branchId'>,
  fields: AgreementFields,
): Agreement {
  return {
    ...newBase(context, customer.branchId),
    customerId: customer.id,
    facilities: [],
    status: 'active',
    ...settled(context, fields),
  };
}
