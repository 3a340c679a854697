/** Commands on customers: register, change, note. */
import Type, { type Static } from 'typebox';
import { fail, ok } from '#shared/errors/errors.ts';
import { Day, Id, Line, Phone, Text } from '../base.ts';
import { equal } from '#shared/sync/same.ts';
import {
  Address,
  Contact,
  CUSTOMER_KINDS,
  PhoneEntry,
  SOURCES,
  STAGES,
  Tags,
  type Customer,
} from '../customer.ts';
import { labelList, MOST_TAGS } from '../label-list.ts';
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
  /** What was typed behind the first one. */
  morePhones: Type.Optional(Type.Array(Phone, { maxItems: 19 })),
  kind: Type.Optional(Type.Enum([...CUSTOMER_KINDS])),
  salutation: Type.Optional(Line(20)),
  source: Type.Optional(Type.Enum([...SOURCES])),
  broughtBy: Type.Optional(Line(120)),
  nik: Type.Optional(Type.String({ pattern: '^\\d{16}$' })),
  address: Type.Optional(Address),
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
    phones: [...new Set([...(args.phone ? [args.phone] : []), ...(args.morePhones ?? [])])].map((number) => ({
      number,
    })),
    contacts: [],
    source: args.source ?? 'walk_in',
    ...(args.broughtBy ? { broughtBy: args.broughtBy } : {}),
    ...(args.nik ? { nik: args.nik } : {}),
    ...(args.address ? { address: args.address } : {}),
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
    birthDate: Day,
    address: Address,
    source: Type.Enum([...SOURCES]),
    broughtBy: Line(120),
    commodity: Line(80),
    ownerId: Id,
    tags: Tags,
    remarks: Text,
  }),
  { additionalProperties: false },
);

/** Fields whose values are not repeated in the timeline: they would stand there unmasked for ever. */
const SECRET = new Set(['nik', 'npwp', 'phones', 'contacts', 'address', 'email', 'birthDate']);
/** An entry of the timeline takes no longer value. */
const LONGEST = 2000;

/** The only list among the fields that are repeated is the labels. */
const plain = (value: unknown): string =>
  (Array.isArray(value) ? labelList(value.map(String)) : value === undefined ? '' : String(value)).slice(
    0,
    LONGEST,
  );

/** Arguments of `changeCustomer` that put back what it changed, as long as nobody changed it again. */
export interface InverseChange {
  readonly id: string;
  readonly changes: Readonly<Record<string, unknown>>;
  readonly clear: readonly string[];
  readonly seen: Readonly<Record<string, unknown>>;
}

function inverseOf(
  id: string,
  fields: readonly string[],
  old: Readonly<Record<string, unknown>>,
  now: Readonly<Record<string, unknown>>,
): InverseChange {
  const had = fields.filter((field) => old[field] !== undefined);
  return {
    id,
    changes: Object.fromEntries(had.map((field) => [field, old[field]])),
    clear: fields.filter((field) => old[field] === undefined),
    seen: Object.fromEntries(fields.map((field) => [field, now[field] ?? null])),
  };
}

export const changeCustomer = command({
  args: Type.Object({
    id: Id,
    changes: CustomerChanges,
    /** Names of fields to empty. */
    clear: Type.Optional(Type.Array(Type.KeyOf(CustomerChanges))),
    /** What stood in these fields when the person decided (null for nothing); otherwise nothing is changed. */
    seen: Type.Optional(Type.Record(Type.String({ maxLength: 40 }), Type.Unknown())),
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
    for (const [field, value] of Object.entries(args.seen ?? {}))
      if (!equal(old[field] ?? null, value)) return fail('changed_meanwhile', 'person', { field });
    const changed = Object.keys(wanted).filter((field) => !equal(wanted[field], old[field]));
    const result = { changed, inverse: inverseOf(before.id, changed, old, wanted) };
    if (changed.length === 0) return ok({ writes: [], result });
    const entries = changed.map((field) =>
      activity(
        context,
        'customer_changed',
        { customerId: before.id, branchId: before.branchId },
        SECRET.has(field) ? { field } : { field, from: plain(old[field]), to: plain(wanted[field]) },
      ),
    );
    return ok({ writes: [change(context, 'customers', before, wanted), ...entries], result });
  },
});

/** Puts labels on and takes them off, whatever else is on the customer; `inverse` does the opposite. */
export const tagCustomer = command({
  args: Type.Object({
    id: Id,
    add: Type.Optional(Tags),
    remove: Type.Optional(Tags),
  }),
  reads: (args) => [{ collection: 'customers', id: args.id }],
  run(context, args) {
    const found = need(context, 'customers', args.id);
    if (!found.ok) return found;
    const { tags, id, branchId } = found.value;
    const add = [...new Set(args.add ?? [])].filter((tag) => !tags.includes(tag));
    const remove = (args.remove ?? []).filter((tag) => tags.includes(tag));
    const result = { inverse: { id, add: remove, remove: add } };
    if (add.length + remove.length === 0) return ok({ writes: [], result });
    const after = [...tags.filter((tag) => !remove.includes(tag)), ...add];
    if (after.length > MOST_TAGS) return fail('too_many', 'person', { field: 'tags' });
    const values = { field: 'tags', from: plain(tags), to: plain(after) };
    return ok({
      writes: [
        change(context, 'customers', found.value, { tags: after }),
        activity(context, 'customer_changed', { customerId: id, branchId }, values),
      ],
      result,
    });
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
