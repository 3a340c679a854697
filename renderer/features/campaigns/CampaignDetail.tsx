/** One campaign: the words to say, how far it has come here, and the form of the booth. */
import { CAMPAIGN_KINDS } from '#shared/domain/campaign.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import {
  Banner,
  DetailPane,
  EmptyState,
  formatDay,
  formatNumber,
  KeyValue,
  Pill,
  SkeletonList,
} from '#renderer/ui/index.ts';
import { useDoc, useList, type DocOf } from '#renderer/widgets/hooks/documents.ts';
import { BoothForm } from './BoothForm.tsx';
import styles from './campaigns.module.css';
import { progressOf } from '#renderer/widgets/campaigns/phase.ts';
import { ResponseList } from './ResponseList.tsx';

interface CampaignDetailProps {
  readonly id: string;
  readonly onClose: () => void;
}

export function CampaignDetail({ id, onClose }: CampaignDetailProps) {
  const t = useT();
  const { value: campaign, loading } = useDoc('campaigns', id);
  if (campaign) return <Known campaign={campaign} onClose={onClose} />;
  return (
    <DetailPane label={t('common.detail')} onClose={onClose}>
      {loading ? (
        <SkeletonList rows={4} />
      ) : (
        <EmptyState title={t('campaigns.missing')} hint={t('campaigns.missingHint')} />
      )}
    </DetailPane>
  );
}

function Known({
  campaign,
  onClose,
}: {
  readonly campaign: DocOf<'campaigns'>;
  readonly onClose: () => void;
}) {
  const t = useT();
  const language = useLanguage();
  const { value: responses } = useList('responses', { where: { campaignId: campaign.id } });
  const progress = progressOf(campaign.target, responses);
  const kind = CAMPAIGN_KINDS.find((one) => one === campaign.kind);
  const status = (['draft', 'running', 'ended', 'cancelled'] as const).find((one) => one === campaign.status);
  const done = formatNumber(progress.responses, language);
  return (
    <DetailPane
      label={t('common.detail')}
      onClose={onClose}
      title={campaign.name}
      top={
        <>
          <Pill tone={campaign.status === 'running' ? 'ok' : 'neutral'}>
            {status ? t(`domain.campaignStatus.${status}`) : campaign.status}
          </Pill>
          <span className="lk-muted">{kind ? t(`domain.campaignKind.${kind}`) : campaign.kind}</span>
        </>
      }
    >
      <blockquote className={styles['offer']} aria-label={t('campaigns.offer')}>
        {campaign.offer ?? t('campaigns.noOffer')}
      </blockquote>
      <KeyValue
        items={[
          [
            t('campaigns.when'),
            t('campaigns.from', {
              start: formatDay(campaign.start, language),
              end: formatDay(campaign.end, language),
            }),
          ],
          [t('campaigns.area'), campaign.area],
        ]}
      />
      <section aria-label={t('campaigns.target')} className={styles['progress']}>
        <p>
          <b>
            {campaign.target
              ? t('campaigns.progress', { done, target: formatNumber(campaign.target, language) })
              : t('campaigns.progressHere', { done })}
          </b>
          <span className="lk-muted">
            {t('campaigns.deals', { count: progress.deals })} ·{' '}
            {t('campaigns.repeat', { count: progress.repeatOrders })}
          </span>
        </p>
        {campaign.target !== undefined && campaign.target > 0 && (
          <progress value={progress.responses} max={campaign.target} aria-label={t('campaigns.target')} />
        )}
      </section>
      {campaign.status === 'running' ? (
        <BoothForm campaignId={campaign.id} />
      ) : (
        <Banner tone="neutral">{t('campaigns.notRunning')}</Banner>
      )}
      <ResponseList responses={responses} />
    </DetailPane>
  );
}
