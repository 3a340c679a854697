/** Makes values that fit a JSON schema, filled with what an attacker would put there. */

export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
}

export interface Sampling {
  /** Tried in this order where a text is wanted; the first one that fits the schema is taken. */
  readonly texts: readonly string[];
  /** Optional fields too. */
  readonly full: boolean;
}

const COMMON = ['2026-03-05T07:00:00.000Z', '2026-03-05', '+6281234567890', '10', 'sebuah teks biasa', 'x'];

function text(schema: JsonSchema, { texts }: Sampling): string {
  const fits = (value: string): boolean =>
    value.length >= (schema.minLength ?? 0) &&
    value.length <= (schema.maxLength ?? Infinity) &&
    (schema.pattern === undefined || new RegExp(schema.pattern).test(value));
  const found = [...texts, ...COMMON].find(fits);
  if (found === undefined) throw new Error(`no text fits ${JSON.stringify(schema)}`);
  return found;
}

/** @returns a value that fits `schema`; `any` object where the schema says nothing. */
export function sample(schema: JsonSchema, how: Sampling): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf) return sample(schema.anyOf[0] ?? {}, how);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => sample(part, how)));
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.[0];
  if (type === 'string') return text(schema, how);
  if (type === 'integer' || type === 'number') return schema.minimum ?? 1;
  if (type === 'boolean') return true;
  if (type === 'null') return null;
  if (type === 'array')
    return Array.from({ length: Math.max(1, schema.minItems ?? 0) }, () => sample(schema.items ?? {}, how));
  const wanted = Object.entries(schema.properties ?? {}).filter(
    ([name]) => how.full || schema.required?.includes(name),
  );
  return Object.fromEntries(wanted.map(([name, part]) => [name, sample(part, how)]));
}
