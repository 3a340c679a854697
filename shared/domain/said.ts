/**
 * What the program, and not a person, says in an entry of the timeline: codes and values (`ext.said`), so that everybody
 * reads it in their own language. In words it stands in the entry as well, for programs that know no codes.
 */
import Type, { type Static } from 'typebox';
import Value from 'typebox/value';
import type { Activity } from './activity.ts';
import { AGREEMENT_KINDS, type Agreement } from './agreement.ts';
import { Day, Line } from './base.ts';
import { TIERS } from './customer.ts';
import { TIER_MEASURES } from './reference.ts';
import type { Task } from './task.ts';

/** Why the rules give a customer its tier. */
const SaidTier = Type.Object({
  what: Type.Literal('tier'),
  /** Absent where no rule holds. */
  tier: Type.Optional(Type.Enum([...TIERS])),
  checks: Type.Array(
    Type.Object({
      measure: Type.Enum([...TIER_MEASURES]),
      value: Type.Optional(Type.Number()),
      atLeast: Type.Optional(Type.Number()),
      atMost: Type.Optional(Type.Number()),
    }),
    { maxItems: 40 },
  ),
});

/** A task that a command planned for an agreement. */
const SaidStep = Type.Object({
  what: Type.Literal('step'),
  step: Type.Enum(['visit', 'evaluation', 'decision', 'settlement']),
  kind: Type.Enum([...AGREEMENT_KINDS]),
  /** Number or subject of the agreement; empty where it has none. */
  name: Type.String({ maxLength: 200 }),
  /** The entry takes back what was done to it just before. */
  undone: Type.Optional(Type.Literal(true)),
});
export type SaidStep = Static<typeof SaidStep>;

/** Somebody took back what they had just done. */
const SaidUndo = Type.Object({ what: Type.Literal('undo') });

/** What was on screen when a list left the product. */
export const ExportedView = Type.Object({
  list: Type.Enum(['customers', 'complaints', 'agenda']),
  /** Code of the view. */
  view: Type.Optional(Line(40)),
  /** Name of a view of one's own, as it was typed. */
  own: Type.Optional(Line(120)),
  /** Words that were searched for. */
  words: Type.Optional(Line(200)),
  /** First and last day of an agenda. */
  days: Type.Optional(Type.Array(Day, { maxItems: 2 })),
});
export type ExportedView = Static<typeof ExportedView>;

const SaidExport = Type.Object({
  what: Type.Literal('export'),
  of: ExportedView,
  /** As the person typed it. */
  reason: Type.Optional(Line(500)),
});

export const Said = Type.Union([SaidTier, SaidStep, SaidUndo, SaidExport]);
export type Said = Static<typeof Said>;

/** @returns what an entry says in codes; undefined where it has words alone, or says what only a newer version knows. */
export function saidOf({ ext }: Pick<Activity, 'ext'>): Said | undefined {
  const said = ext?.['said'];
  return Value.Check(Said, said) ? said : undefined;
}

/** Stands where a person would have given a reason. */
export const UNDONE = 'Diurungkan';

const STEP_WORDS = {
  visit: 'Kunjungan perpanjangan',
  evaluation: 'Evaluasi',
  decision: 'Keputusan',
  settlement: 'Penyelesaian akhir',
} as const;
const KIND_WORDS = { pks: 'PKS', contract: 'Kontrak' } as const;
const STEPS = ['visit', 'evaluation', 'decision', 'settlement'] as const;
const PLANNED = new RegExp(
  `^(${STEPS.map((step) => STEP_WORDS[step]).join('|')}) (${AGREEMENT_KINDS.map((kind) => KIND_WORDS[kind]).join('|')})(?: (.*))?$`,
);

/** @returns the title of a task that is planned for an agreement: exports, calendars and lists show it as it stands. */
export const plannedTitle = (
  step: SaidStep['step'],
  { kind, number, subject }: Pick<Agreement, 'kind' | 'number' | 'subject'>,
): string => `${STEP_WORDS[step]} ${KIND_WORDS[kind]} ${number ?? subject ?? ''}`.trim();

/** @returns the step that a command planned under this title; undefined for a title that a person typed. */
export function stepSaid({
  kind,
  title,
  agreementId,
}: Pick<Task, 'kind' | 'title' | 'agreementId'>): SaidStep | undefined {
  const [, what, of, name = ''] = (agreementId ? PLANNED.exec(title) : null) ?? [];
  const step = STEPS.find((one) => STEP_WORDS[one] === what);
  const agreement = AGREEMENT_KINDS.find((one) => KIND_WORDS[one] === of);
  if (!step || !agreement) return undefined;
  const expected = kind === 'evaluation' || kind === 'decision' ? kind : 'visit';
  const fits = step === 'settlement' || (step === expected && kind !== 'follow_up' && kind !== 'renewal');
  return fits ? { what: 'step', step, kind: agreement, name } : undefined;
}
