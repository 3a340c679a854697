/** Why a customer book cannot be read: the sentences of `shared/import`, and those of the wizard itself. */
import { IMPORT_ERROR_SENTENCES } from '#shared/import/messages.ts';
import type { ErrorTexts } from './errors.ts';

/** `{limit}` there is `{{limit}}` here. */
const worded = (text: string): string => text.replaceAll(/\{(\w+)\}/g, '{{$1}}');

export const IMPORT_ERROR_TEXTS: ErrorTexts = {
  ...Object.fromEntries(
    Object.entries(IMPORT_ERROR_SENTENCES).map(([code, { id, en }]) => [
      code,
      { id: worded(id), en: worded(en) },
    ]),
  ),
  'import.busy': {
    id: 'Impor lain sedang berjalan. Tunggu sampai selesai, atau hentikan dulu.',
    en: 'Another import is running. Wait until it has ended, or stop it first.',
  },
};
