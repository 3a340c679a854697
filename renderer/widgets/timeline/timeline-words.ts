/** An entry of the timeline as a sentence. Values that stand as codes in the document become words here. */
import type { Activity, ActivityKind } from '#shared/domain/activity.ts';
import { RESPONSE_RESULTS } from '#shared/domain/campaign.ts';
import { STATUSES } from '#shared/domain/complaint.ts';
import { CONSENT_CHANNELS, CUSTOMER_KINDS, STAGES, TIERS } from '#shared/domain/customer.ts';
import type { ReferenceView } from '#shared/domain/reference-view.ts';
import { assertNever } from '#shared/errors/errors.ts';
import type { Language, Translate } from '#renderer/i18n/index.ts';

const FIELDS = [
  'name',
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
] as const;

export interface TimelineWords {
  readonly t: Translate;
  readonly language: Language;
  readonly reference: ReferenceView;
}

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
    case 'consent_changed': {
      const channel = one(CONSENT_CHANNELS, activity.field);
      const name = channel ? t(`domain.consent.${channel}`) : (activity.field ?? '');
      return t(to === 'given' ? 'widgets.timeline.consentGiven' : 'widgets.timeline.consentWithdrawn', {
        channel: name,
      });
    }
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
    case 'task_done':
      return t('widgets.timeline.task', { title: from });
    default:
      return newer(kind);
  }
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
  if (field === 'ownerId') return reference.staff(to)?.name ?? '';
  return to;
}

const mapped = <T>(known: T | undefined, word: (value: T) => string, otherwise: string): string =>
  known === undefined ? otherwise : word(known);
