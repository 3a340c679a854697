/** What a campaign is about: the offer first, because that is what staff say; then where, when, and how far it is. */
import { useId } from 'react';
import type { Campaign } from '#shared/domain/campaign.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { formatDayRange, formatNumber, KeyValue } from '#renderer/ui/index.ts';
import { phaseOf } from '#renderer/widgets/campaigns/phase.ts';
import styles from './campaigns.module.css';
import { kindWords } from './marks.tsx';
import { daysBetween } from './phases.ts';

interface CampaignFactsProps {
  readonly campaign: Campaign;
  readonly today: string;
  /** Recorded in this branch. */
  readonly responses: number;
}

export function CampaignFacts({ campaign, today, responses }: CampaignFactsProps) {
  const t = useT();
  const language = useLanguage();
  const span = formatDayRange(campaign.start, campaign.end, language);
  return (
    <>
      <section className={styles['offer']} aria-label={t('campaigns.offer')}>
        <h3 className="lk-small">{t('campaigns.offer')}</h3>
        <p className={campaign.offer ? undefined : 'lk-muted'}>
          {campaign.offer ?? t('campaigns.offerNone')}
        </p>
      </section>
      <KeyValue
        items={[
          [t('campaigns.kind'), kindWords(campaign.kind, t)],
          [t('campaigns.area'), campaign.area],
          [t('campaigns.dates'), [span, useRest(campaign, today)].filter(Boolean).join(' · ')],
          [t('campaigns.target'), <Target key="target" campaign={campaign} responses={responses} />],
        ]}
      />
    </>
  );
}

/** @returns how long it still runs, or when it begins, in words. */
function useRest(campaign: Campaign, today: string): string {
  const t = useT();
  const phase = phaseOf(campaign, today);
  if (phase === 'coming' && campaign.start > today)
    return t('campaigns.startsIn', { count: daysBetween(today, campaign.start) });
  if (phase !== 'running') return '';
  const left = daysBetween(today, campaign.end);
  return left === 0 ? t('campaigns.lastDay') : t('campaigns.daysLeft', { count: left });
}

function Target({ campaign, responses }: { readonly campaign: Campaign; readonly responses: number }) {
  const t = useT();
  const language = useLanguage();
  const id = useId();
  const { target, branchIds } = campaign;
  if (!target) return <span>{t('campaigns.noTarget', { count: responses })}</span>;
  const shared =
    branchIds.length === 0
      ? t('campaigns.targetAll')
      : branchIds.length > 1
        ? t('campaigns.targetShared', { count: branchIds.length })
        : '';
  return (
    <span className={styles['target']}>
      <span id={id}>
        {t('campaigns.progress', {
          done: formatNumber(responses, language),
          target: formatNumber(target, language),
        })}
      </span>
      <progress aria-labelledby={id} value={Math.min(responses, target)} max={target} />
      {shared && <span className="lk-muted lk-small">{shared}</span>}
    </span>
  );
}
