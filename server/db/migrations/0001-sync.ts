import type { Migration } from './index.ts';

/** The sync core (shared/sync/SPEC.md, "Head office"). */
export const sync: Migration = {
  name: 'sync',
  statements: [
    `CREATE TABLE settings (key text PRIMARY KEY, value text NOT NULL)`,
    `INSERT INTO settings VALUES ('epoch', gen_random_uuid()::text)`,
    // few rows, updated by every write: room on the page keeps their updates in place
    `CREATE TABLE streams (stream text PRIMARY KEY, seq bigint NOT NULL DEFAULT 0) WITH (fillfactor = 10)`,
    `CREATE TABLE documents (
       collection text NOT NULL,
       id text NOT NULL,
       rev text NOT NULL,
       ver bigint NOT NULL,
       deleted boolean NOT NULL,
       at timestamptz NOT NULL,
       customer_id text,
       complaint_id text,
       campaign_id text,
       data text NOT NULL,
       PRIMARY KEY (collection, id)
     )`,
    `CREATE INDEX documents_customer ON documents (customer_id) WHERE customer_id IS NOT NULL`,
    `CREATE INDEX documents_complaint ON documents (complaint_id) WHERE complaint_id IS NOT NULL`,
    `CREATE INDEX documents_campaign ON documents (campaign_id) WHERE campaign_id IS NOT NULL`,
    `CREATE INDEX documents_complaints ON documents ((data::jsonb ->> 'receivedAt') DESC, id DESC)
       WHERE collection = 'complaints' AND NOT deleted`,
    `CREATE TABLE answers (
       collection text NOT NULL,
       id text NOT NULL,
       rev text NOT NULL,
       branch text NOT NULL,
       status text NOT NULL CHECK (status IN ('accepted', 'rejected')),
       ver bigint NOT NULL,
       code text,
       field text,
       at timestamptz NOT NULL,
       PRIMARY KEY (collection, id, rev)
     )`,
    `CREATE TABLE placements (
       stream text NOT NULL,
       collection text NOT NULL,
       id text NOT NULL,
       seq bigint NOT NULL,
       gone boolean NOT NULL,
       left_rev text,
       PRIMARY KEY (stream, collection, id)
     )`,
    `CREATE UNIQUE INDEX placements_feed ON placements (stream, collection, seq)`,
    `CREATE INDEX placements_document ON placements (collection, id)`,
    `CREATE TABLE numbers (number text PRIMARY KEY, collection text NOT NULL, id text NOT NULL)`,
  ],
};
