import type { Migration } from './index.ts';

/** People, devices, sessions. Kept apart from documents: they never travel. */
export const people: Migration = {
  name: 'people',
  statements: [
    `CREATE TABLE users (
       id text PRIMARY KEY,
       username text NOT NULL UNIQUE,
       name text NOT NULL,
       role text NOT NULL,
       branch_id text NOT NULL,
       division_id text,
       password_hash text NOT NULL,
       disabled_at timestamptz,
       created_at timestamptz NOT NULL
     )`,
    `CREATE TABLE desk_codes (branch_id text PRIMARY KEY, last int NOT NULL)`,
    `CREATE TABLE devices (
       id text PRIMARY KEY,
       branch_id text NOT NULL,
       desk_code text NOT NULL,
       name text NOT NULL,
       machine text,
       secret_hash text NOT NULL,
       flag text CHECK (flag IN ('cloned', 'revoked')),
       created_at timestamptz NOT NULL,
       UNIQUE (branch_id, desk_code)
     )`,
    `CREATE TABLE enrolment_codes (
       code_hash text PRIMARY KEY,
       branch_id text NOT NULL,
       created_by text NOT NULL,
       expires_at timestamptz NOT NULL,
       used_at timestamptz
     )`,
    `CREATE TABLE sessions (
       id text PRIMARY KEY,
       user_id text NOT NULL REFERENCES users (id),
       device_id text REFERENCES devices (id),
       created_at timestamptz NOT NULL,
       ended_at timestamptz,
       reason text
     )`,
    `CREATE INDEX sessions_user ON sessions (user_id)`,
    `CREATE INDEX sessions_device ON sessions (device_id)`,
    `CREATE TABLE refresh_tokens (
       hash text PRIMARY KEY,
       session_id text NOT NULL REFERENCES sessions (id),
       expires_at timestamptz NOT NULL,
       used_at timestamptz,
       successor text,
       salt text,
       superseded boolean NOT NULL DEFAULT false
     )`,
    `CREATE INDEX refresh_tokens_session ON refresh_tokens (session_id)`,
    `CREATE TABLE failed_sign_ins (key text PRIMARY KEY, count int NOT NULL, last_at timestamptz NOT NULL, until timestamptz)`,
  ],
};
