/** A sentence for every error code, in both languages, that says what to do. `{{name}}` takes `error.detail.name`. */
import type { LoketError } from '#shared/errors/errors.ts';
import { DOMAIN_ERRORS } from './errors-domain.ts';
import { IMPORT_ERROR_TEXTS } from './errors-import.ts';
import { HOST_ERROR_TEXTS } from './errors-host.ts';
import { SERVER_ERRORS } from './errors-server.ts';
import type { Language } from './wording.ts';

export type ErrorTexts = Readonly<Record<string, Readonly<Record<Language, string>>>>;

const TEXTS: ErrorTexts = { ...DOMAIN_ERRORS, ...HOST_ERROR_TEXTS, ...IMPORT_ERROR_TEXTS, ...SERVER_ERRORS };

/** For a code that this version does not know. */
const UNKNOWN = {
  retryable: {
    id: 'Belum berhasil. Yang tersimpan tetap aman; akan dicoba lagi.',
    en: 'It has not worked yet. What was saved is safe; it will be tried again.',
  },
  permanent: {
    id: 'Ini tidak dapat dilakukan. Yang tersimpan tetap aman; sebutkan kode ini kepada administrator.',
    en: 'This cannot be done. What was saved is safe; name this code to the administrator.',
  },
  person: {
    id: 'Ada isian yang perlu diperiksa. Bila tidak jelas, sebutkan kode ini kepada administrator.',
    en: 'Something that was filled in needs a look. If it is not clear what, name this code to the administrator.',
  },
} as const;

/** @returns whether the code has a sentence of its own. */
export const hasErrorText = (code: string): boolean => Object.hasOwn(TEXTS, code);

/** @returns what went wrong and what to do, in words; an unknown code gets a general sentence by its kind. */
export function errorText(error: Pick<LoketError, 'code' | 'kind' | 'detail'>, language: Language): string {
  const text = (Object.hasOwn(TEXTS, error.code) ? TEXTS[error.code] : undefined) ?? UNKNOWN[error.kind];
  return text[language].replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) =>
    String(error.detail?.[name] ?? '…'),
  );
}
