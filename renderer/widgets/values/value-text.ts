/** Values of documents as people read them, for comparing: codes become words, lists become lines. */
import { CAMPAIGN_STATUSES, RESPONSE_RESULTS } from '#shared/domain/campaign.ts';
import { CHANNELS, COMPLAINT_KINDS, PROMISE_BASES, STATUSES } from '#shared/domain/complaint.ts';
import { CUSTOMER_KINDS, SOURCES, STAGES, TIERS } from '#shared/domain/customer.ts';
import { maskNik } from '#shared/domain/nik.ts';
import { formatPhone } from '#shared/domain/phone.ts';
import type { ReferenceView } from '#shared/domain/reference-view.ts';
import { TASK_STATUSES } from '#shared/domain/task.ts';
import type { Language, Translate } from '#renderer/i18n/index.ts';
import { formatDateTime, formatDay, formatMoney, formatNumber } from '#renderer/ui/index.ts';

export interface ValueWords {
  readonly t: Translate;
  readonly language: Language;
  readonly zone: string;
  readonly reference: ReferenceView;
}

type Show = (value: string, words: ValueWords) => string;
type Fields = Readonly<Record<string, unknown>>;

const one = <T extends string>(known: readonly T[], value: string, word: (value: T) => string): string => {
  const found = known.find((each) => each === value);
  return found === undefined ? value : word(found);
};
const person: Show = (value, { reference }) => reference.staff(value)?.name ?? value;
const instant: Show = (value, { zone, language }) => formatDateTime(value, zone, language);
const day: Show = (value, { language }) => formatDay(value, language);

const statusOf = (collection: string, value: string, { t }: ValueWords): string => {
  if (collection === 'tasks') return one(TASK_STATUSES, value, (status) => t(`values.taskStatus.${status}`));
  if (collection === 'campaigns')
    return one(CAMPAIGN_STATUSES, value, (status) => t(`domain.campaignStatus.${status}`));
  return one(STATUSES, value, (status) => t(`domain.status.${status}`));
};
const kindOf = (collection: string, value: string, { t }: ValueWords): string =>
  collection === 'customers'
    ? one(CUSTOMER_KINDS, value, (kind) => t(`domain.customerKind.${kind}`))
    : one(COMPLAINT_KINDS, value, (kind) => t(`domain.kind.${kind}`));

const SHOW: Readonly<Record<string, Show>> = {
  stage: (value, { t }) => one(STAGES, value, (stage) => t(`domain.stage.${stage}`)),
  tier: (value, { t }) => one(TIERS, value, (tier) => t(`common.tier.${tier}`)),
  channel: (value, { t }) => one(CHANNELS, value, (channel) => t(`domain.channel.${channel}`)),
  source: (value, { t }) => one(SOURCES, value, (source) => t(`domain.source.${source}`)),
  result: (value, { t }) => one(RESPONSE_RESULTS, value, (result) => t(`domain.response.${result}`)),
  category: (value, { reference, language }) => reference.category(value)?.name[language] ?? value,
  divisionId: (value, { reference, language }) => reference.division(value)?.name[language] ?? value,
  branchId: (value, { reference }) => reference.branch(value)?.name ?? value,
  ownerId: person,
  handlerId: person,
  assigneeId: person,
  dueAt: instant,
  receivedAt: instant,
  at: instant,
  start: day,
  end: day,
  birthDate: day,
  phone: (value) => formatPhone(value),
  number: (value) => (value.startsWith('+') ? formatPhone(value) : value),
  nik: (value) => maskNik(value),
  npwp: (value) => value.replace(/^(\d{4})\d+(\d{2})$/, '$1••••••••••$2'),
};

const MONEY = new Set(['monthlyAmount', 'budget']);
const asFields = (value: unknown): Fields | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function consentText(value: Fields, t: Translate): string {
  const proof = textOf(value['proof']) || t('common.none');
  return t(value['given'] === true ? 'values.consentGiven' : 'values.consentWithdrawn', { proof });
}

/** @returns what was promised and until when; undefined for anything else. */
function promiseText(value: Fields, { t, zone, language }: ValueWords): string | undefined {
  const basis = PROMISE_BASES.find((one) => one === value['basis']);
  if (!basis || typeof value['amount'] !== 'number') return undefined;
  const words = t(`domain.basis.${basis}`, { amount: value['amount'] });
  const until = textOf(value['dueAt']);
  return until ? `${words} · ${formatDateTime(until, zone, language)}` : words;
}

/** Parts of an object that are worth reading, in their order. */
function partsOf(value: Fields, words: ValueWords): string {
  if (typeof value['given'] === 'boolean') return consentText(value, words.t);
  if (typeof value['text'] === 'string') return value['text'];
  const promise = promiseText(value, words);
  if (promise !== undefined) return promise;
  return Object.entries(value)
    .filter(([key, part]) => !['id', 'by', 'packId', 'packVersion', 'ruleId'].includes(key) && part !== '')
    .map(([key, part]) => show('', key, part, words))
    .filter((part) => part !== words.t('common.none'))
    .join(' · ');
}

function show(collection: string, field: string, value: unknown, words: ValueWords): string {
  const { t, language } = words;
  if (value === undefined || value === null || value === '') return t('common.none');
  if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no');
  if (typeof value === 'number') return MONEY.has(field) ? formatMoney(value) : formatNumber(value, language);
  if (typeof value === 'string') {
    if (field === 'status') return statusOf(collection, value, words);
    if (field === 'kind') return kindOf(collection, value, words);
    return (Object.hasOwn(SHOW, field) ? SHOW[field]?.(value, words) : undefined) ?? value;
  }
  if (Array.isArray(value)) {
    if (value.length === 0) return t('common.none');
    return value.map((item: unknown) => show(collection, '', item, words)).join('\n');
  }
  const fields = asFields(value);
  return fields ? partsOf(fields, words) : t('common.none');
}

/**
 * @param path of the field within the document
 * @param open shows identity numbers in full, to whoever has said why
 * @returns the value in words; a dash for nothing
 */
export function valueText(
  collection: string,
  path: string,
  value: unknown,
  words: ValueWords,
  open = false,
): string {
  if (path === '_deleted') return words.t(value === true ? 'values.deleted' : 'values.kept');
  const parts = path.split('.');
  const field = parts.at(-1) ?? path;
  if (open && typeof value === 'string' && (field === 'nik' || field === 'npwp')) return value;
  return show(parts.length > 1 ? '' : collection, field, value, words);
}
