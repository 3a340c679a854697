/** One campaign on a full page: the form of the booth beside the offer and what came back. */
import { IconArrowLeft, IconInfoCircle } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import type { Campaign } from '#shared/domain/campaign.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { Banner, Button, EmptyState, formatDay, PageHeader, SkeletonList } from '#renderer/ui/index.ts';
import { useMinute, useToday } from '#renderer/widgets/hooks/clock.ts';
import { useDoc, useList } from '#renderer/widgets/hooks/documents.ts';
import { CampaignFacts } from './CampaignFacts.tsx';
import styles from './campaigns.module.css';
import { PhasePill } from './marks.tsx';
import { recordingOf, type Recording } from './phases.ts';
import { ResponseForm } from './ResponseForm.tsx';
import { ResponseList } from './ResponseList.tsx';

/** Give it a `key` of the id. */
export function CampaignPage({ id }: { readonly id: string }) {
  const t = useT();
  const { loading, value: campaign } = useDoc('campaigns', id);
  if (campaign) return <Known campaign={campaign} />;
  if (loading)
    return (
      <>
        <PageHeader title={t('campaigns.title')} />
        <SkeletonList />
      </>
    );
  return (
    <>
      <PageHeader title={t('campaigns.title')} />
      <EmptyState
        title={t('campaigns.missing')}
        hint={t('campaigns.missingHint')}
        action={<ToList id="" />}
      />
    </>
  );
}

function Known({ campaign }: { readonly campaign: Campaign }) {
  const now = useMinute();
  const today = useToday();
  const responses = useList('responses', { where: { campaignId: campaign.id } });
  const recording = recordingOf(campaign, today);
  const open = recording === 'open' || recording === 'late';
  useEffect(() => {
    // The form takes the focus itself where there is one.
    if (!open) document.querySelector<HTMLElement>('#page [data-page-title]')?.focus();
  }, [open]);
  return (
    <div className={styles['page']}>
      <PageHeader title={campaign.name} actions={<ToList id={campaign.id} />}>
        <PhasePill campaign={campaign} today={today} />
      </PageHeader>
      <div className={styles['columns']} data-form={open || undefined}>
        {open && (
          <div className={styles['formColumn']}>
            {recording === 'late' && <NotOpen recording={recording} start={campaign.start} />}
            <ResponseForm key={campaign.id} campaignId={campaign.id} />
          </div>
        )}
        <div className={styles['resultColumn']}>
          <div className={styles['facts']}>
            {!open && <NotOpen recording={recording} start={campaign.start} />}
            <CampaignFacts campaign={campaign} today={today} responses={responses.value.length} />
          </div>
          <ResponseList responses={responses.value} loading={responses.loading} open={open} now={now} />
        </div>
      </div>
    </div>
  );
}

/** Why nothing can be recorded, or why it still can. */
function NotOpen({ recording, start }: { readonly recording: Recording; readonly start: string }) {
  const t = useT();
  const language = useLanguage();
  if (recording === 'open') return null;
  return (
    <Banner tone={recording === 'late' ? 'warn' : 'info'} icon={<IconInfoCircle size={18} aria-hidden />}>
      {recording === 'late'
        ? t('campaigns.late')
        : t(`campaigns.notOpen.${recording}`, { start: formatDay(start, language) })}
    </Banner>
  );
}

function ToList({ id }: { readonly id: string }) {
  const t = useT();
  const navigate = useNavigate();
  return (
    <Button
      icon={<IconArrowLeft size={16} aria-hidden />}
      onClick={() => void navigate(id ? `/kampanye?pilih=${id}` : '/kampanye')}
    >
      {t('campaigns.toList')}
    </Button>
  );
}
