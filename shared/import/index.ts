/** The door of this folder: reading customer books. Turning rows into customers is the domain's work. */
export type { ImportErrorCode } from './errors.ts';
export {
  DUPLICATE_SENTENCES,
  IMPORT_ERROR_SENTENCES,
  LEFT_CONTACT_SENTENCES,
  PROBLEM_SENTENCES,
  type Sentence,
} from './messages.ts';
export { BookIndex, type BookMatch, type KnownCustomer } from './book-index.ts';
export {
  planImport,
  SAFE_CHOICES,
  standings,
  type Choice,
  type Choices,
  type Plan,
  type Standing,
} from './plan.ts';
export { ROWS_PER_BREATH, type PaceOptions } from './pace.ts';
export {
  lookAt,
  type KnownForm,
  type LookedColumn,
  type LookedFile,
  type MappedBy,
  type Mapping,
} from './look.ts';
export type { Field, Fields } from './columns.ts';
export { pacer } from './pace.ts';
export { MAX_ROWS, readBook, type ReadOptions } from './read-book.ts';
export {
  type Book,
  type BookAgreement,
  type BookContact,
  type BookFile,
  type BookPhone,
  type BookRow,
  type BookSummary,
  type DuplicateKey,
  type Problem,
  type ProblemCode,
} from './types.ts';
export { errorWorkbook, type ErrorRows } from './error-rows.ts';
