/** First run of head office. */
import Type, { type Static } from 'typebox';
import { BranchId, Line } from '#shared/domain/base.ts';
import { ZONES } from '#shared/domain/reference.ts';
import { Password, Username } from './auth.ts';

export const NewBranch = Type.Object(
  {
    code: BranchId,
    name: Line(120),
    zone: Type.Enum([...ZONES]),
    address: Type.Optional(Line(300)),
    phone: Type.Optional(Line(40)),
  },
  { additionalProperties: false },
);

/** `GET /api/setup`. */
export const SetupState = Type.Object({
  setupNeeded: Type.Boolean(),
  /** The code that head office printed when it started has to be sent along. */
  setupCodeNeeded: Type.Boolean(),
  company: Type.String(),
  demo: Type.Boolean(),
});

/** `POST /api/setup`. */
export const SetupRequest = Type.Object(
  {
    setupCode: Type.Optional(Type.String({ maxLength: 40 })),
    company: Type.Object(
      { name: Line(160), sector: Type.Enum(['finance', 'post']), demo: Type.Optional(Type.Boolean()) },
      { additionalProperties: false },
    ),
    /** Name and zone of head office itself; the zone of the first branch unless said. */
    headOffice: Type.Optional(Type.Omit(NewBranch, ['code'], { additionalProperties: false })),
    branches: Type.Array(NewBranch, { minItems: 1, maxItems: 2000 }),
    admin: Type.Object(
      { name: Line(120), username: Username, password: Password },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);
export const SetupAnswer = Type.Object({ company: Type.String(), branches: Type.Array(BranchId) });

export type NewBranch = Static<typeof NewBranch>;
export type SetupState = Static<typeof SetupState>;
export type SetupRequest = Static<typeof SetupRequest>;
export type SetupAnswer = Static<typeof SetupAnswer>;
