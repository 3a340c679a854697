/** What branches ask of head office about whole customers, because no desk may have both sides. */
import Type, { type Static } from 'typebox';
import { BranchId, Line } from '#shared/domain/base.ts';

/** Body of `POST /api/customers/:id/transfer`. */
export const TransferRequest = Type.Object(
  { branchId: BranchId, reason: Line(500) },
  { additionalProperties: false },
);
export type TransferRequest = Static<typeof TransferRequest>;
