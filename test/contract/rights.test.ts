/** Every role in every place, by every verb, on a running head office, against an oracle of sentences. */
import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentOf } from '#test/support/rights/documents.ts';
import { placeName, rightsDocument } from '#test/support/rights/document.ts';
import {
  COLLECTIONS,
  oracle,
  PEOPLE,
  PLACES,
  VERBS,
  type Collection,
  type Person,
  type Place,
  type Verb,
} from '#test/support/rights/oracle.ts';
import { World } from '#test/support/rights/world.ts';

const PAGE = new URL('../../docs/rights.md', import.meta.url);
const WRITES = VERBS.filter((verb) => verb !== 'read');

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.office.close());

/** What the verb makes of a document. */
function wanted(verb: Verb, before: object, by: { readonly id: string; readonly name: string }): object {
  const changed = { ...before, updatedBy: by, updatedAt: '2026-03-06T07:00:00.000Z' };
  if (verb === 'move')
    return { ...changed, branchId: 'branchId' in before && before.branchId === 'JAP' ? 'NGW' : 'JAP' };
  if (verb === 'handOver') return { ...changed, divisionId: 'pickup' };
  if (verb === 'conceal') return { ...changed, confidential: true };
  return { ...changed, ext: { changed: true } };
}

const cell = (person: Person, collection: Collection, place: Place, verb: Verb): string =>
  `${person.name} · ${verb} · ${collection} · ${placeName(place)}`;

describe.each(COLLECTIONS)('rights over %s', (collection) => {
  const places = PLACES[collection];
  const idOf = (place: Place, what: string): string => `${collection}-${places.indexOf(place)}-${what}`;

  test('rule 27: what everybody is given is what the sentences say, by every way of asking', async () => {
    await world.plant(
      collection,
      places.map((place) => ({ place, id: idOf(place, 'read') })),
    );
    const ids = places.map((place) => idOf(place, 'read'));
    for (const person of PEOPLE) {
      const may = places.filter((place) => oracle(person, collection, place, 'read'));
      const expected = may.map((place) => idOf(place, 'read')).sort();
      const given = await world.read(person, collection, ids);
      for (const [how, found] of Object.entries(given))
        expect([person.name, how, found]).toEqual([person.name, how, expected]);
    }
  });

  test('rules 32, 33: what everybody may write is what the sentences say, and refusals tell nothing', async () => {
    const differences: string[] = [];
    const created = new Map<string, Place>();
    for (const [n, person] of PEOPLE.entries()) {
      const by = { id: world.who(person).id, name: person.name };
      const questions = places.flatMap((place) =>
        WRITES.filter((verb) => oracle(person, collection, place, verb) !== undefined).map((verb) => ({
          place,
          verb,
          id: idOf(place, `${verb}-${n}`),
        })),
      );
      await world.plant(
        collection,
        questions.filter(({ verb }) => verb !== 'create'),
      );
      const rows = questions.map(({ place, verb, id }) => {
        const rev = `rev-${id}`;
        if (verb === 'create')
          return {
            id,
            rev,
            base: null,
            doc: { ...contentOf(collection, place, id, by), rev, ver: 0, _deleted: false },
          };
        const content = wanted(verb, world.contents.get(id) ?? {}, by);
        return {
          id,
          rev,
          base: `plant-${id}`,
          doc: { ...content, rev, ver: 0, _deleted: verb === 'delete' },
        };
      });
      const answers = await world.push(person, collection, rows);
      for (const [at, { place, verb }] of questions.entries()) {
        const answer = answers[at];
        const may = oracle(person, collection, place, verb);
        const did = answer?.status === 'accepted';
        if (did && verb === 'create') created.set(answer.id, place);
        const why = answer?.status === 'rejected' ? ` (${answer.code} ${answer.field ?? ''})` : '';
        if (did !== may)
          differences.push(`${cell(person, collection, place, verb)}: ${did ? 'yes' : 'no'}${why}`);
        if (verb === 'create' || oracle(person, collection, place, 'read')) continue;
        // what one may not read is answered as if it did not exist
        const tells = ['not_found', undefined, undefined];
        const said =
          answer?.status === 'rejected' ? [answer.code, answer.field, answer.master] : [answer?.status];
        if (JSON.stringify(said) !== JSON.stringify(tells))
          differences.push(`${cell(person, collection, place, verb)} tells ${JSON.stringify(said)}`);
      }
    }
    expect(differences).toEqual([]);
    // what was made stands where it belongs, whoever made it
    for (const person of PEOPLE) {
      const may = [...created].filter(([, place]) => oracle(person, collection, place, 'read'));
      const found = await world.fetch(person, collection, [...created.keys()]);
      expect([person.name, found]).toEqual([person.name, may.map(([id]) => id).sort()]);
    }
  });
});

test('docs/rights.md says what the sentences say', async () => {
  const text = await rightsDocument();
  if (process.env['RIGHTS_WRITE'] === '1') await writeFile(PAGE, text);
  expect(await readFile(PAGE, 'utf8')).toBe(text);
});
