/** What a customer needs, what was offered for it, and what the answer was (domain.md, stages 1 and 2). */
import Type from 'typebox';
import { fail, ok, type Result } from '#shared/errors/errors.ts';
import { Day, Id, Line, Rupiah } from '../base.ts';
import { NEED_STATUSES, OFFER_STATUSES, type Customer, type Need, type Offer } from '../customer.ts';
import { activity, byOf, change, command, need, type CommandContext, type Write } from './command.ts';

/** Open or closed: what was found and offered stays on record, so closing one makes no room (`Customer.needs`). */
export const MOST_NEEDS = 100;

const aboutOf = ({ id, branchId }: Customer) => ({ customerId: id, branchId });
const saysNothing = (text: string): Result<never> | null =>
  text.trim() ? null : fail('text_missing', 'person', { field: 'text' });

export const addNeed = command({
  args: Type.Object({ customerId: Id, text: Line(500) }),
  reads: (args) => [{ collection: 'customers', id: args.customerId }],
  run(context, args) {
    const found = need(context, 'customers', args.customerId);
    if (!found.ok) return found;
    const empty = saysNothing(args.text);
    if (empty) return empty;
    const customer = found.value;
    const needs = customer.needs ?? [];
    if (needs.length >= MOST_NEEDS) return fail('list_full', 'person', { field: 'needs' });
    const made: Need = {
      id: context.newId(),
      text: args.text.trim(),
      at: context.now,
      by: byOf(context),
      status: 'open',
    };
    return ok({
      writes: [
        change(context, 'customers', customer, { needs: [...needs, made] }),
        activity(context, 'need_found', aboutOf(customer), { text: made.text }),
      ],
      result: { id: made.id },
    });
  },
});

function withNeed(
  context: CommandContext,
  customer: Customer,
  needId: string,
  status: Need['status'],
): { readonly needs: Need[]; readonly entry: Write } | null {
  const known = customer.needs?.find(({ id }) => id === needId);
  if (!known || known.status === status) return null;
  return {
    needs: (customer.needs ?? []).map((one) => (one.id === needId ? { ...one, status } : one)),
    entry: activity(context, 'need_closed', aboutOf(customer), { from: known.text, to: status }),
  };
}

/** Says that a need was met or dropped, or opens it again. */
export const closeNeed = command({
  args: Type.Object({ customerId: Id, needId: Id, status: Type.Enum([...NEED_STATUSES]) }),
  reads: (args) => [{ collection: 'customers', id: args.customerId }],
  run(context, args) {
    const found = need(context, 'customers', args.customerId);
    if (!found.ok) return found;
    const customer = found.value;
    const known = customer.needs?.find(({ id }) => id === args.needId);
    if (!known) return fail('not_found', 'person', { field: 'needs' });
    const changed = withNeed(context, customer, args.needId, args.status);
    return ok({
      writes: changed
        ? [change(context, 'customers', customer, { needs: changed.needs }), changed.entry]
        : [],
      result: { id: args.needId, before: known.status },
    });
  },
});

export const makeOffer = command({
  args: Type.Object({
    customerId: Id,
    text: Line(500),
    /** The need that it is for. */
    needId: Type.Optional(Id),
    /** Rupiah a month that it would bring. */
    monthlyAmount: Type.Optional(Rupiah),
    until: Type.Optional(Day),
  }),
  reads: (args) => [{ collection: 'customers', id: args.customerId }],
  run(context, args) {
    const found = need(context, 'customers', args.customerId);
    if (!found.ok) return found;
    const empty = saysNothing(args.text);
    if (empty) return empty;
    const { customerId: _, text, ...more } = args;
    const customer = found.value;
    const offers = customer.offers ?? [];
    if (offers.length >= MOST_NEEDS) return fail('list_full', 'person', { field: 'offers' });
    if (args.needId && !customer.needs?.some(({ id }) => id === args.needId))
      return fail('not_found', 'person', { field: 'needs' });
    const made: Offer = {
      ...more,
      id: context.newId(),
      text: text.trim(),
      at: context.now,
      by: byOf(context),
      status: 'open',
    };
    return ok({
      writes: [
        change(context, 'customers', customer, { offers: [...offers, made] }),
        activity(context, 'offer_made', aboutOf(customer), { text: made.text }),
      ],
      result: { id: made.id },
    });
  },
});

/** What the customer said to an offer. An accepted one meets the need that it was made for. */
export const answerOffer = command({
  args: Type.Object({ customerId: Id, offerId: Id, status: Type.Enum([...OFFER_STATUSES]) }),
  reads: (args) => [{ collection: 'customers', id: args.customerId }],
  run(context, args) {
    const found = need(context, 'customers', args.customerId);
    if (!found.ok) return found;
    const customer = found.value;
    const offer = customer.offers?.find(({ id }) => id === args.offerId);
    if (!offer) return fail('not_found', 'person', { field: 'offers' });
    const result = { id: offer.id, before: offer.status };
    if (offer.status === args.status) return ok({ writes: [], result });
    const offers = (customer.offers ?? []).map((one) =>
      one.id === offer.id ? { ...one, status: args.status } : one,
    );
    const met =
      args.status === 'accepted' && offer.needId ? withNeed(context, customer, offer.needId, 'met') : null;
    return ok({
      writes: [
        change(context, 'customers', customer, { offers, ...(met ? { needs: met.needs } : {}) }),
        activity(context, 'offer_answered', aboutOf(customer), { from: offer.text, to: args.status }),
        ...(met ? [met.entry] : []),
      ],
      result,
    });
  },
});
