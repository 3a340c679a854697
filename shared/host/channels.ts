/**
 * The one map of what the page may ask of the shell: for each call the schema of its argument (checked in main
 * at run time) and the type of its answer. Sizes are bounded: a page gone wrong must not take main along.
 */
import Type, { type Static, type TSchema } from 'typebox';
import Value from 'typebox/value';
import type { Result } from '../errors/errors.ts';
import type { CallName } from './channel-names.ts';
import { hostFail } from './errors.ts';
import type { BackupEntry, HostInfo, OpenedFile, Printer, UpdateState } from './types.ts';

const MIB = 1024 * 1024;

/** Largest file that is saved or opened, in bytes. */
export const MAX_FILE_BYTES = 256 * MIB;
/** Largest body of one request, in bytes. */
export const MAX_BODY_BYTES = 64 * MIB;

const closed = { additionalProperties: false } as const;
const nothing = Type.Undefined();
const bytes = (max: number) =>
  Type.Refine(Type.Unsafe<Uint8Array>({}), (value) => value instanceof Uint8Array && value.byteLength <= max);

const requestId = Type.String({ pattern: '^[0-9a-f-]{36}$' });
const secretKey = Type.String({ pattern: '^[A-Za-z0-9._-]{1,64}$' });
/** A bare file name: no folders, no control characters, nothing that Windows reserves. */
const fileName = Type.String({
  maxLength: 120,
  pattern:
    '^(?!\\.)(?!.*[. ]$)(?!(?:[Cc][Oo][Nn]|[Pp][Rr][Nn]|[Aa][Uu][Xx]|[Nn][Uu][Ll]|[Cc][Oo][Mm][0-9]|[Ll][Pp][Tt][0-9])(?:\\.|$))[^\\\\/:*?"<>|\\u0000-\\u001f\\u202a-\\u202e\\u2066-\\u2069]+$',
});
const printJob = {
  content: Type.Union([
    Type.Object({ page: Type.Literal('current') }, closed),
    Type.Object({ html: Type.String({ minLength: 1, maxLength: 4 * MIB }) }, closed),
  ]),
  paper: Type.Union([Type.Literal('80mm'), Type.Literal('A5')]),
  heightMm: Type.Optional(Type.Number({ minimum: 20, maximum: 3000 })),
};

/** Argument of every call. A call without argument takes `undefined`. */
export const CALL_ARGUMENTS = {
  'app.info': nothing,
  'app.machineId': nothing,
  'app.listening': nothing,
  'headOffice.get': nothing,
  'headOffice.set': Type.Object({ origin: Type.String({ minLength: 1, maxLength: 300 }) }, closed),
  'http.open': Type.Object(
    {
      id: requestId,
      method: Type.Union([
        Type.Literal('GET'),
        Type.Literal('POST'),
        Type.Literal('PUT'),
        Type.Literal('PATCH'),
        Type.Literal('DELETE'),
      ]),
      url: Type.String({ minLength: 1, maxLength: 4096 }),
      headers: Type.Optional(
        Type.Record(
          Type.String({ pattern: '^[A-Za-z0-9-]{1,64}$' }),
          Type.String({ maxLength: 8192, pattern: '^[\\x20-\\x7e]*$' }),
          closed,
        ),
      ),
      body: Type.Optional(Type.Union([Type.String({ maxLength: MAX_BODY_BYTES }), bytes(MAX_BODY_BYTES)])),
    },
    closed,
  ),
  'http.read': Type.Object({ id: requestId }, closed),
  'http.close': Type.Object({ id: requestId }, closed),
  'secrets.get': Type.Object({ key: secretKey }, closed),
  'secrets.set': Type.Object({ key: secretKey, value: Type.String({ maxLength: 16384 }) }, closed),
  'secrets.delete': Type.Object({ key: secretKey }, closed),
  'marker.get': nothing,
  'marker.set': Type.Object({ text: Type.String({ maxLength: 2000 }) }, closed),
  'print.print': Type.Object(
    { ...printJob, printer: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })) },
    closed,
  ),
  'print.pdf': Type.Object(printJob, closed),
  'print.printers': nothing,
  'files.save': Type.Object(
    { name: fileName, mime: Type.String({ maxLength: 120 }), data: bytes(MAX_FILE_BYTES) },
    closed,
  ),
  'files.open': Type.Object(
    {
      extensions: Type.Array(Type.String({ pattern: '^[a-z0-9]{1,8}$' }), { minItems: 1, maxItems: 20 }),
      maxBytes: Type.Integer({ minimum: 1, maximum: MAX_FILE_BYTES }),
    },
    closed,
  ),
  'backup.write': Type.Object({ data: bytes(MAX_FILE_BYTES) }, closed),
  'backup.list': nothing,
  'backup.read': Type.Object({ id: Type.String({ pattern: '^[0-9A-Za-z-]{1,80}$' }) }, closed),
  'update.state': nothing,
  'update.check': nothing,
  'update.install': nothing,
  'update.reportUnsent': Type.Object({ count: Type.Integer({ minimum: 0, maximum: 1e9 }) }, closed),
  notify: Type.Object(
    {
      tag: Type.String({ minLength: 1, maxLength: 120 }),
      title: Type.String({ minLength: 1, maxLength: 200 }),
      body: Type.String({ maxLength: 500 }),
    },
    closed,
  ),
  badge: Type.Object({ count: Type.Integer({ minimum: 0, maximum: 99999 }) }, closed),
  theme: Type.Object({ theme: Type.Union([Type.Literal('light'), Type.Literal('dark')]) }, closed),
} satisfies Record<CallName, TSchema>;

export type CallArgument<C extends CallName> = Static<(typeof CALL_ARGUMENTS)[C]>;

/** What the answer to each call holds when it went well. */
export interface CallValues {
  'app.info': HostInfo;
  'app.machineId': string | undefined;
  'app.listening': void;
  'headOffice.get': string | undefined;
  'headOffice.set': void;
  'http.open': { readonly status: number; readonly headers: Readonly<Record<string, string>> };
  /** The next piece of the body; undefined at its end. */
  'http.read': Uint8Array | undefined;
  'http.close': void;
  'secrets.get': string | undefined;
  'secrets.set': void;
  'secrets.delete': void;
  /** Empty where none stands. */
  'marker.get': string;
  'marker.set': void;
  'print.print': 'printed' | 'cancelled';
  'print.pdf': Uint8Array;
  'print.printers': readonly Printer[];
  'files.save': 'saved' | 'cancelled';
  'files.open': OpenedFile | undefined;
  'backup.write': BackupEntry;
  'backup.list': readonly BackupEntry[];
  'backup.read': Uint8Array;
  'update.state': UpdateState;
  'update.check': UpdateState;
  'update.install': void;
  'update.reportUnsent': void;
  notify: void;
  badge: void;
  theme: void;
}

/** One handler for each call; main has exactly these. */
export type CallHandlers = {
  readonly [C in CallName]: (argument: CallArgument<C>) => Promise<Result<CallValues[C]>>;
};

/** @returns the argument with its type, or `host.badArguments` naming the call (never the value). */
export function parseArgument<C extends CallName>(name: C, argument: unknown): Result<CallArgument<C>> {
  const schema: TSchema = CALL_ARGUMENTS[name];
  if (!Value.Check(schema, argument)) return hostFail('host.badArguments', { call: name });
  return { ok: true, value: argument as CallArgument<C> };
}
