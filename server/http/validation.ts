import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { LoketFailure } from '#shared/errors/errors.ts';

/** Checks what comes in as it is: nothing is converted, added or left out. */
export const validatorCompiler: FastifySchemaCompiler<TSchema> = ({ schema }) => {
  const validator = Compile(schema);
  return (data: unknown) => {
    if (validator.Check(data)) return { value: data };
    const path = validator.Errors(data)[0]?.instancePath ?? '';
    const field = path.replace(/^\//, '').replaceAll('/', '.');
    return {
      error: new LoketFailure({ code: 'bad_request', kind: 'permanent', ...(field ? { field } : {}) }),
    };
  };
};
