import { IconCircleCheck, IconCircleX, IconPencil, IconPlayerPlay } from '@tabler/icons-react';
import type { Campaign } from '#shared/domain/campaign.ts';
import { useT } from '#renderer/i18n/index.ts';
import { StatusPill } from '#renderer/ui/index.ts';

const LOOK = {
  draft: { tone: 'neutral', Icon: IconPencil },
  running: { tone: 'info', Icon: IconPlayerPlay },
  ended: { tone: 'ok', Icon: IconCircleCheck },
  cancelled: { tone: 'neutral', Icon: IconCircleX },
} as const;

export function CampaignStatus({ status }: { readonly status: Campaign['status'] }) {
  const t = useT();
  const { tone, Icon } = LOOK[status];
  return (
    <StatusPill tone={tone} icon={<Icon size={14} aria-hidden />}>
      {t(`domain.campaignStatus.${status}`)}
    </StatusPill>
  );
}
