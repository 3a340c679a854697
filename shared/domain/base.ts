/** Parts that every document of the product has (design.md, "Every document"). */
import Type, { type Static, type TProperties } from 'typebox';

/** Codes and ids are ASCII and short, so that they can be index keys and file names. */
export const Id = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9._:-]+$' });
/** `''` where the document refers to nothing: index fields must always be there (facts.md, DXE1). */
export const OptionalId = Type.String({ maxLength: 64, pattern: '^[A-Za-z0-9._:-]*$' });
export const BranchId = Type.String({ minLength: 2, maxLength: 16, pattern: '^[A-Z0-9]+$' });
/** ISO 8601 in UTC with milliseconds, as `Date.toISOString` writes it. */
export const Instant = Type.String({
  maxLength: 24,
  pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z$',
});
/** A calendar day without a zone: `2026-03-05`. */
export const Day = Type.String({ maxLength: 10, pattern: '^\\d{4}-\\d\\d-\\d\\d$' });
/** Whole rupiah. */
export const Rupiah = Type.Integer({ minimum: 0, maximum: 1e15 });
/** E.164, as in `+6281234567890`. */
export const Phone = Type.String({ maxLength: 16, pattern: '^\\+[1-9]\\d{6,14}$' });
export const Line = (maxLength: number) => Type.String({ minLength: 1, maxLength });
export const Text = Type.String({ maxLength: 8000 });

/** A person as the documents remember them: the name stays readable when the person has left. */
export const By = Type.Object({
  id: Id,
  name: Line(120),
  /** Code of the desk where it was written. */
  desk: Type.Optional(Line(8)),
});
export type By = Static<typeof By>;

/** What the desk added to its own clock, and how sure it was (milliseconds). Raw time = time − offset. */
export const Clock = Type.Object({
  offset: Type.Integer(),
  uncertainty: Type.Integer({ minimum: 0 }),
});
export type Clock = Static<typeof Clock>;

/**
 * The command that wrote this version, and how many documents it wrote. They travel one by one: while fewer of them
 * are here, what the command did is shown as not whole yet.
 */
export const WrittenBy = Type.Object({ id: Id, parts: Type.Integer({ minimum: 1, maximum: 10_000 }) });
export type WrittenBy = Static<typeof WrittenBy>;

const baseProperties = {
  id: Id,
  branchId: BranchId,
  createdBy: By,
  createdAt: Instant,
  updatedBy: By,
  updatedAt: Instant,
  clock: Clock,
  command: Type.Optional(WrittenBy),
  /** Numbers that the company uses elsewhere: customer ID, contract, resi. */
  externalIds: Type.Optional(Type.Record(Type.String({ maxLength: 40 }), Type.String({ maxLength: 80 }))),
  /** Room for fields to come, so that no schema has to be migrated for them. */
  ext: Type.Optional(Type.Record(Type.String({ maxLength: 40 }), Type.Unknown())),
};

/** @returns the schema of a document: `properties` with the fields that every document has. */
export const documentSchema = <P extends TProperties>(properties: P) =>
  Type.Object({ ...baseProperties, ...properties });

export const BaseDocument = Type.Object(baseProperties);
export type BaseDocument = Static<typeof BaseDocument>;

/** Marks a field as personal: it may never be part of an index (sealing.md, rule 2). */
export const personal = <T extends object>(schema: T): T => ({ ...schema, 'x-personal': true });
