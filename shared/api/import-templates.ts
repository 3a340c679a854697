/** How a form of a customer book is mapped, remembered for every branch. */
import Type, { type Static } from 'typebox';
import { Id, Line } from '#shared/domain/base.ts';

/** Names of fields are those of `shared/import`; what head office does not know it keeps for newer desks. */
const FieldName = Type.String({ maxLength: 40, pattern: '^[A-Za-z]*$' });

export const NewImportTemplate = Type.Object(
  {
    name: Line(120),
    headings: Type.Array(Type.String({ maxLength: 200 }), { minItems: 1, maxItems: 200 }),
    /** By place; `''` leaves a column out. */
    fields: Type.Array(FieldName, { minItems: 1, maxItems: 200 }),
  },
  { additionalProperties: false },
);
export type NewImportTemplate = Static<typeof NewImportTemplate>;
export const ImportTemplateSaved = Type.Object({ id: Id });
