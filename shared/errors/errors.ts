/**
 * Errors are values. `retryable`: try again later, nothing for a person to do. `permanent`: the same call
 * fails again. `person`: somebody has to decide or correct something first.
 */
export type ErrorKind = 'retryable' | 'permanent' | 'person';

/** A failure that travels between parts and processes. `code` is stable and is what screens translate. */
export interface LoketError {
  readonly code: string;
  readonly kind: ErrorKind;
  /** Field path the error is about, as in `contacts.0.phones.1`. */
  readonly field?: string;
  /** Values for the sentence on screen. Never personal data. */
  readonly detail?: Readonly<Record<string, string | number>>;
}

export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: LoketError };

/** @returns a successful result holding `value`. */
export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

/** @returns a failed result; `extra` names the field and the values of its sentence. */
export function fail(
  code: string,
  kind: ErrorKind = 'person',
  extra: Pick<LoketError, 'field' | 'detail'> = {},
): { readonly ok: false; readonly error: LoketError } {
  return { ok: false, error: { code, kind, ...extra } };
}

/** For `switch` statements that must cover every case: the compiler refuses a forgotten one. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value ${JSON.stringify(value)}`);
}

/** A `LoketError` thrown where the language leaves only exceptions (streams, callbacks). Unwrap with `asError`. */
export class LoketFailure extends Error {
  readonly error: LoketError;
  constructor(error: LoketError) {
    super(error.code);
    this.name = 'LoketFailure';
    this.error = error;
  }
}

/** @returns the `LoketError` inside anything that was thrown; an unknown throw is `unexpected`. */
export function asError(thrown: unknown): LoketError {
  if (thrown instanceof LoketFailure) return thrown.error;
  return { code: 'unexpected', kind: 'permanent' };
}
