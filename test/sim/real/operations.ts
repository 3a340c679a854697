/** What people do at the desks: the product's own commands, chosen by what they see there. */
import type { Actor } from '#shared/domain/actor.ts';
import type { StoredDoc } from '#shared/sync/document.ts';

export interface Seen {
  readonly customers: readonly StoredDoc[];
  readonly complaints: readonly StoredDoc[];
  readonly tasks: readonly StoredDoc[];
  /** The customer whom somebody, at whatever desk of the branch, worked on last. */
  readonly topic: string;
}

export interface Wanted {
  readonly command: string;
  readonly args: unknown;
  /** Text that has to be found again in the document, if the command is shown as saved. */
  readonly marker?: string;
  /** Customer whom it is about. */
  readonly about?: string;
}

const CATEGORIES = ['terlambat', 'tagihan', 'lacak'];
/** One of them has nobody in these schedules. */
const DIVISIONS = ['ti', 'layanan', 'ti', 'layanan', 'klaim'];
/** How often the customer of the moment is chosen, if this desk has it: two people often serve the same one. */
const SAME = 0.4;
/** How often a supervisor deletes what somebody else works on. */
const DELETED_MEANWHILE = 0.4;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * @param n number of the operation in its schedule
 * @param quiet nothing that takes documents out of somebody's sight
 * @param joint somebody else of the branch works on the customer of the moment, and this person does so at once
 * @returns null when there is nothing to do: a division works on complaints that others register
 */
export function operationOf(
  random: () => number,
  n: number,
  actor: Actor,
  seen: Seen,
  quiet: boolean,
  joint: boolean,
): Wanted | null {
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const marker = `o${n}`;
  const supervisor = actor.role === 'supervisor';
  const topic = joint || random() < SAME ? seen.customers.find(({ id }) => id === seen.topic) : undefined;
  if (joint && topic)
    return supervisor && random() < DELETED_MEANWHILE
      ? { command: 'deleteCustomer', args: { id: topic.id, reason: marker } }
      : onCustomer(random, pick, marker, topic);
  const customer = topic ?? pick(seen.customers);
  const complaint = pick(seen.complaints);
  const task = pick(seen.tasks);
  const kind = random();
  const division = actor.branchId === 'PST';

  if (complaint && (division || kind < 0.34)) return onComplaint(random, pick, marker, complaint);
  if (division) return null;
  if (task && kind < 0.4) return { command: 'completeTask', args: { id: task.id, outcome: marker }, marker };
  const about = customer?.id ?? '';
  if (customer && kind < 0.66) return { ...onCustomer(random, pick, marker, customer), about };
  if (customer && supervisor && kind < 0.78) {
    const other = pick(seen.customers.filter(({ id }) => id !== customer.id));
    return other && random() < 0.5
      ? { command: 'joinCustomers', args: { survivorId: customer.id, mergedId: other.id }, about }
      : { command: 'deleteCustomer', args: { id: customer.id, reason: marker }, about };
  }
  if (customer && kind < 0.92)
    return {
      command: 'registerComplaint',
      args: {
        kind: 'complaint',
        channel: 'walk_in',
        customerId: customer.id,
        category: pick(CATEGORIES),
        description: marker,
        confidential: !quiet && random() < 0.3,
      },
      about,
    };
  return { command: 'registerCustomer', args: { name: `Budi ${marker}`, kind: 'person' } };
}

function onCustomer(
  random: () => number,
  pick: <T>(list: readonly T[]) => T | undefined,
  marker: string,
  customer: StoredDoc,
): Wanted {
  const kind = random();
  const id = customer.id;
  if (kind < 0.3) {
    return { command: 'tagCustomer', args: { id, add: [marker] }, marker };
  }
  if (kind < 0.5) {
    const remarks = [text(customer['remarks']), marker].filter(Boolean).join('\n');
    const seen = { remarks: customer['remarks'] ?? null };
    return { command: 'changeCustomer', args: { id, changes: { remarks }, seen }, marker };
  }
  if (kind < 0.6) return { command: 'changeCustomer', args: { id, changes: { name: `Ani ${marker}` } } };
  if (kind < 0.75) {
    const channel = pick(['whatsapp', 'phone']);
    return {
      command: 'recordConsent',
      args: { customerId: id, channel, given: random() < 0.5, proof: marker },
    };
  }
  if (kind < 0.85)
    return {
      command: 'addTask',
      args: { kind: 'visit', customerId: id, title: marker, dueAt: '2026-04-01T02:00:00.000Z' },
    };
  return { command: 'addNote', args: { customerId: id, text: marker } };
}

function onComplaint(
  random: () => number,
  pick: <T>(list: readonly T[]) => T | undefined,
  marker: string,
  complaint: StoredDoc,
): Wanted {
  const { id } = complaint;
  const customerId = text(complaint['customerId']);
  const status = text(complaint['status']);
  const kind = random();
  if (kind < 0.15) return { command: 'recordPrint', args: { id, paper: '80mm' } };
  if (kind < 0.3) return { command: 'addNote', args: { customerId, complaintId: id, text: marker } };
  if (kind < 0.38)
    return {
      command: 'addTask',
      args: {
        kind: 'follow_up',
        customerId,
        complaintId: id,
        title: marker,
        dueAt: '2026-04-01T02:00:00.000Z',
      },
    };
  if (status === 'resolved' && kind < 0.7) return { command: 'closeComplaint', args: { id } };
  if (status === 'resolved' || status === 'closed')
    return { command: 'reopenComplaint', args: { id, reason: marker } };
  if (kind < 0.6) return { command: 'followUp', args: { id, text: marker } };
  if (kind < 0.78) return { command: 'handOver', args: { id, divisionId: pick(DIVISIONS) } };
  if (kind < 0.95) return { command: 'resolveComplaint', args: { id, resolution: marker } };
  return { command: pick(['cancelComplaint', 'withdrawComplaint']) ?? '', args: { id, reason: marker } };
}
