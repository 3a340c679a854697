/** Puts on record whether a customer may be contacted, with the proof (UU PDP art. 22, 24, 40). */
import Type from 'typebox';
import { fail, ok } from '#shared/errors/errors.ts';
import { Id, Line } from '../base.ts';
import { CONSENT_CHANNELS, CONSENT_PURPOSES, CONSENT_WAYS, consentKey } from '../customer.ts';
import { activity, byOf, change, command, need } from './command.ts';

/** A withdrawal counts from the moment it is saved: whatever asks for a consent reads this one. */
export const recordConsent = command({
  args: Type.Object({
    customerId: Id,
    channel: Type.Enum([...CONSENT_CHANNELS]),
    /** Offers unless said. */
    purpose: Type.Optional(Type.Enum([...CONSENT_PURPOSES])),
    given: Type.Boolean(),
    how: Type.Optional(Type.Enum([...CONSENT_WAYS])),
    proof: Line(500),
  }),
  reads: (args) => [{ collection: 'customers', id: args.customerId }],
  run(context, args) {
    const found = need(context, 'customers', args.customerId);
    if (!found.ok) return found;
    const before = found.value;
    const proof = args.proof.trim();
    if (!proof) return fail('text_missing', 'person', { field: 'proof' });
    const key = consentKey(args.channel, args.purpose);
    const consent = {
      given: args.given,
      at: context.now,
      by: byOf(context),
      ...(args.how ? { how: args.how } : {}),
      proof,
    };
    return ok({
      writes: [
        change(context, 'customers', before, { consents: { ...before.consents, [key]: consent } }),
        activity(
          context,
          'consent_changed',
          { customerId: before.id, branchId: before.branchId },
          { field: key, to: args.given ? 'given' : 'withdrawn', text: proof },
        ),
      ],
      result: { id: before.id },
    });
  },
});
