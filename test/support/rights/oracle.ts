/**
 * Who may read and write what, as sentences with a condition each. Written from the description of the work and
 * not from the product: nothing of `shared/domain` or `server` is asked here.
 */
export const COLLECTIONS = [
  'customers',
  'agreements',
  'complaints',
  'activities',
  'tasks',
  'campaigns',
  'responses',
  'reference',
] as const;
export type Collection = (typeof COLLECTIONS)[number];

export interface Person {
  readonly name: string;
  readonly role: string;
  /** `branch`: in the branch that is called "own" here; `headOffice`: in head office. */
  readonly works: 'branch' | 'headOffice';
  /** Division whose cases the person handles. */
  readonly division?: string;
}

const inBranch = ['frontliner', 'cs', 'ae', 'marketing', 'supervisor'] as const;
export const PEOPLE: readonly Person[] = [
  ...inBranch.map((role): Person => ({ name: role, role, works: 'branch' })),
  { name: 'division in the branch', role: 'division', works: 'branch', division: 'klaim' },
  { name: 'division at head office', role: 'division', works: 'headOffice', division: 'klaim' },
  { name: 'marketing at head office', role: 'marketing', works: 'headOffice' },
  { name: 'headoffice', role: 'headoffice', works: 'headOffice' },
  { name: 'admin', role: 'admin', works: 'headOffice' },
];

/** Where a document stands. */
export interface Place {
  readonly branch: 'own' | 'other' | 'all';
  /** Division that handles the complaint, or the complaint on which it hangs. */
  readonly division?: string;
  readonly confidential?: boolean;
}

export const VERBS = ['read', 'create', 'update', 'delete', 'move', 'handOver', 'conceal'] as const;
export type Verb = (typeof VERBS)[number];

/** A case goes to a division, or is nobody's but the branch's; in the open or confidential. */
const CASES: readonly Place[] = (['own', 'other'] as const).flatMap((branch) => [
  { branch },
  { branch, division: 'klaim' },
  { branch, division: 'tagihan' },
  { branch, confidential: true },
  { branch, division: 'klaim', confidential: true },
  { branch, division: 'tagihan', confidential: true },
]);
const BRANCHES: readonly Place[] = [{ branch: 'own' }, { branch: 'other' }];
const EVERYWHERE: readonly Place[] = [{ branch: 'all' }, ...BRANCHES];

export const PLACES: Readonly<Record<Collection, readonly Place[]>> = {
  customers: BRANCHES,
  agreements: BRANCHES,
  complaints: CASES,
  activities: CASES,
  tasks: CASES,
  campaigns: EVERYWHERE,
  responses: BRANCHES,
  reference: EVERYWHERE,
};

interface Question {
  readonly person: Person;
  readonly collection: Collection;
  readonly place: Place;
}
interface Sentence {
  readonly says: string;
  readonly holds: (question: Question) => boolean;
}

const ofHeadOffice = (collection: Collection): boolean =>
  collection === 'campaigns' || collection === 'reference';

/** One of them is enough. */
export const MAY_READ: readonly Sentence[] = [
  {
    says: 'Everybody reads what is for all branches: campaigns without a list of branches, reference data.',
    holds: ({ place }) => place.branch === 'all',
  },
  {
    says: 'Who works in a branch reads what stands there in the open: also its campaigns and its list of staff.',
    holds: ({ person, place }) =>
      person.works === 'branch' && place.branch === 'own' && place.confidential !== true,
  },
  {
    says: 'What is confidential is read in its branch by the supervisor, with everything that hangs on it.',
    holds: ({ person, place }) =>
      person.works === 'branch' && person.role === 'supervisor' && place.branch === 'own',
  },
  {
    says: 'A division at head office reads the cases that it handles, of every branch, confidential ones too.',
    holds: ({ person, place }) =>
      person.works === 'headOffice' &&
      person.role === 'division' &&
      place.division !== undefined &&
      place.division === person.division,
  },
];

const mayRead = (question: Question): boolean => MAY_READ.some(({ holds }) => holds(question));
const governs = ({ person, collection }: Question): boolean =>
  person.role === 'headoffice' ||
  person.role === 'admin' ||
  (person.works === 'headOffice' && person.role === 'marketing' && collection === 'campaigns');

/** By verb; one of them is enough. */
export const MAY_WRITE: Readonly<Record<Exclude<Verb, 'read'>, readonly Sentence[]>> = {
  create: [
    {
      says: 'Who works in a branch registers customers, cases and everything that hangs on them for the own branch, confidential cases too, and hands a case to any division.',
      holds: ({ person, collection, place }) =>
        person.works === 'branch' && !ofHeadOffice(collection) && place.branch === 'own',
    },
    {
      says: 'Campaigns and reference data are made by head office and the administrator, campaigns by marketing at head office too, for any branch.',
      holds: (question) => ofHeadOffice(question.collection) && governs(question),
    },
    {
      says: 'A division at head office writes notes and tasks on the cases that it reads.',
      holds: (question) =>
        question.person.works === 'headOffice' &&
        ['activities', 'tasks'].includes(question.collection) &&
        mayRead(question),
    },
  ],
  update: [
    {
      says: 'Who reads it may change it, but for the timeline, which is only added to, and for campaigns and reference data, which those change who make them.',
      holds: (question) =>
        mayRead(question) &&
        question.collection !== 'activities' &&
        (!ofHeadOffice(question.collection) || governs(question)),
    },
  ],
  delete: [
    {
      says: 'The supervisor of a branch deletes what stands there, but never a case or the timeline: paper was printed for it.',
      holds: (question) =>
        question.person.works === 'branch' &&
        question.person.role === 'supervisor' &&
        mayRead(question) &&
        !ofHeadOffice(question.collection) &&
        !['complaints', 'activities'].includes(question.collection),
    },
    {
      // no document of the tables is one; `shared/domain/commands/book.test.ts` asks for it
      says: 'Who imported a customer book takes back the customers and agreements that it made, as long as nobody has edited them.',
      holds: () => false,
    },
    {
      says: 'Campaigns and reference data are deleted by those who make them, where they read them.',
      holds: (question) => ofHeadOffice(question.collection) && governs(question) && mayRead(question),
    },
  ],
  // nothing is put into another branch by a write: a transfer is a command of head office
  move: [],
  handOver: [
    {
      says: 'Who reads a case may hand it to a division.',
      holds: (question) => question.collection === 'complaints' && mayRead(question),
    },
  ],
  conceal: [
    {
      says: 'Who reads a case may make it confidential.',
      holds: (question) => question.collection === 'complaints' && mayRead(question),
    },
  ],
};

/** @returns whether `person` may do it; undefined where the verb has no meaning for the collection. */
export function oracle(
  person: Person,
  collection: Collection,
  place: Place,
  verb: Verb,
): boolean | undefined {
  const question = { person, collection, place };
  if (verb === 'read') return mayRead(question);
  if ((verb === 'handOver' || verb === 'conceal') && collection !== 'complaints') return undefined;
  return MAY_WRITE[verb].some(({ holds }) => holds(question));
}
