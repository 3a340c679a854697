/**
 * Rules 10, 11, 17, 26 and 41: an answer of head office is believed only when its shape, length, ids and revs are right.
 */
import { Value } from 'typebox/value';
import { LoketFailure } from '../errors/errors.ts';
import {
  DigestResponse,
  FetchResponse,
  PullResponse,
  PushResponse,
  type PushRow,
  SnapshotResponse,
  SUMMARY_BUCKETS,
} from './messages.ts';

const malformed = (): LoketFailure => new LoketFailure({ code: 'malformed_answer', kind: 'retryable' });

/** @throws LoketFailure `malformed_answer` (retryable) for anything that is not the answer to a pull. */
export function checkPull(answer: unknown): PullResponse {
  if (!Value.Check(PullResponse, answer)) throw malformed();
  return answer;
}

/** @throws LoketFailure `malformed_answer` (retryable) for anything that is not the answer to exactly these rows. */
export function checkPush(answer: unknown, rows: readonly PushRow[]): PushResponse {
  if (!Value.Check(PushResponse, answer) || answer.answers.length !== rows.length) throw malformed();
  rows.forEach((row, index) => {
    const given = answer.answers[index];
    if (!given || given.id !== row.id || given.rev !== row.rev) throw malformed();
    if (given.master && given.master.id !== row.id) throw malformed();
  });
  return answer;
}

/** @throws LoketFailure `malformed_answer` (retryable) for anything that is not the block of a snapshot after `after`. */
export function checkSnapshot(answer: unknown, after: string | null): SnapshotResponse {
  if (!Value.Check(SnapshotResponse, answer)) throw malformed();
  // a block that does not lead on would be asked for for ever
  if (answer.next !== null && (answer.rows.length === 0 || answer.next === after)) throw malformed();
  return answer;
}

/** @throws LoketFailure `malformed_answer` (retryable) for anything that is not a summary. */
export function checkDigest(answer: unknown): DigestResponse {
  if (!Value.Check(DigestResponse, answer)) throw malformed();
  if (answer.buckets.length !== (answer.level ? SUMMARY_BUCKETS : 0)) throw malformed();
  return answer;
}

/** @throws LoketFailure `malformed_answer` (retryable) for anything that is not a row for each of exactly these ids. */
export function checkFetch(answer: unknown, ids: readonly string[]): FetchResponse {
  if (!Value.Check(FetchResponse, answer) || answer.rows.length !== ids.length) throw malformed();
  if (answer.rows.some((row, index) => row.id !== ids[index])) throw malformed();
  return answer;
}
