import type { ImportErrorCode } from './errors.ts';
import type { DuplicateKey, LeftContactCode, ProblemCode } from './types.ts';

/** One sentence in both languages. `{limit}` and `{row}` are filled in by the screen. */
export interface Sentence {
  readonly id: string;
  readonly en: string;
}

/** Sentences for files that cannot be read. */
export const IMPORT_ERROR_SENTENCES: Readonly<Record<ImportErrorCode, Sentence>> = {
  'import.corrupt': {
    id: 'Berkas ini rusak atau bukan buku Excel maupun CSV. Buka di Excel, simpan ulang sebagai .xlsx, lalu coba lagi.',
    en: 'This file is damaged, or is neither an Excel workbook nor CSV. Open it in Excel, save it again as .xlsx, then try again.',
  },
  'import.encrypted': {
    id: 'Buku ini dikunci dengan kata sandi. Buka di Excel, hapus kata sandinya, simpan, lalu coba lagi.',
    en: 'This workbook is locked with a password. Open it in Excel, remove the password, save it, then try again.',
  },
  'import.oldFormat': {
    id: 'Buku ini berformat Excel lama (.xls). Simpan sebagai .xlsx, lalu coba lagi.',
    en: 'This workbook has the old Excel format (.xls). Save it as .xlsx, then try again.',
  },
  'import.empty': {
    id: 'Tidak ada baris pelanggan di berkas ini.',
    en: 'There are no customer rows in this file.',
  },
  'import.headerUnknown': {
    id: 'Baris judul kolom tidak dikenali. Pastikan ada kolom nama pelanggan dan sedikitnya satu kolom lain, misalnya No. HP.',
    en: 'The header row was not recognised. There must be a column for the customer name and at least one other, such as a phone number.',
  },
  'import.tooManyRows': {
    id: 'Buku ini lebih dari {limit} baris. Bagi menjadi beberapa berkas, lalu impor satu per satu.',
    en: 'This book has more than {limit} rows. Split it into several files and import them one by one.',
  },
  'import.accountsMissing': {
    id: 'Ini tabel kontak Salesforce. Pilih juga berkas tabel akun (account) yang diekspor bersamanya.',
    en: 'This is a Salesforce contact table. Choose the account table that was exported with it as well.',
  },
  'import.filesDoNotMatch': {
    id: 'Berkas-berkas ini tidak dapat dibaca bersama. Pilih satu buku, atau tabel akun dan kontak Salesforce.',
    en: 'These files cannot be read together. Choose one book, or the account and contact tables of Salesforce.',
  },
  'import.aborted': { id: 'Pembacaan buku dibatalkan.', en: 'Reading the book was cancelled.' },
};

/** Sentences for what is wrong with a row. */
export const PROBLEM_SENTENCES: Readonly<Record<ProblemCode, Sentence>> = {
  nameMissing: {
    id: 'Nama pelanggan kosong; baris ini tidak diimpor.',
    en: 'The customer name is missing; this row is not imported.',
  },
  phoneInvalid: {
    id: 'Nomor telepon tidak sah; nomor ini ditinggalkan.',
    en: 'The phone number is not valid; the number is left out.',
  },
  nikDamaged: {
    id: 'NIK tersimpan sebagai angka sehingga digit terakhirnya hilang; NIK ditinggalkan. Minta KTP pelanggan.',
    en: 'The NIK was stored as a number and has lost its last digit; it is left out. Ask for the identity card.',
  },
  nikInvalid: { id: 'NIK tidak sah; NIK ditinggalkan.', en: 'The NIK is not valid; it is left out.' },
  npwpDamaged: {
    id: 'NPWP tersimpan sebagai angka sehingga digitnya hilang; NPWP ditinggalkan.',
    en: 'The NPWP was stored as a number and has lost digits; it is left out.',
  },
  npwpInvalid: { id: 'NPWP tidak sah; NPWP ditinggalkan.', en: 'The NPWP is not valid; it is left out.' },
  dateUnreadable: {
    id: 'Tanggal tidak terbaca; tanggal ditinggalkan.',
    en: 'The date cannot be read; it is left out.',
  },
  datesReversed: {
    id: 'Tanggal berakhir mendahului tanggal mulai; tanggal mulai ditinggalkan.',
    en: 'The end comes before the start; the start is left out.',
  },
  moneyUnreadable: {
    id: 'Jumlah uang tidak terbaca; jumlah ditinggalkan.',
    en: 'The amount cannot be read; it is left out.',
  },
  postalCodeInvalid: {
    id: 'Kode pos bukan lima angka; kode pos ditinggalkan.',
    en: 'The postal code is not five digits; it is left out.',
  },
  emailInvalid: {
    id: 'Alamat surel tidak sah; surel ditinggalkan.',
    en: 'The e-mail address is not valid; it is left out.',
  },
  textTooLong: {
    id: 'Teks terlalu panjang; dipotong.',
    en: 'The text is too long; it was cut.',
  },
};

/** Why a contact person of a Salesforce export is not imported. */
export const LEFT_CONTACT_SENTENCES: Readonly<Record<LeftContactCode, Sentence>> = {
  contactNameless: {
    id: 'Nama kontak kosong; kontak ini tidak diimpor.',
    en: 'The name of the contact is missing; this contact is not imported.',
  },
  accountUnnamed: {
    id: 'ID akun kosong; kontak ini tidak diimpor.',
    en: 'The account ID is missing; this contact is not imported.',
  },
  accountDeleted: {
    id: 'Akunnya bertanda dihapus di Salesforce; kontak ini tidak diimpor.',
    en: 'Its account is marked as deleted in Salesforce; this contact is not imported.',
  },
  accountRefused: {
    id: 'Akunnya ditolak karena tanpa nama; kontak ini tidak diimpor.',
    en: 'Its account was refused because it has no name; this contact is not imported.',
  },
  accountMissing: {
    id: 'Akunnya tidak ada di tabel akun; kontak ini tidak diimpor.',
    en: 'Its account is not in the account table; this contact is not imported.',
  },
};

/** Sentences for rows that repeat an earlier row. `{row}` is its line in the sheet. */
export const DUPLICATE_SENTENCES: Readonly<Record<DuplicateKey, Sentence>> = {
  phone: { id: 'Nomor telepon sama dengan baris {row}.', en: 'Same phone number as row {row}.' },
  nik: { id: 'NIK sama dengan baris {row}.', en: 'Same NIK as row {row}.' },
  npwp: { id: 'NPWP sama dengan baris {row}.', en: 'Same NPWP as row {row}.' },
  externalId: { id: 'ID pelanggan sama dengan baris {row}.', en: 'Same customer ID as row {row}.' },
};
