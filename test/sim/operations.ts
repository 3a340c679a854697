/** What people do at the desks and at head office: mostly to the same few documents, so that they disagree. */
import type { CommandName } from '#shared/domain/commands/index.ts';
import { nextStatuses, type Status } from '#shared/domain/complaint.ts';
import type { StoredDoc } from '#shared/sync/document.ts';
import type { SimulatedDesk } from './desk.ts';
import { REFUSED } from './office/judge.ts';
import { BRANCHES, CATEGORIES, DIVISIONS, isoAt } from './people.ts';
import type { World } from './world.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Dice of one schedule. */
export class Dice {
  readonly #random: () => number;
  #count = 0;

  constructor(random: () => number) {
    this.#random = random;
  }

  chance(probability: number): boolean {
    return this.#random() < probability;
  }

  pick<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(this.#random() * list.length)];
  }

  /** The first ones more often than the others. */
  favourite<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(this.#random() ** 2 * list.length)];
  }

  weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
    const entries = Object.entries(weights) as [K, number][];
    let left = this.#random() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [key, weight] of entries) if ((left -= weight) < 0) return key;
    return (entries[0] as [K, number])[0];
  }

  /** A word that nobody else says. */
  word(prefix: string): string {
    return `${prefix}${++this.#count}`;
  }
}

const WEIGHTS = {
  registerCustomer: 7,
  registerComplaint: 12,
  changeCustomer: 28,
  addNote: 7,
  recordConsent: 12,
  step: 17,
  handOver: 5,
  recordPrint: 4,
  addTask: 4,
  completeTask: 4,
  joinCustomers: 4,
  deleteCustomer: 4,
  deleteTask: 2,
  confidential: 6,
};

/**
 * One thing that a person at `desk` does; `moving` allows what takes documents out of a desk's sight. What is impossible there is
 * refused by the product and counts as tried.
 */
export function act(dice: Dice, desk: SimulatedDesk, world: World, moving: boolean): void {
  const kind = dice.weighted(WEIGHTS);
  const customer = dice.favourite(desk.shown('customers'));
  const complaint = dice.favourite(desk.shown('complaints'));
  const run = (name: CommandName, args: Fields): void => desk.run(name, args);
  switch (kind) {
    case 'registerCustomer':
      return run('registerCustomer', { name: dice.word(dice.chance(0.15) ? `${REFUSED} ` : 'Baru ') });
    case 'registerComplaint':
      return run('registerComplaint', {
        kind: 'complaint',
        ...(customer && dice.chance(0.7)
          ? { customerId: customer.id }
          : { newCustomer: { name: dice.word('Pelapor ') } }),
        channel: 'walk_in',
        category: CATEGORIES[0],
        description: dice.word('Keluhan '),
        confidential: moving && dice.chance(0.25),
        ...(dice.chance(0.5) ? { divisionId: dice.pick(DIVISIONS) } : {}),
      });
    case 'changeCustomer':
      return customer && run('changeCustomer', { id: customer.id, changes: changesOf(dice, customer) });
    case 'addNote': {
      const text = dice.word(dice.chance(0.1) ? `${REFUSED} ` : 'Catatan ');
      const about = complaint && dice.chance(0.5) ? complaint : undefined;
      const customerId = about ? about['customerId'] : customer?.id;
      return run('addNote', { customerId, text, ...(about ? { complaintId: about.id } : {}) });
    }
    case 'recordConsent':
      return (
        customer &&
        run('recordConsent', {
          customerId: customer.id,
          channel: dice.chance(0.7) ? 'whatsapp' : 'sms',
          given: dice.chance(0.5),
          proof: dice.word('Bukti '),
        })
      );
    case 'step':
      return complaint && step(dice, desk, complaint);
    case 'handOver':
      return complaint && run('handOver', { id: complaint.id, divisionId: dice.pick(DIVISIONS) });
    case 'recordPrint':
      return complaint && run('recordPrint', { id: complaint.id, paper: 'A5' });
    case 'addTask': {
      const about = complaint && dice.chance(0.5) ? { complaintId: complaint.id } : {};
      const args = { kind: 'visit', title: dice.word('Kunjungan '), dueAt: isoAt(world.clock.now) };
      return customer && run('addTask', { ...args, customerId: customer.id, ...about });
    }
    case 'completeTask': {
      const task = dice.favourite(desk.shown('tasks').filter((t) => t['status'] === 'open'));
      return task && run('completeTask', { id: task.id, outcome: dice.word('Hasil ') });
    }
    case 'joinCustomers': {
      const other = dice.pick(desk.shown('customers'));
      if (!customer || !other || other.id === customer.id) return;
      world.faults.happened('merge');
      return run('joinCustomers', { survivorId: customer.id, mergedId: other.id });
    }
    case 'deleteCustomer':
      if (customer && desk.actor.role === 'supervisor') world.faults.happened('deletion');
      return customer && run('deleteCustomer', { id: customer.id, reason: dice.word('Salah ') });
    case 'deleteTask': {
      const task = dice.favourite(desk.shown('tasks'));
      if (task) desk.write({ collection: 'tasks', id: task.id, changes: {}, deleted: true });
      return;
    }
    case 'confidential': {
      if (!complaint || !moving) return;
      const confidential = complaint['confidential'] !== true;
      const changes = (at: string): Fields => ({ confidential, confidentialAt: at });
      desk.write({ collection: 'complaints', id: complaint.id, changes });
    }
  }
}

function changesOf(dice: Dice, customer: StoredDoc): Fields {
  const tags = customer['tags'] as readonly string[];
  const removed = dice.pick(tags);
  const remarks = typeof customer['remarks'] === 'string' ? `${customer['remarks']}\n` : '';
  const all: Record<string, () => Fields> = {
    name: () => ({ name: dice.word(dice.chance(0.2) ? `${REFUSED} ` : 'Nama ') }),
    email: () => ({ email: `${dice.word('surat')}@contoh.id` }),
    commodity: () => ({ commodity: dice.word('Barang ') }),
    added: () => ({ tags: [...tags, dice.word('tanda')] }),
    removed: () => ({ tags: tags.filter((tag) => tag !== removed) }),
    remarks: () => ({ remarks: remarks + dice.word('Ingat ') }),
    phones: () => ({
      phones: [
        ...(customer['phones'] as readonly unknown[]),
        { number: `+62812${dice.word('00000').padStart(8, '0')}` },
      ],
    }),
  };
  const kinds = Object.keys(all);
  const first = all[dice.pick(kinds) ?? '']?.() ?? {};
  return dice.chance(0.3) ? { ...first, ...all[dice.pick(kinds) ?? '']?.() } : first;
}

function step(dice: Dice, desk: SimulatedDesk, complaint: StoredDoc): void {
  const { id } = complaint;
  const to = dice.pick(nextStatuses(complaint['status'] as Status));
  const reason = dice.word('Sebab ');
  if (to === 'in_progress' || to === 'waiting_customer')
    return desk.run('followUp', { id, status: to, text: reason });
  if (to === 'resolved') return desk.run('resolveComplaint', { id, resolution: reason });
  if (to === 'closed') return desk.run('closeComplaint', { id });
  if (to === 'reopened') return desk.run('reopenComplaint', { id, reason });
  // an end is an end: not too many
  if (to && dice.chance(0.4))
    desk.run(to === 'cancelled' ? 'cancelComplaint' : 'withdrawComplaint', { id, reason });
}

/** A person looks at what was refused: tries again, gives it up, or mends it. */
export function decide(dice: Dice, desk: SimulatedDesk): void {
  const refused = [...desk.disk.shelves].flatMap(([collection, { docs }]) =>
    [...docs.values()].filter((doc) => doc.unsent === 3).map((doc) => ({ collection, doc })),
  );
  const one = dice.pick(refused);
  if (!one) return;
  const { collection, doc } = one;
  const mended = collection === 'customers' ? 'name' : collection === 'activities' ? 'text' : null;
  if (mended && !doc._deleted && dice.chance(0.5))
    desk.write({ collection, id: doc.id, changes: { [mended]: dice.word('Betul ') } });
  else desk.decide(collection, doc.id, dice.chance(0.4));
}

/** What only head office does while `moving` is allowed: nobody's disk is asked. */
export function govern(dice: Dice, world: World, moving: boolean): void {
  const { office } = world;
  const customers = [...office.docs].filter(([key]) => key.startsWith('customers/')).map(([, doc]) => doc);
  const kind = dice.weighted({ edit: 5, reference: 3, transfer: moving ? 3 : 0, person: moving ? 2 : 0 });
  if (kind === 'edit') {
    const customer = dice.favourite(customers);
    if (customer) office.edit('customers', customer.id, { commodity: dice.word('Pusat ') });
  } else if (kind === 'reference') {
    const doc = dice.pick([...office.docs].filter(([key]) => key.startsWith('reference/')));
    if (doc) office.edit('reference', doc[1].id, { externalIds: { pusat: dice.word('R') } });
  } else if (kind === 'transfer') {
    const customer = dice.favourite(customers);
    if (customer) office.transfer(customer.id, dice.pick(BRANCHES) ?? BRANCHES[0]);
  } else {
    const person = dice.pick([...office.people.values()].filter(({ branchId }) => branchId !== 'PST'));
    if (!person) return;
    if (dice.chance(0.6))
      office.reassign(person.userId, { role: person.role === 'supervisor' ? 'frontliner' : 'supervisor' });
    else office.reassign(person.userId, { branchId: dice.pick(BRANCHES) ?? BRANCHES[0] });
  }
}
