/** Sentences for what head office answers: sign-in, enrolment, set-up, import, operation. */
import type { ErrorTexts } from './errors.ts';

export const SERVER_ERRORS = {
  wrong_credentials: {
    id: 'Nama pengguna atau kata sandi salah. Periksa huruf besar dan coba lagi.',
    en: 'The user name or the password is wrong. Check capitals and try again.',
  },
} as const satisfies ErrorTexts;
