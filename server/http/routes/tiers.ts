import { TierDraft, TierOverview, TierPreview, TierPublished } from '#shared/api/tiers.ts';
import { LoketFailure } from '#shared/errors/errors.ts';
import type { Tier } from '#shared/domain/customer.ts';
import type { TierRules } from '#shared/domain/reference.ts';
import { verdictWords } from '#shared/domain/tier-words.ts';
import { openOfficeDesk, readReference } from '../../jobs/office-desk.ts';
import { judgeBook, reviewTiersSoon } from '../../jobs/tiers.ts';
import { personOf, requireRole } from '../guard.ts';
import type { Routes } from './routes.ts';

const NO_DESK = 'D0';
const EXAMPLES = 20;

/** Tiers of customers: the rules, and what others would change. */
export const tiers: Routes = (app, { db, rules, feed, now }) => {
  const config = { access: 'head-office' } as const;
  const published = async (): Promise<TierRules[]> => {
    const rows = await db.query<{ data: string }>(
      `SELECT data FROM documents WHERE collection = 'reference' AND id LIKE 'tiers:%' AND NOT deleted`,
    );
    return rows.map(({ data }) => JSON.parse(data) as TierRules).sort((a, b) => b.version - a.version);
  };

  app.get(
    '/api/headoffice/tiers',
    {
      config,
      schema: { summary: 'Rules of tiers, and the tiers in the book', response: { 200: TierOverview } },
    },
    async () => {
      const rows = await db.query<{ branch: string; tier: string; n: number }>(
        `SELECT data::jsonb ->> 'branchId' AS branch, coalesce(data::jsonb ->> 'tier', '') AS tier, count(*)::int AS n
         FROM documents WHERE collection = 'customers' AND NOT deleted
           AND coalesce(data::jsonb ->> 'mergedInto', '') = '' GROUP BY 1, 2 ORDER BY 1`,
      );
      const branches = [...new Set(rows.map(({ branch }) => branch))].map((branchId) => {
        const of = (tier: Tier | ''): number =>
          rows.find((row) => row.branch === branchId && row.tier === tier)?.n ?? 0;
        return { branchId, gold: of('gold'), silver: of('silver'), bronze: of('bronze'), none: of('') };
      });
      return { rules: await published(), branches };
    },
  );
  app.post(
    '/api/headoffice/tiers/preview',
    {
      config,
      schema: {
        summary: 'What other rules would change today',
        body: TierDraft,
        response: { 200: TierPreview },
      },
    },
    async (request) => {
      requireRole(request, 'headoffice', 'admin');
      const reference = await readReference(db);
      const moves = new Map<string, TierPreview['moves'][number]>();
      const examples: TierPreview['examples'] = [];
      let [customers, overridden] = [0, 0];
      for await (const batch of judgeBook({ db, now: now() }, reference, () => request.body)) {
        for (const judged of batch) {
          customers++;
          if (judged.overridden) overridden++;
          const from = judged.customer.tier ?? '';
          const to = judged.verdict.tier ?? '';
          if (judged.overridden || from === to) continue;
          const move = moves.get(`${from}>${to}`) ?? { from, to, count: 0 };
          moves.set(`${from}>${to}`, { ...move, count: move.count + 1 });
          const { number, branchId } = judged.customer;
          const why = { id: verdictWords(judged.verdict, 'id'), en: verdictWords(judged.verdict, 'en') };
          if (examples.length < EXAMPLES) examples.push({ number, branchId, from, to, why });
        }
      }
      return { customers, overridden, moves: [...moves.values()], examples };
    },
  );
  app.post(
    '/api/headoffice/tiers',
    {
      config,
      schema: { summary: 'Publish rules of tiers', body: TierDraft, response: { 201: TierPublished } },
    },
    async (request, reply) => {
      requireRole(request, 'headoffice', 'admin');
      const { actor } = personOf(request);
      const office = await openOfficeDesk({
        db,
        rules,
        actor,
        deskCode: NO_DESK,
        now,
        onStored: (streams) => feed.announce(streams),
      });
      const version = ((await published())[0]?.version ?? 0) + 1;
      const made = await office.run('publishTierRules', { rules: request.body, version });
      if (!made.ok) throw new LoketFailure(made.error);
      const stored = await office.flush();
      if (!stored.ok) throw new LoketFailure(stored.error);
      await reviewTiersSoon(db);
      return reply.status(201).send({ id: made.value.id, version });
    },
  );
};
