/**
 * Rules 10, 11 and 17: an answer of head office is believed only when its shape, length, ids and revs are right.
 */
import { Value } from 'typebox/value';
import { LoketFailure } from '../errors/errors.ts';
import { PullResponse, PushResponse, type PushRow } from './messages.ts';

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
