/** The smaller lists of the first page. */
import { Link } from 'react-router';
import type { DirectoryRow } from '#renderer/data/desk-types.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { openIntake } from '#renderer/state/intake.ts';
import { Button, formatDay, formatMoment, useZone } from '#renderer/ui/index.ts';
import { inPhase } from '#renderer/widgets/campaigns/phase.ts';
import { useDesk, useLive } from '#renderer/widgets/desk-context.tsx';
import { useMinute, useToday } from '#renderer/widgets/hooks/clock.ts';
import { useList } from '#renderer/widgets/hooks/documents.ts';
import { TierPill } from '#renderer/widgets/marks/marks.tsx';
import styles from './home.module.css';

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
const nameIn = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'name' in value ? text(value.name) : '';

/** Intakes that this person put aside. Nothing when there are none. */
export function ParkedDrafts() {
  const t = useT();
  const language = useLanguage();
  const zone = useZone();
  const now = useMinute();
  const desk = useDesk();
  const drafts = useLive(desk.drafts.live).filter((draft) => draft.form === 'intake');
  if (drafts.length === 0) return null;
  return (
    <section aria-label={t('home.parked')} className={styles['block']}>
      <h2>{t('home.parked')}</h2>
      <ul className={styles['lines']}>
        {drafts.map(({ id, value, updatedAt }) => {
          const name =
            nameIn(value['customer']) ||
            nameIn(value['newcomer']) ||
            text(value['search']) ||
            text(value['description']).slice(0, 40) ||
            t('home.unnamed');
          return (
            <li key={id}>
              <span className="lk-cut">{name}</span>
              <span className="lk-muted lk-small">{formatMoment(updatedAt, zone, language, now)}</span>
              <Button
                title={`${t('home.resume')}: ${name}`}
                onClick={() => {
                  openIntake({ draftId: id });
                }}
              >
                {t('home.resume')}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

export function RunningCampaigns() {
  const t = useT();
  const language = useLanguage();
  const today = useToday();
  const { value, loading } = useList('campaigns', {});
  const running = inPhase(value, 'running', today).slice(0, 4);
  if (loading && value.length === 0) return null;
  return (
    <section aria-label={t('home.campaigns')} className={styles['block']}>
      <h2>{t('home.campaigns')}</h2>
      {running.length === 0 && <p className="lk-muted">{t('home.noCampaigns')}</p>}
      <ul className={styles['lines']}>
        {running.map((campaign) => (
          <li key={campaign.id}>
            <Link to={`/kampanye/${campaign.id}`} className="lk-cut">
              {campaign.name}
            </Link>
            <span className="lk-muted lk-small">
              {t('home.until', { day: formatDay(campaign.end, language) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function RecentCustomers({ rows }: { readonly rows: readonly DirectoryRow[] | undefined }) {
  const t = useT();
  if (rows === undefined) return null;
  return (
    <section aria-label={t('home.recent')} className={styles['block']}>
      <h2>{t('home.recent')}</h2>
      {rows.length === 0 && <p className="lk-muted">{t('home.noRecent')}</p>}
      <ul className={styles['lines']}>
        {rows.map((row) => (
          <li key={row.id}>
            <Link to={`/pelanggan/${row.id}`} className="lk-cut">
              {row.name}
            </Link>
            <TierPill tier={row.tier} />
            <span className="lk-muted lk-small">{row.phone}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
