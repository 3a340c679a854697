/** A customer with an agreement that is about to end and has no visit: as a customer book brings it. */
import { runCommand } from '#shared/domain/commands/index.ts';
import type { Content } from '#shared/sync/document.ts';
import type { Beside } from './branch-desk.ts';
import { testWorld } from './domain.ts';

export interface EndingAgreement {
  readonly id: string;
  readonly number: string;
  /** Name of its customer. */
  readonly name: string;
  /** E.164. */
  readonly phone: string;
  readonly start: string;
  readonly end: string;
}

/** Writes customer and agreement at a desk that replicates both, and sends them. @returns the customer's id. */
export async function writeEnding(
  { desk, actor }: Beside,
  { id, number, name, phone, start, end }: EndingAgreement,
): Promise<string> {
  const { context } = testWorld({ actor, now: new Date().toISOString() });
  const made = runCommand('registerCustomer', context, { name, phone });
  if (!made.ok) throw new Error(made.error.code);
  for (const { collection, after } of made.value.writes) await desk.write(collection, after as Content);
  const customerId = made.value.result.id;
  const { branchId, createdBy, createdAt, updatedBy, updatedAt, clock } = desk.read(
    'customers',
    customerId,
  ) as Content;
  const base = { branchId, createdBy, createdAt, updatedBy, updatedAt, clock };
  const terms = { kind: 'pks', customerId, number, facilities: ['pickup'], start, end };
  await desk.write('agreements', { ...base, ...terms, id });
  await desk.sync();
  if (desk.open.unsent > 0 || desk.open.refused.length > 0) throw new Error('head office did not take it');
  return customerId;
}
