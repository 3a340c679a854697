/** An entry of the timeline as a sentence. Values that stand as codes in the document become words here. */
import type { Activity, ActivityKind } from '#shared/domain/activity.ts';
import { RENEWAL_DECISIONS } from '#shared/domain/agreement.ts';
import { RESPONSE_RESULTS } from '#shared/domain/campaign.ts';
import { STATUSES } from '#shared/domain/complaint.ts';
import {
  CUSTOMER_KINDS,
  NEED_STATUSES,
  OFFER_STATUSES,
  SOURCES,
  STAGES,
  TIERS,
} from '#shared/domain/customer.ts';
import { saidOf } from '#shared/domain/said.ts';
import { assertNever } from '#shared/errors/errors.ts';
import type { Translate } from '#renderer/i18n/index.ts';
import { exportTitle } from './export-words.ts';
import { stepTitle } from './said-words.ts';
import { documentKind } from '../sync/sentences.ts';
import { consentName, fieldName } from '../values/field-name.ts';
import { valueText, type ValueWords } from '../values/value-text.ts';

const FIELDS = [
  'name',
  'number',
  'kind',
  'salutation',
  'stage',
  'phones',
  'contacts',
  'email',
  'nik',
  'npwp',
  'address',
  'commodity',
  'ownerId',
  'tier',
  'tags',
  'remarks',
  'birthDate',
  'source',
  'broughtBy',
] as const;

/** Fields whose values stand nowhere unmasked. */
const SECRET = new Set(['nik', 'npwp', 'phones', 'contacts', 'address', 'email', 'phone', 'birthDate']);
const SHOWN = 80;
const cut = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text);

export type TimelineWords = ValueWords;

const one = <T extends string>(values: readonly T[], value: string | undefined): T | undefined =>
  values.find((known) => known === value);

/** @returns what happened in one line; `undefined` for a kind of a newer version. */
export function activityTitle(activity: Activity, words: TimelineWords): string | undefined {
  const { t } = words;
  const { from = '', to = '' } = activity;
  const kind: ActivityKind = activity.kind;
  switch (kind) {
    case 'complaint_registered':
      return t('widgets.timeline.registered', { number: to });
    case 'customer_created':
      return t('widgets.timeline.customerCreated', { number: to });
    case 'customer_changed':
      return changed(activity, words);
    case 'note':
    case 'call':
    case 'visit':
    case 'message':
    case 'resolved':
    case 'reopened':
    case 'cancelled':
    case 'withdrawn':
    case 'closed':
    case 'merged':
    case 'imported':
      return t(`widgets.timeline.${kind}`);
    case 'status_changed':
      return t('widgets.timeline.status', { from: statusWord(from, t), to: statusWord(to, t) });
    case 'handed_over':
      return t('widgets.timeline.handed', { from: divisionWord(from, words), to: divisionWord(to, words) });
    case 'receipt_printed':
      return t('widgets.timeline.printed', { count: Number(to) || 1, paper: activity.field ?? '' });
    case 'consent_changed':
      return t(to === 'given' ? 'widgets.timeline.consentGiven' : 'widgets.timeline.consentWithdrawn', {
        channel: consentName(activity.field ?? '', t),
      });
    case 'campaign_response': {
      const result = one(RESPONSE_RESULTS, to);
      return t('widgets.timeline.response', { result: result ? t(`domain.response.${result}`) : to });
    }
    case 'customers_joined':
      return t('widgets.timeline.joined', { from, to });
    case 'customers_separated':
      return t('widgets.timeline.separated', { from });
    case 'customer_transferred':
      return t('widgets.timeline.transferred', { from, to });
    case 'customer_deleted':
      return t('widgets.timeline.deleted', { from });
    case 'field_merged':
    case 'merge_resolved':
      return merged(activity, words);
    case 'task_done':
      return t('widgets.timeline.task', { title: taskName(activity, from, t) });
    default:
      return bookTitle(kind, activity, words);
  }
}

type BookKind =
  | 'tier_changed'
  | 'agreement_added'
  | 'agreement_changed'
  | 'agreement_decided'
  | 'visit_planned'
  | 'task_moved'
  | 'task_cancelled'
  | 'need_found'
  | 'need_closed'
  | 'offer_made'
  | 'offer_answered'
  | 'identity_revealed'
  | 'exported'
  | 'import_updated'
  | 'import_undone'
  | 'change_discarded';

/** What happens in the customer book. */
function bookTitle(kind: BookKind, activity: Activity, { t }: TimelineWords) {
  const { from = '', to = '', field } = activity;
  switch (kind) {
    case 'tier_changed': {
      const word = (code: string): string =>
        mapped(one(TIERS, code), (tier) => t(`common.tier.${tier}`), code || t('common.none'));
      return from === ''
        ? t('widgets.timeline.tierFirst', { to: word(to) })
        : t('widgets.timeline.tier', { from: word(from), to: word(to) });
    }
    case 'agreement_added':
      return t('widgets.timeline.agreementAdded', { to });
    case 'agreement_changed':
      return t('widgets.timeline.agreementChanged', { to });
    case 'agreement_decided':
      return mapped(
        one(RENEWAL_DECISIONS, field),
        (decision) => t(`widgets.timeline.agreementDecided.${decision}`, { from }),
        t('domain.newer'),
      );
    case 'visit_planned':
      return t('widgets.timeline.planned', { title: taskName(activity, from, t) });
    case 'task_moved':
      return t('widgets.timeline.moved', { title: taskName(activity, field ?? '', t) });
    case 'task_cancelled':
      return t('widgets.timeline.taskCancelled', { title: taskName(activity, from, t) });
    case 'need_found':
      return t('widgets.timeline.needFound');
    case 'need_closed':
      return mapped(
        one(NEED_STATUSES, to),
        (status) => t(`widgets.timeline.needClosed.${status}`),
        t('domain.newer'),
      );
    case 'offer_made':
      return t('widgets.timeline.offerMade');
    case 'offer_answered':
      return mapped(
        one(OFFER_STATUSES, to),
        (status) => t(`widgets.timeline.offerAnswered.${status}`),
        t('domain.newer'),
      );
    case 'identity_revealed':
      return t('widgets.timeline.revealed', {
        field: t(`widgets.field.${field === 'npwp' ? 'npwp' : 'nik'}`),
      });
    case 'exported':
      return exportTitle({ from, to, field }, t);
    case 'import_updated':
      return t('widgets.timeline.importUpdated');
    case 'import_undone':
      return t('widgets.timeline.importUndone');
    case 'change_discarded':
      return discarded(activity, t);
    default:
      return newer(kind);
  }
}

/** Whose decision it was, and of what: `Perubahan dibuang oleh Siti: pengaduan (Kategori)`. */
function discarded({ createdBy, field = '', from = '', to = '' }: Activity, t: Translate): string {
  const fields = from
    .split(', ')
    .filter(Boolean)
    .map((one) => fieldName(one, t));
  const kind = [documentKind(field, t), to].filter(Boolean).join(' ');
  const what = fields.length > 0 ? `${kind} (${fields.join(', ')})` : kind;
  return t('widgets.timeline.discarded', { name: createdBy.name, what });
}

/** @param written the title as it stands in the entry */
function taskName(activity: Activity, written: string, t: Translate): string {
  const said = saidOf(activity);
  return said?.what === 'step' ? stepTitle(said, t) : written;
}

/** The compiler knows that no kind is left; a document of a newer version does not. */
function newer(kind: never): undefined {
  if (typeof kind === 'string') return undefined;
  return assertNever(kind);
}

function statusWord(status: string, t: Translate): string {
  const known = one(STATUSES, status);
  return known ? t(`domain.status.${known}`) : status;
}

const divisionWord = (code: string, { reference, language, t }: TimelineWords): string =>
  reference.division(code)?.name[language] ?? (code || t('common.none'));

/** Only what is not masked elsewhere is repeated here. */
function merged({ kind, merge }: Activity, { t, ...rest }: TimelineWords): string {
  if (!merge) return t('domain.newer');
  const field = fieldName(merge.field, t);
  const secret = SECRET.has(merge.field.split('.')[0] ?? '');
  const say = (value: unknown): string =>
    secret
      ? t('widgets.timeline.hidden')
      : cut(valueText(merge.collection, merge.field, value, { t, ...rest }));
  if (kind === 'merge_resolved')
    return t('widgets.timeline.mergeResolved', { field, value: say(merge.decision?.value) });
  return t(merge.uncertain ? 'widgets.timeline.mergeOpen' : 'widgets.timeline.fieldMerged', {
    field,
    taken: say(merge.taken),
    other: say(merge.notTaken),
    name: merge.by?.name ?? t('common.none'),
  });
}

function changed(activity: Activity, words: TimelineWords): string {
  const { t } = words;
  const known = one(FIELDS, activity.field);
  const field = t(`widgets.field.${known ?? 'other'}`);
  const to = changedValue(activity, words);
  return to ? t('widgets.timeline.changedTo', { field, to }) : t('widgets.timeline.changed', { field });
}

function changedValue({ field, to = '' }: Activity, { t, reference }: TimelineWords): string {
  if (field === 'stage') return mapped(one(STAGES, to), (stage) => t(`domain.stage.${stage}`), to);
  if (field === 'tier') return mapped(one(TIERS, to), (tier) => t(`common.tier.${tier}`), to);
  if (field === 'kind')
    return mapped(one(CUSTOMER_KINDS, to), (kind) => t(`domain.customerKind.${kind}`), to);
  if (field === 'source') return mapped(one(SOURCES, to), (source) => t(`domain.source.${source}`), to);
  if (field === 'ownerId') return reference.staff(to)?.name ?? '';
  return to;
}

const mapped = <T>(known: T | undefined, word: (value: T) => string, otherwise: string): string =>
  known === undefined ? otherwise : word(known);
