/** What head-office people ask of the server: it spans branches, so it is not replicated. */
import Type, { type Static } from 'typebox';
import { Activity } from '#shared/domain/activity.ts';
import { Role } from '#shared/domain/actor.ts';
import { BranchId, Id, Line } from '#shared/domain/base.ts';
import { Campaign, Response } from '#shared/domain/campaign.ts';
import { Complaint, STATUSES } from '#shared/domain/complaint.ts';
import { Branch } from '#shared/domain/reference.ts';
import { Password, Username } from './auth.ts';

/** Query of `GET /api/headoffice/complaints`; newest received first. */
export const ComplaintQuery = Type.Object(
  {
    branchId: Type.Optional(BranchId),
    status: Type.Optional(Type.Enum([...STATUSES])),
    /** `open`: somebody still has to do something; `overdue`: open and past its promised time; `done`: the others. */
    state: Type.Optional(Type.Enum(['open', 'overdue', 'done'])),
    divisionId: Type.Optional(Line(32)),
    /** From the answer before. */
    cursor: Type.Optional(Type.String({ maxLength: 200 })),
    /** 1 to 200; 50 unless said. */
    limit: Type.Optional(Type.String({ pattern: '^([1-9]\\d?|1\\d\\d|200)$' })),
  },
  { additionalProperties: false },
);
const customerName = Type.String();
export const ComplaintPage = Type.Object({
  complaints: Type.Array(Type.Intersect([Complaint, Type.Object({ customerName })])),
  /** Absent on the last page. */
  cursor: Type.Optional(Type.String()),
});
export const ComplaintDetail = Type.Object({
  complaint: Type.Intersect([Complaint, Type.Object({ customerName })]),
  /** Oldest first. */
  activities: Type.Array(Activity),
});

export const CampaignList = Type.Object({
  campaigns: Type.Array(Type.Intersect([Campaign, Type.Object({ responses: Type.Integer() })])),
});
export const CampaignFields = Type.Omit(
  Campaign,
  ['id', 'branchId', 'createdBy', 'createdAt', 'updatedBy', 'updatedAt', 'clock', 'externalIds', 'ext'],
  { additionalProperties: false },
);
export const CampaignChanges = Type.Partial(CampaignFields, { additionalProperties: false });
export const CampaignSaved = Type.Object({ id: Id });
/** Newest first. */
export const ResponseList = Type.Object({ responses: Type.Array(Response) });

export const BranchList = Type.Object({ branches: Type.Array(Branch) });

export const StaffMember = Type.Object({
  id: Id,
  username: Type.String(),
  name: Type.String(),
  role: Role,
  branchId: BranchId,
  divisionId: Type.Optional(Type.String()),
  active: Type.Boolean(),
});
export const StaffList = Type.Object({ staff: Type.Array(StaffMember) });
export const NewStaff = Type.Object(
  {
    name: Line(120),
    username: Username,
    password: Password,
    role: Role,
    branchId: BranchId,
    divisionId: Type.Optional(Line(32)),
  },
  { additionalProperties: false },
);
/** A changed role, a new password or an end of access ends all sessions of the person. */
export const StaffChanges = Type.Object(
  {
    name: Type.Optional(Line(120)),
    password: Type.Optional(Password),
    role: Type.Optional(Role),
    divisionId: Type.Optional(Line(32)),
    active: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);

export type ComplaintQuery = Static<typeof ComplaintQuery>;
export type ComplaintPage = Static<typeof ComplaintPage>;
export type ComplaintDetail = Static<typeof ComplaintDetail>;
export type CampaignList = Static<typeof CampaignList>;
export type CampaignFields = Static<typeof CampaignFields>;
export type CampaignChanges = Static<typeof CampaignChanges>;
export type CampaignSaved = Static<typeof CampaignSaved>;
export type ResponseList = Static<typeof ResponseList>;
export type BranchList = Static<typeof BranchList>;
export type StaffMember = Static<typeof StaffMember>;
export type StaffList = Static<typeof StaffList>;
export type NewStaff = Static<typeof NewStaff>;
export type StaffChanges = Static<typeof StaffChanges>;
