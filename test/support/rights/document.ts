/** docs/rights.md, made of the oracle; the test holds head office to the same oracle. */
import { format, resolveConfig } from 'prettier';
import {
  COLLECTIONS,
  MAY_READ,
  MAY_WRITE,
  oracle,
  PEOPLE,
  PLACES,
  VERBS,
  type Place,
  type Verb,
} from './oracle.ts';

const LETTER: Readonly<Record<Verb, string>> = {
  read: 'R',
  create: 'C',
  update: 'U',
  delete: 'D',
  move: 'M',
  handOver: 'H',
  conceal: 'S',
};
const BRANCH = { own: 'own branch', other: 'another branch', all: 'all branches' } as const;

export const placeName = ({ branch, division, confidential }: Place): string =>
  [
    BRANCH[branch],
    ...(division === undefined
      ? []
      : [division === 'klaim' ? 'handled by the division' : 'handled by another']),
    ...(confidential ? ['confidential'] : []),
  ].join(', ');

/** @returns the document as text, in the form of the house. */
export async function rightsDocument(): Promise<string> {
  const sentences = (all: readonly { readonly says: string }[]): string =>
    all.map(({ says }) => `- ${says}`).join('\n');
  const tables = COLLECTIONS.map((collection) => {
    const head = ['stands in', ...PEOPLE.map(({ name }) => name)];
    const rows = PLACES[collection].map((place) => [
      placeName(place),
      ...PEOPLE.map(
        (person) =>
          VERBS.map((verb) => (oracle(person, collection, place, verb) ? LETTER[verb] : '')).join('') || '·',
      ),
    ]);
    const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
    return [`### ${collection}`, '', line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
  });
  const text = `# Who may read and write what

Made from \`test/support/rights/oracle.ts\` by \`RIGHTS_WRITE=1 npx vitest run test/contract/rights.test.ts\`. The same test asks a running head office for every cell, as every role, by pull, snapshot, summary and fetch, and by pushes, and fails where head office or this page says something else.

"Own" is the branch of those who work in one; for people at head office both branches are somebody else's. The division is that of the two division people. What nobody may read is answered as if it did not exist.

## Reading (R)

${sentences(MAY_READ)}
- Other people at head office replicate nothing else; what spans branches is asked of the server by endpoints of its own.

## Creating (C)

${sentences(MAY_WRITE.create)}

## Changing (U)

${sentences(MAY_WRITE.update)}

## Deleting (D)

${sentences(MAY_WRITE.delete)}

## Moving to another branch (M)

- Nobody, by a write: a transfer is a command of head office.

## Handing a case to a division (H), making it confidential (S)

${sentences([...MAY_WRITE.handOver, ...MAY_WRITE.conceal])}

## Tables

${tables.join('\n\n')}
`;
  return format(text, { ...(await resolveConfig('docs/rights.md')), parser: 'markdown' });
}
