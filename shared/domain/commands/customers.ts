/** Commands on customers: register, change, note, consent. */
import Type, { type Static } from 'typebox';
import { fail, ok } from '#shared/errors/errors.ts';
import { Id, Line, Phone, Text } from '../base.ts';
import {
  Address,
  CONSENT_CHANNELS,
  Contact,
  CUSTOMER_KINDS,
  PhoneEntry,
  SOURCES,
  STAGES,
  TIERS,
  type Customer,
} from '../customer.ts';
import { soundsLikeCompany } from '../names.ts';
import {
  activity,
  change,
  command,
  insert,
  need,
  newBase,
  type CommandContext,
  type Write,
} from './command.ts';

/** What a person is asked for when a customer is new: a name and a phone; everything else can wait. */
export const NewCustomer = Type.Object({
  name: Line(200),
  phone: Type.Optional(Phone),
  kind: Type.Optional(Type.Enum([...CUSTOMER_KINDS])),
  salutation: Type.Optional(Line(20)),
  source: Type.Optional(Type.Enum([...SOURCES])),
  broughtBy: Type.Optional(Line(120)),
});
export type NewCustomer = Static<typeof NewCustomer>;

/** @returns the content of a new prospect; used by every command that meets a new customer. */
export function makeCustomer(context: CommandContext, args: NewCustomer): Customer {
  const name = args.name.trim().replace(/\s+/g, ' ');
  return {
    ...newBase(context),
    kind: args.kind ?? (soundsLikeCompany(name) ? 'company' : 'person'),
    number: context.number('P'),
    name,
    ...(args.salutation ? { salutation: args.salutation } : {}),
    stage: 'prospect',
    phones: args.phone ? [{ number: args.phone }] : [],
    contacts: [],
    source: args.source ?? 'walk_in',
    ...(args.broughtBy ? { broughtBy: args.broughtBy } : {}),
    consents: {},
    tags: [],
  };
}

/** @returns the writes that make a customer and the first entry of its timeline. */
export const customerWrites = (context: CommandContext, customer: Customer): Write[] => [
  insert('customers', customer),
  activity(context, 'customer_created', { customerId: customer.id }, { to: customer.number }),
];

export const registerCustomer = command({
  args: NewCustomer,
  reads: () => [],
  run(context, args) {
    if (!args.name.trim()) return fail('name_missing', 'person', { field: 'name' });
    const customer = makeCustomer(context, args);
    return ok({
      writes: customerWrites(context, customer),
      result: { id: customer.id, number: customer.number },
    });
  },
});

const CustomerChanges = Type.Partial(
  Type.Object({
    name: Line(200),
    kind: Type.Enum([...CUSTOMER_KINDS]),
    salutation: Line(20),
    stage: Type.Enum([...STAGES]),
    phones: Type.Array(PhoneEntry, { maxItems: 20 }),
    contacts: Type.Array(Contact, { maxItems: 50 }),
    email: Line(120),
    nik: Type.String({ pattern: '^\\d{16}$' }),
    npwp: Type.String({ pattern: '^\\d{15,16}$' }),
    address: Address,
    commodity: Line(80),
    ownerId: Id,
    tier: Type.Enum([...TIERS]),
    tags: Type.Array(Line(40), { maxItems: 50 }),
    remarks: Text,
  }),
  { additionalProperties: false },
);

/** Fields whose values are not repeated in the timeline: they would stand there unmasked for ever. */
const SECRET = new Set(['nik', 'npwp', 'phones', 'contacts', 'address', 'email']);

export const changeCustomer = command({
  args: Type.Object({
    id: Id,
    changes: CustomerChanges,
    /** Names of fields to empty. */
    clear: Type.Optional(Type.Array(Type.KeyOf(CustomerChanges))),
  }),
  reads: (args) => [{ collection: 'customers', id: args.id }],
  run(context, args) {
    const found = need(context, 'customers', args.id);
    if (!found.ok) return found;
    const before = found.value;
    if (args.changes.name !== undefined && !args.changes.name.trim())
      return fail('name_missing', 'person', { field: 'name' });
    const wanted: Record<string, unknown> = { ...args.changes };
    for (const field of args.clear ?? []) wanted[field] = undefined;
    const old = before as unknown as Record<string, unknown>;
    const changed = Object.keys(wanted).filter((f) => JSON.stringify(wanted[f]) !== JSON.stringify(old[f]));
    if (changed.length === 0) return ok({ writes: [], result: { changed } });
    const plain = (value: unknown): string => (value === undefined ? '' : String(value));
    const entries = changed.map((field) =>
      activity(
        context,
        'customer_changed',
        { customerId: before.id, branchId: before.branchId },
        SECRET.has(field) ? { field } : { field, from: plain(old[field]), to: plain(wanted[field]) },
      ),
    );
    return ok({ writes: [change(context, 'customers', before, wanted), ...entries], result: { changed } });
  },
});

export const addNote = command({
  args: Type.Object({
    customerId: Id,
    complaintId: Type.Optional(Id),
    kind: Type.Optional(Type.Enum(['note', 'call', 'visit', 'message'])),
    text: Type.String({ minLength: 1, maxLength: 8000 }),
  }),
  reads: (args) => [{ collection: 'customers', id: args.customerId }],
  run(context, args) {
    const text = args.text.trim();
    if (!text) return fail('text_missing', 'person', { field: 'text' });
    const customer = context.read('customers', args.customerId);
    const entry = activity(
      context,
      args.kind ?? 'note',
      {
        customerId: args.customerId,
        ...(args.complaintId ? { complaintId: args.complaintId } : {}),
        ...(customer ? { branchId: customer.branchId } : {}),
      },
      { text },
    );
    return ok({ writes: [entry], result: { id: entry.id } });
  },
});

export const recordConsent = command({
  args: Type.Object({
    customerId: Id,
    channel: Type.Enum([...CONSENT_CHANNELS]),
    given: Type.Boolean(),
    proof: Line(500),
  }),
  reads: (args) => [{ collection: 'customers', id: args.customerId }],
  run(context, args) {
    const found = need(context, 'customers', args.customerId);
    if (!found.ok) return found;
    const before = found.value;
    const by = { id: context.actor.userId, name: context.actor.name };
    const consent = { given: args.given, at: context.now, by, proof: args.proof };
    return ok({
      writes: [
        change(context, 'customers', before, { consents: { ...before.consents, [args.channel]: consent } }),
        activity(
          context,
          'consent_changed',
          { customerId: before.id, branchId: before.branchId },
          { field: args.channel, to: args.given ? 'given' : 'withdrawn', text: args.proof },
        ),
      ],
      result: { id: before.id },
    });
  },
});
