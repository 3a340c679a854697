/** The timeline of a complaint or a customer, newest first, with where each entry is saved. */
import { useMemo, useState } from 'react';
import type { ActivityKind } from '#shared/domain/activity.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { Button, formatShortDate, formatTime, Timeline, useZone } from '#renderer/ui/index.ts';
import { useMinute } from '../hooks/clock.ts';
import { useList, useReference, type DocOf } from '../hooks/documents.ts';
import { hasText, inGroup, type TimelineGroup } from './filter.ts';
import { activityText } from './said-words.ts';
import { activityTitle } from './timeline-words.ts';

interface ActivityTimelineProps {
  readonly customerId?: string;
  /** The customer's own id and those of the records that were joined into it. */
  readonly customerIds?: readonly string[];
  readonly complaintId?: string;
  readonly group?: TimelineGroup;
  /** Entries of this kind only. */
  readonly kind?: ActivityKind;
  /** Words that have to stand in an entry. */
  readonly text?: string;
}

/** So many entries are drawn at once. */
const PAGE = 60;

export function ActivityTimeline(props: ActivityTimelineProps) {
  const { customerId, customerIds, complaintId, group = 'all', kind: only, text = '' } = props;
  const t = useT();
  const language = useLanguage();
  const zone = useZone();
  const now = useMinute();
  const reference = useReference();
  const [pages, setPages] = useState(1);
  const where = complaintId ? { complaintId } : { customerId: customerIds ?? customerId ?? '' };
  const { value: all, loading } = useList('activities', { where });
  const value = useMemo(() => (only ? all.filter(({ kind }) => kind === only) : all), [all, only]);
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
    return value
      .filter(({ kind }) => inGroup(kind, group))
      .sort((a, b) => (a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1))
      .map((doc) => {
        const said = activityText(doc, { t, language });
        return {
          key: doc.id,
          title: activityTitle(doc, { t, language, zone, reference }) ?? t('domain.newer'),
          note: note(doc),
          ...(said ? { text: said } : {}),
        };
      })
      .filter((item) => text.trim() === '' || hasText([item.title, item.note, item.text ?? ''], text));
  }, [value, t, language, zone, now, reference, group, text]);
  if (loading && items.length === 0) return null;
  if (items.length === 0) {
    const filtered = value.length > 0;
    return <p className="lk-muted">{t(filtered ? 'widgets.timeline.nothing' : 'widgets.timeline.empty')}</p>;
  }
  const rest = items.length - pages * PAGE;
  return (
    <>
      <Timeline label={t('widgets.timeline.label')} items={items.slice(0, pages * PAGE)} />
      {rest > 0 && (
        <Button
          onClick={() => {
            setPages(pages + 1);
          }}
        >
          {t('widgets.timeline.more', { count: rest })}
        </Button>
      )}
    </>
  );
}
