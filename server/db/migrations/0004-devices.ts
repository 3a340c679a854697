import type { Migration } from './index.ts';

/** What head office sees of its desks, and what it refused of theirs. */
export const devices: Migration = {
  name: 'devices',
  statements: [
    `ALTER TABLE devices
       ADD COLUMN last_seen_at timestamptz,
       ADD COLUMN clock_offset_ms bigint,
       ADD COLUMN clock_flag boolean NOT NULL DEFAULT false,
       ADD COLUMN app_version text,
       ADD COLUMN revoked_at timestamptz,
       ADD COLUMN revoked_by text,
       ADD COLUMN revoke_reason text,
       ADD COLUMN wiped_at timestamptz`,
    `CREATE TABLE refusals (
       collection text NOT NULL,
       id text NOT NULL,
       rev text NOT NULL,
       branch text NOT NULL,
       user_id text NOT NULL,
       user_name text NOT NULL,
       author_id text NOT NULL,
       device_id text,
       code text NOT NULL,
       field text,
       confidential boolean NOT NULL,
       data text,
       at timestamptz NOT NULL,
       settled_at timestamptz,
       settled_by text,
       settlement text CHECK (settlement IN ('accepted', 'replaced', 'discarded')),
       reason text,
       PRIMARY KEY (collection, id, rev)
     )`,
    `CREATE INDEX refusals_open ON refusals (branch, at DESC, collection, id, rev) WHERE settled_at IS NULL`,
    `CREATE INDEX refusals_document ON refusals (collection, id) WHERE settled_at IS NULL`,
    `CREATE INDEX refusals_settled ON refusals (settled_at) WHERE settled_at IS NOT NULL`,
  ],
};
