/**
 * A clerk of Jayapura gets nothing of Ngawi: by no route of the OpenAPI document, with whatever it takes. The
 * document is walked, so a new route is tried without being named here.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import Type from 'typebox';
import { COLLECTION_NAMES } from '#shared/domain/collections.ts';
import type { Routes } from '#server/http/routes/routes.ts';
import { plantCanaries, type CanaryBook } from '#test/support/canaries.ts';
import { PASSWORD, startHeadOffice, type HeadOffice } from '#test/support/head-office.ts';
import { sample, type JsonSchema } from '#test/support/schema-sampler.ts';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: JsonSchema;
}
interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> };
}
interface Walk {
  /** Where a mark of Ngawi came out. */
  readonly leaks: readonly string[];
  /** Routes that were called with something that got past their schema. */
  readonly reached: ReadonlySet<string>;
  readonly routes: readonly string[];
}

/** A walk makes some thousand calls. */
const WALK_MS = 240_000;
/** Events of the stream that are read before it is left. */
const EVENTS = 3;

/** Leaks whatever it is asked for, as a careless route would. */
const careless: Routes = (app, { db }) => {
  const read = async (id: string) => ({
    found: await db.query('SELECT data FROM documents WHERE id = $1', [id]),
  });
  const Id = Type.Object({ id: Type.String() });
  app.get('/api/careless/path/:id', { schema: { params: Id } }, (request) => read(request.params.id));
  app.get('/api/careless/query', { schema: { querystring: Id } }, (request) => read(request.query.id));
  app.post(
    '/api/careless/body',
    { schema: { body: Type.Object({ ids: Type.Array(Type.String()) }) } },
    (request) => read(request.body.ids[0] ?? ''),
  );
  app.get('/api/careless/header/:id', { schema: { params: Id } }, async (request, reply) => {
    const { found } = await read(request.params.id);
    return reply.header('x-found', encodeURIComponent(JSON.stringify(found))).send({});
  });
  app.put('/api/careless/list', {}, () =>
    db.query(`SELECT data FROM documents WHERE collection = 'complaints'`),
  );
};

let office: HeadOffice;
let leaky: HeadOffice;
let book: CanaryBook;
let leakyBook: CanaryBook;
beforeAll(async () => {
  office = await startHeadOffice({ http: { heartbeatMs: 20 } });
  leaky = await startHeadOffice({ http: { heartbeatMs: 20 }, extraRoutes: [careless] });
  for (const world of [office, leaky])
    for (const role of ['frontliner', 'supervisor', 'division'] as const)
      await world.createUser({ username: `jap-${role}`, branchId: 'JAP', role });
  book = await plantCanaries(office, 'NGW');
  leakyBook = await plantCanaries(leaky, 'NGW');
});
afterAll(async () => {
  await office.close();
  await leaky.close();
});

async function read(response: Response): Promise<string> {
  const head = JSON.stringify([...response.headers]);
  if (!response.headers.get('content-type')?.startsWith('text/event-stream') || !response.body)
    return decodeURIComponent(head.replaceAll(/%(?![0-9A-F]{2})/gi, '')) + (await response.text());
  let seen = '';
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  while (seen.split('\n\n').length <= EVENTS) {
    const { value, done } = await reader.read();
    if (done) break;
    seen += decoder.decode(value);
  }
  await reader.cancel();
  return head + seen;
}

const fill = (
  parameters: readonly Parameter[],
  texts: readonly string[],
  full: boolean,
): [string, string][] =>
  parameters
    .filter((p) => full || p.required)
    .map((p) => [p.name, String(sample(p.schema, { texts, full }))]);

/** Calls every route and method that the document names, for each id of the book, with few and with all fields. */
async function walk(world: HeadOffice, target: CanaryBook, username: string): Promise<Walk> {
  const { body: document } = await world.api<{ paths: Record<string, Record<string, Operation>> }>(
    'GET',
    '/openapi.json',
  );
  const leaks = new Set<string>();
  const reached = new Set<string>();
  const routes: string[] = [];
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(methods)) {
      const route = `${method.toUpperCase()} ${path}`;
      routes.push(route);
      // one sign-in for each route: signing out is a route too
      const { accessToken } = await world.signIn(username);
      const schema = operation.requestBody?.content['application/json']?.schema;
      const named = (kind: Parameter['in']) => (operation.parameters ?? []).filter((p) => p.in === kind);
      const choices = named('path').find((p) => p.schema.enum)?.schema.enum ?? [undefined];
      for (const choice of choices)
        for (const id of target.ids)
          for (const full of [false, true]) {
            const texts = [id, 'NGW'];
            const values = new Map(fill(named('path'), texts, true));
            const where = path.replace(/\{(\w+)\}/g, (_all, name: string) =>
              encodeURIComponent(String(choice ?? values.get(name))),
            );
            const query = new URLSearchParams(fill(named('query'), texts, full)).toString();
            const response = await fetch(new URL(query ? `${where}?${query}` : where, world.url), {
              method: method.toUpperCase(),
              headers: {
                authorization: `Bearer ${accessToken}`,
                'loket-protocol': '1',
                ...(schema ? { 'content-type': 'application/json' } : {}),
              },
              ...(schema
                ? { body: JSON.stringify(sample(schema, { texts: [id, 'NGW', PASSWORD], full })) }
                : {}),
            });
            const said = await read(response);
            if (target.canaries.some((canary) => said.includes(canary))) leaks.add(route);
            if (!said.includes('"bad_request"')) reached.add(route);
          }
    }
  return { leaks: [...leaks], reached, routes };
}

test.each(['jap-frontliner', 'jap-supervisor', 'jap-division'])(
  'no route tells %s anything of Ngawi',
  async (username) => {
    const { leaks, reached, routes } = await walk(office, book, username);
    expect(leaks).toEqual([]);
    expect(routes.length).toBeGreaterThan(18);
    // what the walk sends gets past the schemas: otherwise it would prove nothing
    expect(routes.filter((route) => !reached.has(route))).toEqual([]);
    for (const name of ['push', 'pull', 'snapshot', 'digest', 'fetch'])
      expect(routes).toContain(`POST /api/sync/{collection}/${name}`);
  },
  WALK_MS,
);

test(
  'the walk finds routes that leak, by path, query, body, header and without any id',
  async () => {
    const { leaks } = await walk(leaky, leakyBook, 'jap-frontliner');
    expect([...leaks].sort()).toEqual([
      'GET /api/careless/header/{id}',
      'GET /api/careless/path/{id}',
      'GET /api/careless/query',
      'POST /api/careless/body',
      'PUT /api/careless/list',
    ]);
  },
  WALK_MS,
);

test('the walk sees the marks when head office itself asks', async () => {
  const { accessToken } = await office.signIn('admin');
  const answers = [];
  const ofOffice = ['complaints', `complaints/comp-NGW`, 'campaigns', 'staff'].map((p) => `headoffice/${p}`);
  for (const path of [...ofOffice, 'devices', 'refusals'])
    answers.push(JSON.stringify((await office.api('GET', `/api/${path}`, undefined, accessToken)).body));
  expect(answers.map((text) => text.includes('CANARY'))).toEqual(answers.map(() => true));
});

test('no answer to a push tells Jayapura anything of Ngawi, and nothing of it reaches Ngawi', async () => {
  const user = await office.createUser({ username: 'jap-pusher', branchId: 'JAP' });
  const { accessToken } = await office.signIn('jap-pusher');
  const push = (collection: string, rows: unknown[]) =>
    office.api<{ answers: { status: string; code?: string }[] }>(
      'POST',
      `/api/sync/${collection}/push`,
      { rows },
      accessToken,
    );
  const graffiti = {
    branchId: 'JAP',
    updatedBy: { id: user.id, name: 'GRAFFITI' },
    createdBy: { id: user.id, name: 'GRAFFITI' },
  };
  for (const { collection, id, rev, content } of book.documents) {
    // what the attacker sends holds no mark, so a mark in the answer came from head office
    const own = JSON.parse(
      JSON.stringify({ ...content, ...graffiti })
        .replaceAll('CANARY', 'GRAFFITI')
        .replaceAll('P-NGW', 'P-JAP')
        .replaceAll('K-NGW', 'K-JAP')
        .replaceAll('D7-77', 'D8-88')
        .replaceAll('6281277700011', '6281255500011'),
    ) as object;
    const attempt = (n: number, base: string | null, doc: object = own) => {
      const mine = `x-${id}-${n}`;
      return { id, rev: mine, base, doc: { ...doc, id, rev: mine, ver: 0, _deleted: false } };
    };
    const known = { id, rev, base: null, doc: { ...own, id, rev, ver: 0, _deleted: false } };
    const rows = [
      attempt(1, null),
      attempt(2, 'wrong'),
      attempt(3, rev),
      attempt(4, rev, { ...own, branchId: 'NGW' }),
    ];
    const answer = await push(collection, rows);
    const text = JSON.stringify(answer.body);
    expect(book.canaries.filter((canary) => text.includes(canary))).toEqual([]);
    expect(answer.body.answers.map((a) => [a.status, a.code])).toEqual(
      rows.map(() => ['rejected', 'not_found']),
    );
    const replayed = (await push(collection, [known])).body.answers[0];
    expect(replayed).toEqual({ id, rev, status: 'rejected', code: 'not_found' });
    // hung on Ngawi's documents under an id of its own
    const hung = { ...own, id: `hung-${id}`, rev: 'h', ver: 0, _deleted: false };
    const hanging = JSON.stringify(
      (await push(collection, [{ id: `hung-${id}`, rev: 'h', base: null, doc: hung }])).body,
    );
    expect(book.canaries.filter((canary) => hanging.includes(canary))).toEqual([]);
  }
  const ngawi = await office.signIn('rani-ngw');
  for (const collection of COLLECTION_NAMES) {
    const pull = (token: string) =>
      office.api(
        'POST',
        `/api/sync/${collection}/pull`,
        { checkpoint: { 'b:NGW': 0, 'c:NGW': 0, 'd:ti': 0 }, limit: 5000 },
        token,
      );
    const theirs = JSON.stringify((await pull(accessToken)).body);
    expect(book.canaries.filter((canary) => theirs.includes(canary))).toEqual([]);
    expect(JSON.stringify((await pull(ngawi.accessToken)).body)).not.toContain('GRAFFITI');
  }
});
