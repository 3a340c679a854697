/** A branch's first page: deadlines first, then what is unsent, unfinished, running and recent. */
import { useMemo } from 'react';
import { Link } from 'react-router';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { openIntake } from '#renderer/state/intake.ts';
import {
  Banner,
  Button,
  EmptyState,
  formatLongDay,
  formatNumber,
  PageHeader,
  SkeletonList,
  useZone,
} from '#renderer/ui/index.ts';
import { useActor, useDesk, useLive } from '#renderer/widgets/desk-context.tsx';
import { complaintViews, type ViewName } from '#renderer/widgets/complaints/views.ts';
import { useMinute } from '#renderer/widgets/hooks/clock.ts';
import { useDirectoryRows, useViewCounts } from '#renderer/widgets/hooks/directory.ts';
import { FirstDay } from './FirstDay.tsx';
import styles from './home.module.css';
import { Queue } from './Queue.tsx';
import { Sending } from './Sending.tsx';
import { ParkedDrafts, RecentCustomers, RunningCampaigns } from './sections.tsx';
import { EndingSoon, TodayVisits } from './Today.tsx';

const TILES = ['late', 'near', 'division', 'mine', 'open', 'unsent'] as const satisfies readonly ViewName[];

export function BranchHome() {
  const t = useT();
  const language = useLanguage();
  const zone = useZone();
  const now = useMinute();
  const actor = useActor();
  const desk = useDesk();
  const ready = useLive(desk.directory.ready);
  const views = useMemo(() => complaintViews(actor, now), [actor, now]);
  const counts = useViewCounts('complaints', views);
  const queue = useDirectoryRows({
    collection: 'complaints',
    view: views.open ?? {},
    sort: { by: 'dueAt' },
    limit: 8,
  })?.rows;
  const recent = useDirectoryRows({
    collection: 'customers',
    sort: { by: 'updatedAt', descending: true },
    limit: 6,
  })?.rows;
  const tiles = TILES.filter((name) => views[name] !== undefined);
  const { kind } = useLive(desk.sync.state);
  const firstDay = ready && kind !== 'first-sync' && counts.all === 0;
  return (
    <div className={styles['page']}>
      <PageHeader
        title={t('home.title')}
        count={formatLongDay(now, zone, language)}
        actions={
          <Button
            variant="primary"
            shortcut="F2"
            onClick={() => {
              openIntake();
            }}
          >
            {t('nav.newComplaint')}
          </Button>
        }
      />
      <div className={styles['body']}>
        {!ready && <Banner tone="info">{t('home.preparing')}</Banner>}
        {firstDay ? (
          <FirstDay />
        ) : (
          <nav aria-label={t('home.work')} className={styles['tiles']}>
            {tiles.map((name) => {
              const count = counts[name];
              return (
                <Link
                  key={name}
                  to={`/pengaduan?tampilan=${name}`}
                  data-tone={count ? toneOf(name) : undefined}
                  className={styles['tile']}
                >
                  <b>{count === undefined ? '…' : formatNumber(count, language)}</b>
                  <span>{t(`home.${name}`)}</span>
                </Link>
              );
            })}
          </nav>
        )}
        <div className={styles['columns']}>
          <section aria-label={t('home.queue')} className={styles['block']}>
            <div className={styles['blockHead']}>
              <h2>{t('home.queue')}</h2>
              <Link to="/pengaduan">{t('home.seeAll')}</Link>
            </div>
            {queue === undefined ? (
              <SkeletonList rows={4} />
            ) : queue.length === 0 ? (
              <EmptyState title={t('home.queueEmpty')} hint={t('home.queueEmptyHint')} />
            ) : (
              <Queue rows={queue} />
            )}
          </section>
          <div className={styles['side']}>
            <Sending />
            <TodayVisits />
            <EndingSoon />
            <ParkedDrafts />
            <RunningCampaigns />
            <RecentCustomers rows={recent} />
          </div>
        </div>
      </div>
    </div>
  );
}

const toneOf = (name: ViewName): string | undefined =>
  name === 'late' ? 'danger' : name === 'near' || name === 'unsent' ? 'warn' : undefined;
