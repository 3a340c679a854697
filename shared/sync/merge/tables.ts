/** Which rule merges which field. A field of a schema without a rule does not compile. */
import type { Activity } from '../../domain/activity.ts';
import type { Agreement } from '../../domain/agreement.ts';
import type { BaseDocument } from '../../domain/base.ts';
import type { Campaign, Response } from '../../domain/campaign.ts';
import type { CollectionName } from '../../domain/collections.ts';
import type { Complaint } from '../../domain/complaint.ts';
import type { Customer } from '../../domain/customer.ts';
import type { Reference } from '../../domain/reference.ts';
import type { Task } from '../../domain/task.ts';
import type { Merge } from '../document.ts';
import { mergeBy } from './engine.ts';
import { asFields, text } from './fields.ts';
import { immutable, later, max, type Rule, type RulesFor, type RuleTable } from './rules.ts';
import { complaintVerdict, taskVerdict } from './status.ts';

const notes: Rule = { rule: 'notes', maxLength: 8000 };
/** A list of plain values, with the most that its schema takes. */
const values = (maxItems: number): Rule => ({ rule: 'set', maxItems });
const phones = (maxItems: number): Rule => ({
  rule: 'set',
  key: 'number',
  item: { rule: 'object', fields: {} },
  maxItems,
});
const contacts: Rule = {
  rule: 'set',
  key: 'id',
  item: { rule: 'object', fields: { phones: phones(10) } },
  maxItems: 50,
};
/** Things with an id of their own, changed as a whole. */
const items = (maxItems: number): Rule => ({ rule: 'set', key: 'id', maxItems });
const together = (name: string): Rule => ({ rule: 'later', together: name });
const consents: Rule = {
  rule: 'record',
  value: {
    rule: 'withdrawal',
    restricts: (value) => asFields(value)['given'] === false,
    at: (value) => text(asFields(value)['at']),
  },
};

const base: RulesFor<BaseDocument> = {
  id: immutable,
  branchId: later,
  createdBy: immutable,
  createdAt: immutable,
  updatedBy: later,
  updatedAt: later,
  clock: later,
  command: later,
  externalIds: { rule: 'record', value: later },
  ext: { rule: 'record', value: later },
};

const customers: RulesFor<Customer> = {
  ...base,
  kind: later,
  number: immutable,
  name: later,
  salutation: later,
  stage: later,
  phones: phones(20),
  contacts,
  email: later,
  nik: later,
  npwp: later,
  birthDate: later,
  // parts of two addresses make a third that nobody lives at
  address: later,
  commodity: later,
  ownerId: later,
  source: later,
  broughtBy: later,
  tier: later,
  tierOverride: later,
  consents,
  needs: items(100),
  offers: items(100),
  tags: values(50),
  remarks: notes,
  mergedInto: later,
};

const agreements: RulesFor<Agreement> = {
  ...base,
  kind: later,
  customerId: immutable,
  number: later,
  subject: later,
  start: together('term'),
  end: together('term'),
  monthlyAmount: later,
  facilities: values(20),
  sla: items(30),
  offers: values(30),
  status: together('decision'),
  renewsId: immutable,
  decision: together('decision'),
  remarks: notes,
};

const complaints: RulesFor<Complaint> = {
  ...base,
  kind: later,
  number: immutable,
  customerId: immutable,
  channel: later,
  category: later,
  // nobody of one division handles what lies in the queue of another
  divisionId: together('handling'),
  handlerId: together('handling'),
  description: notes,
  references: values(20),
  status: { rule: 'status', verdict: complaintVerdict },
  receivedAt: immutable,
  promised: together('promise'),
  dueAt: together('promise'),
  confidential: { rule: 'withdrawal', restricts: (value) => value === true, together: 'confidentiality' },
  confidentialAt: together('confidentiality'),
  resolution: later,
  reason: notes,
  prints: max,
};

/** Append-only: head office's counts, with who wrote it, so that nothing is left to send. */
const activities: RulesFor<Activity> = {
  ...base,
  updatedBy: immutable,
  updatedAt: immutable,
  clock: immutable,
  command: immutable,
  externalIds: immutable,
  ext: { rule: 'record', value: immutable },
  branchId: immutable,
  kind: immutable,
  at: immutable,
  customerId: immutable,
  complaintId: immutable,
  campaignId: immutable,
  text: immutable,
  from: immutable,
  to: immutable,
  field: immutable,
  merge: immutable,
};

const tasks: RulesFor<Task> = {
  ...base,
  kind: later,
  customerId: immutable,
  complaintId: later,
  agreementId: immutable,
  title: later,
  dueAt: later,
  minutes: later,
  place: later,
  rhythm: later,
  assigneeId: later,
  status: { rule: 'status', verdict: taskVerdict },
  outcome: notes,
};

/** Head office writes these; a desk never does. */
const campaigns: RulesFor<Campaign> = {
  ...base,
  kind: later,
  name: later,
  branchIds: values(1000),
  start: together('term'),
  end: together('term'),
  area: later,
  offer: notes,
  budget: later,
  target: later,
  status: later,
};

const responses: RulesFor<Response> = {
  ...base,
  campaignId: immutable,
  customerId: later,
  name: later,
  phone: later,
  result: later,
  repeatOrder: later,
  interest: later,
  note: notes,
};

/** Head office writes these; a desk never does. */
const reference: RulesFor<Reference> = {
  ...base,
  kind: immutable,
  code: immutable,
  name: later,
  rulePack: later,
  demo: later,
  zone: later,
  address: later,
  phone: later,
  hours: later,
  version: max,
  from: later,
  until: later,
  cutiBersamaIsWorkingDay: later,
  rules: later,
  divisionId: later,
  order: later,
  active: later,
  date: immutable,
  cutiBersama: later,
  title: later,
  text: later,
  windowDays: later,
  headings: later,
  fields: later,
  userId: immutable,
  role: later,
};

/** Rules of every collection. */
export const MERGE_RULES: Readonly<Record<CollectionName, RuleTable>> = {
  customers,
  agreements,
  complaints,
  activities,
  tasks,
  campaigns,
  responses,
  reference,
};

/** @returns the three-way merge of a collection. */
export const mergeOf = (collection: CollectionName): Merge => mergeBy(MERGE_RULES[collection]);
