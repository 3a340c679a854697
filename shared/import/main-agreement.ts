import { readAgreementKind, readAgreementStatus } from '../domain/agreement-list.ts';
import type { Field } from './columns.ts';
import type { RowReader } from './row-reader.ts';
import type { BookAgreement } from './types.ts';

interface MainAgreement {
  /** Undefined where the row has no number, subject, day or amount of one. */
  readonly agreement: BookAgreement | undefined;
  /** As written by field: words for kind and status that are unknown, or say something of no agreement. */
  readonly left: readonly (readonly [Field, string])[];
}

/** @returns the agreement that has columns of its own. */
export function readMainAgreement(reader: RowReader): MainAgreement {
  const number = reader.text('agreementNumber', 80);
  const subject = reader.text('subject', 160);
  const start = reader.day('start');
  const end = reader.day('end');
  const monthlyRevenue = reader.rupiah('monthlyRevenue');
  const instalment = reader.rupiah('instalment');
  const kindText = reader.text('agreementKind', 80);
  const statusText = reader.text('agreementStatus', 80);
  const kind = kindText === undefined ? undefined : readAgreementKind(kindText);
  const status = statusText === undefined ? undefined : readAgreementStatus(statusText);
  const reversed = start !== undefined && end !== undefined && end < start;
  const startColumn = reader.column('start');
  if (reversed && startColumn !== undefined) reader.report('datesReversed', startColumn, start);
  const terms: BookAgreement = {
    ...(number === undefined ? {} : { number }),
    ...(subject === undefined ? {} : { subject }),
    ...(start === undefined || reversed ? {} : { start }),
    ...(end === undefined ? {} : { end }),
    ...(monthlyRevenue === undefined ? {} : { monthlyRevenue }),
    ...(instalment === undefined ? {} : { instalment }),
  };
  const isThere = Object.keys(terms).length > 0;
  const left: (readonly [Field, string])[] = [];
  if (kindText !== undefined && !(isThere && kind)) left.push(['agreementKind', kindText]);
  if (statusText !== undefined && !(isThere && status)) left.push(['agreementStatus', statusText]);
  if (!isThere) return { agreement: undefined, left };
  return {
    agreement: {
      ...terms,
      ...(kind === undefined ? {} : { kind }),
      ...(status === undefined || status === 'active' ? {} : { status }),
    },
    left,
  };
}
