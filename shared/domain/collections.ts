/** Every collection, once: content schema and the open fields that the desk indexes. */
import type { Static, TSchema } from 'typebox';
import { Activity } from './activity.ts';
import { Agreement } from './agreement.ts';
import { Campaign, Response } from './campaign.ts';
import { Complaint } from './complaint.ts';
import { Customer } from './customer.ts';
import { Reference } from './reference.ts';
import { Task } from './task.ts';

interface Collection<S extends TSchema> {
  readonly schema: S;
  /** Bumped only with a migration; new fields go into `ext` or are optional. */
  readonly version: number;
  /**
   * Fields that stay readable when documents are sealed at rest (sealing.md): needed by an index, never
   * personal, always present, with their greatest length.
   */
  readonly openFields: Readonly<Record<string, { readonly type: 'string'; readonly maxLength: number }>>;
  /** Indexes of the desk's store beside the primary key and `unsent`; open fields only. */
  readonly indexes: readonly (readonly string[])[];
}
const id = { type: 'string', maxLength: 64 } as const;
const define = <S extends TSchema>(
  schema: S,
  openFields: Collection<S>['openFields'] = {},
  indexes: Collection<S>['indexes'] = [],
): Collection<S> => ({ schema, version: 0, openFields, indexes });

export const COLLECTIONS = {
  customers: define(Customer),
  agreements: define(Agreement, { customerId: id }, [['customerId']]),
  complaints: define(Complaint, { customerId: id }, [['customerId']]),
  activities: define(Activity, { customerId: id, complaintId: id }, [['customerId'], ['complaintId']]),
  tasks: define(Task, { customerId: id }, [['customerId']]),
  campaigns: define(Campaign),
  responses: define(Response, { campaignId: id }, [['campaignId']]),
  reference: define(Reference, { kind: { type: 'string', maxLength: 16 } }, [['kind']]),
} as const;

export type CollectionName = keyof typeof COLLECTIONS;
export type ContentOf<C extends CollectionName> = Static<(typeof COLLECTIONS)[C]['schema']>;
export const COLLECTION_NAMES = Object.keys(COLLECTIONS) as CollectionName[];

/** @returns whether `name` is a collection of the product. */
export const isCollection = (name: string): name is CollectionName => Object.hasOwn(COLLECTIONS, name);
