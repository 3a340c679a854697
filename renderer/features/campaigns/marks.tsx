/** The small marks of campaigns and responses: icon and word, always. */
import {
  IconCircleCheck,
  IconCircleX,
  IconClock,
  IconHelpCircle,
  IconPencil,
  IconPhoneCall,
  IconPlayerPlay,
  IconRepeat,
  IconSparkles,
  IconThumbDown,
  IconThumbUp,
} from '@tabler/icons-react';
import { CAMPAIGN_KINDS, RESPONSE_RESULTS, type Campaign } from '#shared/domain/campaign.ts';
import { useT, type Translate } from '#renderer/i18n/index.ts';
import { Pill, StatusPill } from '#renderer/ui/index.ts';
import { phaseOf } from '#renderer/widgets/campaigns/phase.ts';

const ICON = { size: 14, 'aria-hidden': true } as const;

const PHASE = {
  running: { tone: 'ok', icon: IconPlayerPlay },
  coming: { tone: 'info', icon: IconClock },
  ended: { tone: 'neutral', icon: IconCircleCheck },
} as const;

/** @returns the kind in words; one that a newer version invented says so. */
export function kindWords(kind: string, t: Translate): string {
  const known = CAMPAIGN_KINDS.find((one) => one === kind);
  return known ? t(`domain.campaignKind.${known}`) : t('domain.newer');
}

/** Where the campaign stands today; "draft" and "cancelled" say so themselves. */
export function PhasePill({ campaign, today }: { readonly campaign: Campaign; readonly today: string }) {
  const t = useT();
  if (campaign.status === 'cancelled')
    return <StatusPill icon={<IconCircleX {...ICON} />}>{t('domain.campaignStatus.cancelled')}</StatusPill>;
  const phase = phaseOf(campaign, today);
  if (!phase)
    return <StatusPill icon={<IconPencil {...ICON} />}>{t('domain.campaignStatus.draft')}</StatusPill>;
  const { tone, icon: Icon } = PHASE[phase];
  return (
    <StatusPill tone={tone} icon={<Icon {...ICON} />}>
      {t(`campaigns.view.${phase}`)}
    </StatusPill>
  );
}

const RESULT = {
  interested: { tone: 'info', icon: IconThumbUp },
  follow_up: { tone: 'warn', icon: IconPhoneCall },
  deal: { tone: 'ok', icon: IconCircleCheck },
  not_interested: { tone: 'neutral', icon: IconThumbDown },
} as const;

export function ResultPill({ result }: { readonly result: string }) {
  const t = useT();
  const known = RESPONSE_RESULTS.find((one) => one === result);
  if (!known) return <Pill icon={<IconHelpCircle {...ICON} />}>{t('domain.newer')}</Pill>;
  const { tone, icon: Icon } = RESULT[known];
  return (
    <StatusPill tone={tone} icon={<Icon {...ICON} />}>
      {t(`domain.response.${known}`)}
    </StatusPill>
  );
}

export function OrderMark({ repeatOrder }: { readonly repeatOrder: boolean }) {
  const t = useT();
  const Icon = repeatOrder ? IconRepeat : IconSparkles;
  return (
    <Pill icon={<Icon {...ICON} />}>{t(repeatOrder ? 'campaigns.order.ro' : 'campaigns.order.new')}</Pill>
  );
}
