/** Stands for `typebox/value` in the bundled simulator: the same checks of the same schemas, compiled once. */
import type { Static, TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';

const compiled = new WeakMap<TSchema, Validator>();

function of(schema: TSchema): Validator {
  const known = compiled.get(schema);
  if (known) return known;
  const fresh = Compile(schema) as unknown as Validator;
  compiled.set(schema, fresh);
  return fresh;
}

export const Value = {
  Check: <S extends TSchema>(schema: S, value: unknown): value is Static<S> => of(schema).Check(value),
  Errors: (schema: TSchema, value: unknown) => of(schema).Errors(value),
};
export default Value;
