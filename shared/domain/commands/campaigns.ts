/** Commands on campaigns (head office) and responses (booth). */
import Type from 'typebox';
import { fail, ok } from '#shared/errors/errors.ts';
import { BranchId, Day, Id, Line, Phone, Rupiah, Text } from '../base.ts';
import {
  CAMPAIGN_KINDS,
  CAMPAIGN_STATUSES,
  RESPONSE_RESULTS,
  type Campaign,
  type Response,
} from '../campaign.ts';
import { activity, change, command, insert, need, newBase, type Write } from './command.ts';
import { customerWrites, makeCustomer } from './customers.ts';

const HEAD_OFFICE_ROLES = ['headoffice', 'admin'] as const;

const CampaignFields = Type.Object({
  kind: Type.Enum([...CAMPAIGN_KINDS]),
  name: Line(160),
  branchIds: Type.Array(BranchId, { maxItems: 1000 }),
  start: Day,
  end: Day,
  area: Type.Optional(Line(160)),
  offer: Type.Optional(Text),
  budget: Type.Optional(Rupiah),
  target: Type.Optional(Type.Integer({ minimum: 0, maximum: 1e9 })),
  status: Type.Enum([...CAMPAIGN_STATUSES]),
});

export const makeCampaign = command({
  args: CampaignFields,
  roles: HEAD_OFFICE_ROLES,
  reads: () => [],
  run(context, args) {
    if (!args.name.trim()) return fail('name_missing', 'person', { field: 'name' });
    if (args.end < args.start) return fail('end_before_start', 'person', { field: 'end' });
    const campaign: Campaign = { ...newBase(context), ...args, name: args.name.trim() };
    return ok({ writes: [insert('campaigns', campaign)], result: { id: campaign.id } });
  },
});

export const changeCampaign = command({
  args: Type.Object({ id: Id, changes: Type.Partial(CampaignFields, { additionalProperties: false }) }),
  roles: HEAD_OFFICE_ROLES,
  reads: (args) => [{ collection: 'campaigns', id: args.id }],
  run(context, args) {
    const found = need(context, 'campaigns', args.id);
    if (!found.ok) return found;
    const after = { ...found.value, ...args.changes };
    if (after.end < after.start) return fail('end_before_start', 'person', { field: 'end' });
    return ok({
      writes: [change(context, 'campaigns', found.value, args.changes)],
      result: { id: args.id },
    });
  },
});

export const recordResponse = command({
  args: Type.Object({
    campaignId: Id,
    customerId: Type.Optional(Id),
    name: Line(200),
    phone: Type.Optional(Phone),
    result: Type.Enum([...RESPONSE_RESULTS]),
    repeatOrder: Type.Boolean(),
    interest: Type.Optional(Line(160)),
    note: Type.Optional(Text),
    /** Puts a visitor who is not in the book into it, as a prospect. */
    addToBook: Type.Optional(Type.Boolean()),
  }),
  reads: (args) => [
    { collection: 'campaigns', id: args.campaignId },
    ...(args.customerId ? ([{ collection: 'customers', id: args.customerId }] as const) : []),
  ],
  run(context, args) {
    const campaign = need(context, 'campaigns', args.campaignId);
    if (!campaign.ok) return campaign;
    if (campaign.value.status !== 'running')
      return fail('campaign_not_running', 'person', { field: 'campaignId' });
    const name = args.name.trim();
    if (!name) return fail('name_missing', 'person', { field: 'name' });
    const writes: Write[] = [];
    let customerId = args.customerId ?? '';
    if (!customerId && args.addToBook) {
      const customer = makeCustomer(context, {
        name,
        source: 'campaign',
        broughtBy: campaign.value.name.slice(0, 120),
        ...(args.phone ? { phone: args.phone } : {}),
      });
      customerId = customer.id;
      writes.push(...customerWrites(context, customer));
    }
    const response: Response = {
      ...newBase(context),
      campaignId: args.campaignId,
      customerId,
      name,
      ...(args.phone ? { phone: args.phone } : {}),
      result: args.result,
      repeatOrder: args.repeatOrder,
      ...(args.interest ? { interest: args.interest } : {}),
      ...(args.note?.trim() ? { note: args.note.trim() } : {}),
    };
    writes.push(insert('responses', response));
    if (customerId)
      writes.push(
        activity(
          context,
          'campaign_response',
          { customerId, campaignId: args.campaignId },
          { to: args.result, text: campaign.value.name },
        ),
      );
    return ok({ writes, result: { id: response.id, customerId } });
  },
});
