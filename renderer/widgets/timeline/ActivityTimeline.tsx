/** The timeline of a complaint or a customer, newest first, with where each entry is saved. */
import { useMemo } from 'react';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { formatShortDate, formatTime, Timeline, useZone } from '#renderer/ui/index.ts';
import { useMinute } from '../hooks/clock.ts';
import { useList, useReference, type DocOf } from '../hooks/documents.ts';
import { activityTitle } from './timeline-words.ts';

interface ActivityTimelineProps {
  readonly customerId?: string;
  readonly complaintId?: string;
}

export function ActivityTimeline({ customerId, complaintId }: ActivityTimelineProps) {
  const t = useT();
  const language = useLanguage();
  const zone = useZone();
  const now = useMinute();
  const reference = useReference();
  const where = complaintId ? { complaintId } : { customerId: customerId ?? '' };
  const { value, loading } = useList('activities', { where });
  const items = useMemo(() => {
    const note = (doc: DocOf<'activities'>): string =>
      [
        doc.createdBy.name,
        `${formatShortDate(doc.at, zone, language, now)} ${formatTime(doc.at, zone)}`,
        ...(doc.unsent === 3 ? [t('widgets.sync.refused')] : []),
        ...(doc.unsent === 1 || doc.unsent === 2
          ? [`${t('widgets.timeline.local')}, ${t('common.unsent').toLowerCase()}`]
          : []),
      ].join(' · ');
    return [...value]
      .sort((a, b) => (a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1))
      .map((doc) => ({
        key: doc.id,
        title: activityTitle(doc, { t, language, zone, reference }) ?? t('domain.newer'),
        note: note(doc),
        ...(doc.text ? { text: doc.text } : {}),
      }));
  }, [value, t, language, zone, now, reference]);
  if (loading && items.length === 0) return null;
  if (items.length === 0) return <p className="lk-muted">{t('widgets.timeline.empty')}</p>;
  return <Timeline label={t('widgets.timeline.label')} items={items} />;
}
