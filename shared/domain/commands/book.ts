/** Takes one row of a customer book into the branch's book. */
import Type from 'typebox';
import { fail, ok } from '#shared/errors/errors.ts';
import { Line, Phone, Text } from '../base.ts';
import { Address, CUSTOMER_KINDS, SOURCES, STAGES, type Customer } from '../customer.ts';
import { AgreementFields, makeAgreement } from './agreements.ts';
import { activity, command, insert } from './command.ts';
import { makeCustomer } from './customers.ts';

export const importCustomer = command({
  args: Type.Object({
    name: Line(200),
    kind: Type.Enum([...CUSTOMER_KINDS]),
    stage: Type.Enum([...STAGES]),
    source: Type.Enum([...SOURCES]),
    phones: Type.Array(Phone, { maxItems: 20 }),
    contacts: Type.Array(
      Type.Object({
        name: Line(120),
        salutation: Type.Optional(Line(20)),
        role: Type.Optional(Line(80)),
        phones: Type.Array(Phone, { maxItems: 10 }),
        email: Type.Optional(Line(120)),
      }),
      { maxItems: 50 },
    ),
    email: Type.Optional(Line(120)),
    nik: Type.Optional(Type.String({ pattern: '^\\d{16}$' })),
    npwp: Type.Optional(Type.String({ pattern: '^\\d{15,16}$' })),
    address: Type.Optional(Address),
    commodity: Type.Optional(Line(80)),
    remarks: Type.Optional(Text),
    externalIds: Type.Optional(Type.Record(Type.String({ maxLength: 40 }), Type.String({ maxLength: 80 }))),
    agreement: Type.Optional(AgreementFields),
    /** Name of the file and row in it, so that the same book is not taken twice. */
    file: Line(200),
    row: Type.Integer({ minimum: 1 }),
  }),
  roles: ['ae', 'supervisor', 'headoffice', 'admin'],
  reads: () => [],
  run(context, args) {
    if (!args.name.trim()) return fail('name_missing', 'person', { field: 'name' });
    const { file, row, agreement, phones, contacts, name, kind, source, stage, ...rest } = args;
    const customer: Customer = {
      ...makeCustomer(context, { name, kind, source }),
      ...rest,
      stage,
      ext: { import: { file, row } },
      phones: phones.map((number) => ({ number })),
      contacts: contacts.map(({ phones: own, ...contact }) => ({
        ...contact,
        id: context.newId(),
        phones: own.map((number) => ({ number })),
      })),
    };
    const writes = [
      insert('customers', customer),
      activity(context, 'imported', { customerId: customer.id, branchId: customer.branchId }, { text: file }),
    ];
    if (agreement) writes.push(insert('agreements', makeAgreement(context, customer, agreement)));
    return ok({ writes, result: { id: customer.id, number: customer.number } });
  },
});
