/** A head office with everybody in it, and a document for every question. */
import type { Role } from '#shared/domain/actor.ts';
import type {
  PullResponse,
  PushAnswer,
  SnapshotResponse,
  FetchResponse,
  DigestResponse,
} from '#shared/sync/messages.ts';
import { MAX_FETCH_IDS, SUMMARY_BUCKETS } from '#shared/sync/messages.ts';
import { RULES } from '#server/rules.ts';
import { push } from '#server/sync/push.ts';
import { startHeadOffice, type HeadOffice } from '../head-office.ts';
import { BRANCH_OF, contentOf, type Made, parentId } from './documents.ts';
import { PEOPLE, PLACES, type Collection, type Person, type Place } from './oracle.ts';

interface Known {
  readonly id: string;
  readonly name: string;
  readonly token: string;
}

export class World {
  readonly office: HeadOffice;
  readonly #people: ReadonlyMap<string, Known>;
  readonly #author: { readonly id: string; readonly name: string };
  readonly contents = new Map<string, Made>();

  constructor(office: HeadOffice, people: ReadonlyMap<string, Known>, author: { id: string; name: string }) {
    this.office = office;
    this.#people = people;
    this.#author = author;
  }

  static async open(): Promise<World> {
    const office = await startHeadOffice();
    const people = new Map<string, Known>();
    for (const [n, person] of PEOPLE.entries()) {
      const user = await office.createUser({
        username: `p${n}`,
        name: person.name,
        role: person.role as Role,
        branchId: BRANCH_OF[person.works === 'branch' ? 'own' : 'all'],
        ...(person.division === undefined ? {} : { divisionId: person.division }),
      });
      people.set(person.name, {
        id: user.id,
        name: person.name,
        token: (await office.signIn(`p${n}`)).accessToken,
      });
    }
    const other = await office.createUser({ username: 'jap', branchId: 'JAP' });
    const world = new World(office, people, { id: other.id, name: other.name });
    for (const branch of ['own', 'other'] as const)
      await world.plant('customers', [{ place: { branch }, id: parentId('customer', { branch }) }]);
    await world.plant('campaigns', [
      { place: { branch: 'all' }, id: parentId('campaign', { branch: 'all' }) },
    ]);
    const cases = PLACES.complaints.map((place) => ({ place, id: parentId('complaint', place) }));
    await world.plant('complaints', cases);
    return world;
  }

  who(person: Person): Known {
    const known = this.#people.get(person.name);
    if (!known) throw new Error(person.name);
    return known;
  }

  /** Stores documents as head office itself. */
  async plant(
    collection: Collection,
    wanted: readonly { readonly place: Place; readonly id: string }[],
  ): Promise<void> {
    const by = this.#author;
    const rows = wanted.map(({ place, id }) => {
      const content = contentOf(collection, place, id, by);
      this.contents.set(id, content);
      return {
        id,
        rev: `plant-${id}`,
        base: null,
        doc: { ...content, rev: `plant-${id}`, ver: 0, _deleted: false },
      };
    });
    const { answers } = await push(this.office.db, {
      collection,
      rows,
      writer: { actor: { userId: by.id, name: by.name, role: 'admin', branchId: 'PST' }, scope: 'all' },
      rules: RULES,
      now: new Date(),
    });
    const refused = answers.filter(({ status }) => status !== 'accepted');
    if (refused.length > 0) throw new Error(`${collection}: ${JSON.stringify(refused[0])}`);
  }

  async ask<T>(person: Person, collection: Collection, path: string, body: unknown): Promise<T> {
    const { status, body: answer } = await this.office.api<T>(
      'POST',
      `/api/sync/${collection}/${path}`,
      body,
      this.who(person).token,
    );
    if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(answer)}`);
    return answer;
  }

  push = async (
    person: Person,
    collection: Collection,
    rows: readonly unknown[],
  ): Promise<readonly PushAnswer[]> =>
    (await this.ask<{ answers: readonly PushAnswer[] }>(person, collection, 'push', { rows })).answers;

  /** @returns which of `ids` a person is given by id, sorted. */
  async fetch(person: Person, collection: Collection, ids: readonly string[]): Promise<string[]> {
    const found: string[] = [];
    for (let at = 0; at < ids.length; at += MAX_FETCH_IDS) {
      const asked = { ids: ids.slice(at, at + MAX_FETCH_IDS) };
      const { rows } = await this.ask<FetchResponse>(person, collection, 'fetch', asked);
      for (const row of rows) if (!('_left' in row)) found.push(row.id);
    }
    return found.sort();
  }

  /** @returns which of `ids` a person is given, by each way of asking. */
  async read(
    person: Person,
    collection: Collection,
    ids: readonly string[],
  ): Promise<Record<string, string[]>> {
    const asked = new Set(ids);
    const those = (rows: readonly object[]): string[] =>
      rows
        .filter((row) => !('_left' in row))
        .map((row) => (row as { id: string }).id)
        .filter((id) => asked.has(id))
        .sort();
    const pulled = await this.ask<PullResponse>(person, collection, 'pull', {
      checkpoint: null,
      limit: 5000,
    });
    const block = await this.ask<SnapshotResponse>(person, collection, 'snapshot', {
      after: null,
      limit: 5000,
    });
    const { entries, level } = await this.ask<DigestResponse>(person, collection, 'digest', {
      checkpoint: pulled.checkpoint,
      list: Array.from({ length: SUMMARY_BUCKETS }, (_, n) => n),
    });
    if (!level || pulled.more || block.next !== null) throw new Error('not everything was read');
    return {
      pull: those(pulled.rows),
      snapshot: those(block.rows),
      digest: those(entries),
      fetch: await this.fetch(person, collection, ids),
    };
  }
}
