import { isOpen, type Status } from '#shared/domain/complaint.ts';
import type { Shelf } from './shelf.ts';

/**
 * @param shelf of the complaints
 * @param visible 1 for each slot that the person may see
 * @returns how many complaints are not closed, by the id of their customer
 */
export function openByCustomer(shelf: Shelf, visible: Uint8Array): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { segment, offset } of shelf.parts) {
    const { status, customerId } = segment.coded;
    const open = status.values.map((value) => isOpen(value as Status));
    for (let row = 0; row < segment.size; row++) {
      if (open[status.codes[row] ?? 0] !== true || visible[offset + row] !== 1) continue;
      const id = customerId.values[customerId.codes[row] ?? 0] ?? '';
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  return counts;
}
