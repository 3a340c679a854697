/** The language of sync (ux.md): what the status bar and the Sinkronisasi page say. Always an icon and a word. */
import type { SyncStatus } from '../../data/desk-types.ts';
import type { Language, Translate } from '../../i18n/index.ts';
import { formatMoment, formatNumber, formatTime, type Tone } from '../../ui/index.ts';

export type SyncIcon =
  | 'synced'
  | 'sending'
  | 'offline'
  | 'unreachable'
  | 'warning'
  | 'refused'
  | 'conflict'
  | 'merged'
  | 'key'
  | 'loading';

export interface SyncSentence {
  readonly id: string;
  readonly icon: SyncIcon;
  readonly tone: Extract<Tone, 'neutral' | 'ok' | 'info' | 'warn' | 'danger' | 'conflict'>;
  readonly text: string;
  /** Where it leads; the page of synchronisation unless said. */
  readonly to?: string;
}

export interface SentenceContext {
  /** Documents that were changed in two places and wait for a person. */
  readonly conflicts: number;
  readonly t: Translate;
  readonly language: Language;
  readonly zone: string;
  /** ISO UTC, by the desk's corrected clock. */
  readonly now: string;
}

const COLLECTIONS = [
  'customers',
  'agreements',
  'complaints',
  'activities',
  'tasks',
  'campaigns',
  'responses',
  'reference',
] as const;

const known = (collection: string) => COLLECTIONS.find((name) => name === collection) ?? 'other';

/** @returns what a document of a collection is, as in "pelanggan", "customer" */
export const documentKind = (collection: string, t: Translate): string => t(`sync.one.${known(collection)}`);

/** @returns many of them, as in "pelanggan", "customers"; for the middle of a sentence. */
const collectionName = (collection: string, t: Translate): string =>
  t(`sync.collection.${known(collection)}`);

/** @returns what there is to say, the state first, then what asks for a person. Never empty. */
export function syncSentences(status: SyncStatus, context: SentenceContext): readonly SyncSentence[] {
  const { t, conflicts } = context;
  const more: SyncSentence[] = [];
  if (status.rejected > 0)
    more.push({
      id: 'rejected',
      icon: 'refused',
      tone: 'danger',
      text: t('sync.rejected', { count: status.rejected }),
    });
  if (conflicts > 0)
    more.push({
      id: 'conflict',
      icon: 'conflict',
      tone: 'conflict',
      text: t('sync.conflict', { count: conflicts }),
      to: '/sinkronisasi/konflik',
    });
  if (status.storageLow)
    more.push({ id: 'storage', icon: 'warning', tone: 'danger', text: t('sync.storageLow') });
  if (status.clock.skewed)
    more.push({
      id: 'clock',
      icon: 'warning',
      tone: 'warn',
      text: t('sync.clockSkewed', { minutes: Math.round(Math.abs(status.clock.offset) / 60_000) }),
    });
  const merged = status.merged[0];
  if (merged)
    more.push({
      id: 'merged',
      icon: 'merged',
      tone: 'neutral',
      text: merged.by ? t('sync.merged', { name: merged.by }) : t('sync.mergedNobody'),
    });
  return [stateSentence(status, context), ...more];
}

function stateSentence(status: SyncStatus, { t, language, zone, now }: SentenceContext): SyncSentence {
  const moment = (instant: string) => formatMoment(instant, zone, language, now);
  switch (status.kind) {
    case 'first-sync':
      return { id: 'state', icon: 'loading', tone: 'info', text: firstSyncText(status, t, language) };
    case 'sign-in-expired':
      return { id: 'state', icon: 'key', tone: 'warn', text: t('sync.signIn') };
    case 'protocol-too-old':
      return { id: 'state', icon: 'warning', tone: 'danger', text: t('sync.tooOld') };
    case 'unreachable':
      // the desk's own disk is to blame, not head office
      if (status.reason?.code === 'storage_full')
        return { id: 'state', icon: 'warning', tone: 'danger', text: t('sync.storageFull') };
      if (status.reason?.code === 'database_failed')
        return { id: 'state', icon: 'warning', tone: 'danger', text: t('sync.storageTrouble') };
      return { id: 'state', icon: 'unreachable', tone: 'warn', text: retryText(status, t, now) };
    case 'offline':
      return { id: 'state', icon: 'offline', ...offlineText(status, t, moment) };
    case 'sending':
      return { id: 'state', icon: 'sending', tone: 'info', text: sendingText(status, t) };
    case 'receiving':
      return { id: 'state', icon: 'loading', tone: 'info', text: receivingText(status, t, language) };
    case 'synced':
      if (status.pending > 0)
        return {
          id: 'state',
          icon: 'sending',
          tone: 'info',
          text: t('sync.waiting', { count: status.pending }),
        };
      return {
        id: 'state',
        icon: 'synced',
        tone: 'ok',
        text: t('sync.synced', { time: status.dataAsOf ? moment(status.dataAsOf) : formatTime(now, zone) }),
      };
  }
}

const sendingText = (status: SyncStatus, t: Translate): string =>
  t('sync.sending', { count: Math.max(1, status.sending || status.pending) });

function offlineText(
  status: SyncStatus,
  t: Translate,
  moment: (instant: string) => string,
): Pick<SyncSentence, 'tone' | 'text'> {
  if (status.pending > 0 && status.since)
    return {
      tone: 'warn',
      text: t('sync.offlinePending', { time: moment(status.since), count: status.pending }),
    };
  if (!status.dataAsOf) return { tone: 'neutral', text: t('sync.offlineNever') };
  return { tone: 'neutral', text: t('sync.offlineClean', { time: moment(status.dataAsOf) }) };
}

function retryText(status: SyncStatus, t: Translate, now: string): string {
  const left = status.retryAt ? Math.ceil((Date.parse(status.retryAt) - Date.parse(now)) / 1000) : 0;
  return left > 0 ? t('sync.unreachable', { seconds: left }) : t('sync.unreachableNow');
}

function receivingText({ progress }: SyncStatus, t: Translate, language: Language): string {
  const done = formatNumber(progress?.done ?? 0, language);
  return t('sync.receiving', { what: collectionName(progress?.collection ?? '', t), done });
}

function firstSyncText(status: SyncStatus, t: Translate, language: Language): string {
  const { progress } = status;
  if (!progress) return t('sync.firstSyncStart');
  const what = collectionName(progress.collection, t);
  const done = formatNumber(progress.done, language);
  if (progress.total === 0) return t('sync.firstSyncOpen', { what, done });
  return t('sync.firstSync', { what, done, total: formatNumber(progress.total, language) });
}
