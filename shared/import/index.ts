/** The door of this folder: reading customer books. Turning rows into customers is the domain's work. */
export type { ImportErrorCode } from './errors.ts';
export { DUPLICATE_SENTENCES, IMPORT_ERROR_SENTENCES, PROBLEM_SENTENCES, type Sentence } from './messages.ts';
export { ROWS_PER_BREATH, type PaceOptions } from './pace.ts';
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
