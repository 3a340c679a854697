/** The small marks of a complaint or customer: state, time left, tier, where it is saved. Icon and word, always. */
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconBan,
  IconCheck,
  IconChecks,
  IconCircleDot,
  IconClock,
  IconClockX,
  IconCloudUp,
  IconHelpCircle,
  IconHourglass,
  IconLock,
  IconMedal,
  IconProgress,
} from '@tabler/icons-react';
import { STATUSES, type Status } from '#shared/domain/complaint.ts';
import { TIERS } from '#shared/domain/customer.ts';
import { useLanguage, useT, type Translate } from '#renderer/i18n/index.ts';
import { formatDateTime } from '#renderer/ui/format.ts';
import { Pill, StatusPill, type Tone } from '#renderer/ui/parts/pill.tsx';
import { useZone } from '#renderer/ui/parts/place.ts';
import { useMinute } from '../hooks/clock.ts';
import { dueState, type DueSpan } from './due.ts';

const ICON = { size: 14, 'aria-hidden': true } as const;

const STATUS_LOOK: Readonly<Record<Status, { readonly tone: Tone; readonly icon: typeof IconCheck }>> = {
  new: { tone: 'info', icon: IconCircleDot },
  in_progress: { tone: 'warn', icon: IconProgress },
  waiting_customer: { tone: 'neutral', icon: IconHourglass },
  resolved: { tone: 'ok', icon: IconCheck },
  closed: { tone: 'ok', icon: IconChecks },
  reopened: { tone: 'warn', icon: IconArrowBackUp },
  cancelled: { tone: 'neutral', icon: IconBan },
  withdrawn: { tone: 'neutral', icon: IconBan },
};

/** The state of a complaint; one that a newer version invented says so. */
export function StatusMark({ status }: { readonly status: string }) {
  const t = useT();
  const known = STATUSES.find((one) => one === status);
  if (!known) return <Pill icon={<IconHelpCircle {...ICON} />}>{t('domain.newer')}</Pill>;
  const { tone, icon: Icon } = STATUS_LOOK[known];
  return (
    <StatusPill tone={tone} icon={<Icon {...ICON} />}>
      {t(`domain.status.${known}`)}
    </StatusPill>
  );
}

/** @returns `48 mnt`, `2j 10m`, `3 hari`. */
export function spanWords(span: DueSpan, t: Translate): string {
  return t(`widgets.due.${span.unit}`, { minutes: span.minutes, hours: span.hours, days: span.days });
}

const DUE_TONE = { calm: 'neutral', near: 'warn', late: 'danger' } as const;

/** Time left to the promise, counting by the minute; a dash when no clock runs. */
export function DuePill({ dueAt, status }: { readonly dueAt: string; readonly status: string }) {
  const t = useT();
  const language = useLanguage();
  const zone = useZone();
  const now = useMinute();
  const due = dueState(dueAt, status, now);
  if (due.state === 'none') {
    return (
      <span className="lk-muted" title={t('widgets.due.none')}>
        {t('common.none')}
      </span>
    );
  }
  const span = spanWords(due.span, t);
  const late = due.state === 'late';
  const at = formatDateTime(dueAt, zone, language);
  return (
    <StatusPill
      tone={DUE_TONE[due.state]}
      icon={late ? <IconClockX {...ICON} /> : <IconClock {...ICON} />}
      title={t(late ? 'widgets.due.over' : 'widgets.due.left', { span, at })}
    >
      {late ? t('widgets.due.late', { span }) : span}
    </StatusPill>
  );
}

/** Bronze, silver or gold; nothing for a customer without a tier. */
export function TierPill({ tier }: { readonly tier: string | undefined }) {
  const t = useT();
  const known = TIERS.find((one) => one === tier);
  if (!known) return null;
  return (
    <Pill tone={known} icon={<IconMedal {...ICON} />}>
      {t(`common.tier.${known}`)}
    </Pill>
  );
}

/** A cloud with an arrow for "not sent yet", a triangle for "refused"; nothing when head office has it. */
export function UnsentIcon({ unsent }: { readonly unsent: 0 | 1 | 2 | 3 }) {
  const t = useT();
  if (unsent === 0) return null;
  if (unsent === 3) {
    return (
      <IconAlertTriangle size={16} color="var(--lk-danger)" role="img" aria-label={t('widgets.sync.refused')}>
        <title>{t('widgets.sync.refused')}</title>
      </IconAlertTriangle>
    );
  }
  return (
    <IconCloudUp size={16} color="var(--lk-warn)" role="img" aria-label={t('widgets.sync.unsent')}>
      <title>{t('widgets.sync.unsent')}</title>
    </IconCloudUp>
  );
}

/** The same with its word, for a detail pane. */
export function UnsentPill({ unsent }: { readonly unsent: 0 | 1 | 2 | 3 }) {
  const t = useT();
  if (unsent === 0) return null;
  if (unsent === 3) {
    return (
      <StatusPill tone="danger" icon={<IconAlertTriangle {...ICON} />}>
        {t('widgets.sync.refused')}
      </StatusPill>
    );
  }
  return (
    <StatusPill tone="warn" icon={<IconCloudUp {...ICON} />}>
      {t('widgets.sync.unsent')}
    </StatusPill>
  );
}

export function ConfidentialPill() {
  const t = useT();
  return (
    <StatusPill tone="conflict" icon={<IconLock {...ICON} />}>
      {t('widgets.confidential')}
    </StatusPill>
  );
}
