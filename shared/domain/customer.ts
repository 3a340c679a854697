/** A customer or prospect: a person or a company (domain.md, stages 1 and 2). */
import Type, { type Static } from 'typebox';
import {
  By,
  Day,
  documentSchema,
  Id,
  Instant,
  Line,
  OptionalId,
  personal,
  Phone,
  Rupiah,
  Text,
} from './base.ts';
import { LONGEST_TAG, MOST_TAGS } from './label-list.ts';

export const CUSTOMER_KINDS = ['person', 'company'] as const;
export const STAGES = ['prospect', 'active', 'dormant', 'lost'] as const;
export const TIERS = ['bronze', 'silver', 'gold'] as const;
export const CONSENT_CHANNELS = ['whatsapp', 'sms', 'phone', 'email', 'letter'] as const;
/** What a consent is for; each purpose is asked for by itself (UU PDP art. 22). */
export const CONSENT_PURPOSES = ['offers', 'service', 'survey'] as const;
/** How a consent was given or withdrawn. */
export const CONSENT_WAYS = ['spoken', 'written', 'message', 'recorded'] as const;
export const NEED_STATUSES = ['open', 'met', 'dropped'] as const;
export const OFFER_STATUSES = ['open', 'accepted', 'declined'] as const;
export const SOURCES = [
  'walk_in',
  'canvassing',
  'exhibition',
  'campaign',
  'website',
  'referral',
  'book',
  'salesforce',
  'other',
] as const;

export type Stage = (typeof STAGES)[number];
export type Tier = (typeof TIERS)[number];
export type ConsentChannel = (typeof CONSENT_CHANNELS)[number];
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];
export type ConsentWay = (typeof CONSENT_WAYS)[number];

/** @returns the key of a consent in `Customer.consents`: the channel alone for offers, otherwise `channel:purpose`. */
export const consentKey = (channel: ConsentChannel, purpose: ConsentPurpose = 'offers'): string =>
  purpose === 'offers' ? channel : `${channel}:${purpose}`;

/** @returns what a key of `Customer.consents` is about; undefined for one of a newer version. */
export function consentOf(
  key: string,
): { readonly channel: ConsentChannel; readonly purpose: ConsentPurpose } | undefined {
  const [first, second = 'offers'] = key.split(':');
  const channel = CONSENT_CHANNELS.find((one) => one === first);
  const purpose = CONSENT_PURPOSES.find((one) => one === second);
  return channel && purpose && { channel, purpose };
}

export const Tags = Type.Array(Line(LONGEST_TAG), { maxItems: MOST_TAGS });

export const PhoneEntry = Type.Object({
  number: Phone,
  label: Type.Optional(Line(40)),
});
export type PhoneEntry = Static<typeof PhoneEntry>;

/** Contact person (PIC). Many Indonesians have one name only: there is one name field. */
export const Contact = Type.Object({
  id: Id,
  name: Line(120),
  salutation: Type.Optional(Line(20)),
  role: Type.Optional(Line(80)),
  phones: Type.Array(PhoneEntry, { maxItems: 10 }),
  email: Type.Optional(Line(120)),
});
export type Contact = Static<typeof Contact>;

/** Address down to the village (desa or kelurahan); codes as in idn-area-data (Kemendagri). */
export const Address = Type.Object({
  street: Type.Optional(Line(200)),
  village: Type.Optional(Line(80)),
  villageCode: Type.Optional(Type.String({ pattern: '^\\d{2}\\.\\d{2}\\.\\d{2}\\.\\d{4}$' })),
  district: Type.Optional(Line(80)),
  regency: Type.Optional(Line(80)),
  province: Type.Optional(Line(80)),
  postalCode: Type.Optional(Type.String({ pattern: '^\\d{5}$' })),
});
export type Address = Static<typeof Address>;

/** Consent to be contacted on one channel for one purpose, with its proof (UU PDP art. 22, 24). */
export const Consent = Type.Object({
  given: Type.Boolean(),
  at: Instant,
  by: By,
  how: Type.Optional(Type.Enum([...CONSENT_WAYS])),
  /** The wording that was agreed to or withdrawn, and where it is kept. */
  proof: Line(500),
});
export type Consent = Static<typeof Consent>;

/** What a customer was found to need, in a visit or at the counter (domain.md, stages 1 and 2). */
export const Need = Type.Object({
  id: Id,
  text: Line(500),
  at: Instant,
  by: By,
  status: Type.Enum([...NEED_STATUSES]),
});
export type Need = Static<typeof Need>;

/** What was offered for it, and what the customer said. */
export const Offer = Type.Object({
  id: Id,
  text: Line(500),
  at: Instant,
  by: By,
  status: Type.Enum([...OFFER_STATUSES]),
  needId: Type.Optional(Id),
  /** Rupiah a month that it would bring. */
  monthlyAmount: Type.Optional(Rupiah),
  until: Type.Optional(Day),
});
export type Offer = Static<typeof Offer>;

/** A tier that a person set against the rules: it counts until its day is over (branch zone). */
export const TierOverride = Type.Object({
  tier: Type.Enum([...TIERS]),
  reason: Line(500),
  until: Type.Optional(Day),
  by: By,
  at: Instant,
});
export type TierOverride = Static<typeof TierOverride>;

export const Customer = documentSchema({
  kind: Type.Enum([...CUSTOMER_KINDS]),
  /** Number on paper, P-branch-desk-counter: never changed, never issued twice. */
  number: Type.String({ maxLength: 40, pattern: '^P-[A-Z0-9]+-[A-Z0-9]+-\\d+$' }),
  name: personal(Line(200)),
  salutation: Type.Optional(Line(20)),
  stage: Type.Enum([...STAGES]),
  phones: personal(Type.Array(PhoneEntry, { maxItems: 20 })),
  contacts: personal(Type.Array(Contact, { maxItems: 50 })),
  email: Type.Optional(personal(Line(120))),
  nik: Type.Optional(personal(Type.String({ pattern: '^\\d{16}$' }))),
  npwp: Type.Optional(personal(Type.String({ pattern: '^\\d{15,16}$' }))),
  birthDate: Type.Optional(personal(Day)),
  address: Type.Optional(personal(Address)),
  commodity: Type.Optional(Line(80)),
  /** User id of the account executive who keeps the tie. */
  ownerId: Type.Optional(Id),
  source: Type.Enum([...SOURCES]),
  /** Who or what brought the customer: an employee, a customer, a campaign. */
  broughtBy: Type.Optional(Line(120)),
  /** The tier in force when it was last reviewed: by the rules, or by `tierOverride`. */
  tier: Type.Optional(Type.Enum([...TIERS])),
  tierOverride: Type.Optional(TierOverride),
  /** By `consentKey`. */
  consents: Type.Record(Type.String({ maxLength: 32 }), Consent),
  needs: Type.Optional(personal(Type.Array(Need, { maxItems: 100 }))),
  offers: Type.Optional(personal(Type.Array(Offer, { maxItems: 100 }))),
  tags: Tags,
  remarks: Type.Optional(personal(Text)),
  /**
   * The customer that this one turned out to be. What hangs on this one keeps its `customerId` and is shown with the
   * survivor, so that a join can be undone; `''` once it was.
   */
  mergedInto: Type.Optional(OptionalId),
});
export type Customer = Static<typeof Customer>;
