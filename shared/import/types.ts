/** What reading a customer book gives. Plain values only, so that they cross from a worker to the window. */
import type { Agreement } from '../domain/agreement.ts';
import type { Address, Stage } from '../domain/customer.ts';

export type Cell = string | number | boolean | Date | null;

/** A file that the person chose: bytes as they are on disk, or text of a .csv. */
export interface BookFile {
  /** File name, to be shown beside errors; its ending decides nothing. */
  readonly name: string;
  readonly content: Uint8Array | string;
}

/** What is wrong with a row. `nameMissing` refuses the row; the others leave the value out and keep the row. */
export const PROBLEM_CODES = [
  'nameMissing',
  'phoneInvalid',
  /** The identity number stands there as a number: a worksheet keeps 15 digits, the 16th is lost. */
  'nikDamaged',
  'nikInvalid',
  'npwpDamaged',
  'npwpInvalid',
  'dateUnreadable',
  'datesReversed',
  'moneyUnreadable',
  'postalCodeInvalid',
  'emailInvalid',
  'textTooLong',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

export interface Problem {
  readonly code: ProblemCode;
  /** Heading of the column as written in the file. */
  readonly column: string;
  /** The cell as written. Personal data: for the screen of the person who imports, never for a log. */
  readonly raw: string;
}

export interface BookPhone {
  /** E.164. */
  readonly number: string;
  /** Heading of the column, as in `HP 1`. */
  readonly column: string;
  /** Whose number it is by its column: the customer's own or the contact person's. */
  readonly of: 'customer' | 'contact';
}

export interface BookContact {
  readonly name: string;
  readonly salutation?: string;
  readonly role?: string;
  /** E.164. */
  readonly phones: readonly string[];
  readonly email?: string;
  readonly externalId?: string;
}

export interface BookAgreement {
  /** As the book says it; a company has a PKS otherwise, and a person a contract. */
  readonly kind?: Agreement['kind'];
  readonly number?: string;
  /** Financed unit or service. */
  readonly subject?: string;
  /** `YYYY-MM-DD`. */
  readonly start?: string;
  /** `YYYY-MM-DD`. */
  readonly end?: string;
  /** Whole rupiah a month that the customer brings. */
  readonly monthlyRevenue?: number;
  /** Whole rupiah a month that the customer pays off. */
  readonly instalment?: number;
  /** As the book says it. */
  readonly status?: 'renewed' | 'ended';
}

/** One of the keys that make two rows the same customer beyond doubt. */
export type DuplicateKey = 'phone' | 'nik' | 'npwp' | 'externalId';

export interface BookRow {
  /** 1 = first row below the header; empty lines and the total line do not count, deleted rows do. */
  readonly row: number;
  /** Line of the sheet, as the worksheet program shows it: where a person looks for the row. */
  readonly line: number;
  /** Empty only when the row is refused. */
  readonly name: string;
  /** As the book says it; otherwise a guess from the words of the name and the columns of the book. */
  readonly kind: 'person' | 'company';
  readonly salutation?: string;
  /** `YYYY-MM-DD`. */
  readonly birthDate?: string;
  /** All numbers of the row, those of its contacts too, in the order of the columns. */
  readonly phones: readonly BookPhone[];
  readonly contacts: readonly BookContact[];
  readonly email?: string;
  /** 16 digits. */
  readonly nik?: string;
  /** 16 digits. */
  readonly npwp?: string;
  readonly address: Pick<Address, 'street' | 'village' | 'district' | 'regency' | 'province' | 'postalCode'>;
  readonly commodity?: string;
  readonly stage?: Stage;
  /** Where the customer came from, as written. */
  readonly source?: string;
  /** Repeat order (RO) or new. */
  readonly order?: 'repeat' | 'new';
  /** There when the row has a number, a subject, a day or an amount of an agreement. */
  readonly agreement?: BookAgreement;
  /** Those besides it, none of them twice. */
  readonly agreements?: readonly BookAgreement[];
  readonly tags?: readonly string[];
  /** Whole rupiah a year (Salesforce). */
  readonly annualRevenue?: number;
  /** Numbers of the customer elsewhere: `salesforce`, `customer`. */
  readonly externalIds: Readonly<Record<string, string>>;
  /** As written; text that begins with `=`, `+` or `@` stays text. */
  readonly remarks?: string;
  /** What stands in known columns and no field of a customer holds: heading and cell, to stand among the remarks. */
  readonly notes?: readonly string[];
  readonly problems: readonly Problem[];
  /** Why this row cannot become a customer. */
  readonly refused?: ProblemCode;
  /** The first row with the same phone or number. */
  readonly duplicateOf?: { readonly row: number; readonly key: DuplicateKey };
  /** The first row with a similar name in the same place; only a hint, never together with `duplicateOf`. */
  readonly similarTo?: number;
}

/** Why a contact person of a Salesforce export is not taken in. */
export const LEFT_CONTACT_CODES = [
  'contactNameless',
  /** The cell for the account is empty. */
  'accountUnnamed',
  'accountDeleted',
  /** The account has no name, and is not taken in itself. */
  'accountRefused',
  'accountMissing',
] as const;
export type LeftContactCode = (typeof LEFT_CONTACT_CODES)[number];

/** A row of the contact table that reaches no customer. */
export interface LeftContact {
  /** Line of the contact table, as the worksheet program shows it. */
  readonly line: number;
  /** As written. */
  readonly cells: readonly Cell[];
  readonly why: LeftContactCode;
}

export interface BookSummary {
  /** Rows of the book: accepted and refused. */
  readonly rows: number;
  readonly accepted: number;
  readonly refused: number;
  /** For each problem the number of rows that have it. */
  readonly problems: Readonly<Record<ProblemCode, number>>;
  /** Rows that repeat an earlier row by an exact key. */
  readonly duplicates: number;
  /** Rows whose name is like an earlier one's in the same place, duplicates not counted. */
  readonly similarNames: number;
  /** Rows that the export marks as deleted; they are not among `rows`. */
  readonly deleted: number;
  /** Contact persons that found their customer. */
  readonly contacts: number;
  /** Contact persons of a deleted, refused or missing customer, or without a name (Salesforce). */
  readonly contactsWithoutCustomer: number;
}

export interface Book {
  readonly layout: 'workbook' | 'salesforce';
  /** Name of the sheet that was read; none for .csv. */
  readonly sheet?: string;
  /** Sheets left unread, so that the screen can offer them. */
  readonly otherSheets: readonly string[];
  /** Headings that no field was found for; their cells are not read. */
  readonly unknownColumns: readonly string[];
  readonly rows: readonly BookRow[];
  /** Place of the file, among those that were read, that the rows stand in. */
  readonly rowsFile: number;
  /** Place of the file with the contact table (Salesforce). */
  readonly contactsFile?: number;
  readonly leftContacts: readonly LeftContact[];
  readonly summary: BookSummary;
}
