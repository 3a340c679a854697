import {
  IconCircleCheck,
  IconClockExclamation,
  IconCopy,
  IconEraser,
  IconHourglass,
  IconPlugConnectedX,
} from '@tabler/icons-react';
import type { DeviceView } from '#shared/api/devices.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { formatSpan, StatusPill } from '#renderer/ui/index.ts';
import { useDesk } from '#renderer/widgets/desk-context.tsx';
import { isLongAway } from './device-state.ts';

const ICON = { size: 14, 'aria-hidden': true } as const;

/** The state of a desk as an icon and a word. */
export function DeviceMark({ device }: { readonly device: DeviceView }) {
  const t = useT();
  const now = useDesk().now();
  if (device.state === 'revoked')
    return (
      <StatusPill tone="warn" icon={<IconHourglass {...ICON} />}>
        {t('devices.state.revoked')}
      </StatusPill>
    );
  if (device.state === 'wiped')
    return <StatusPill icon={<IconEraser {...ICON} />}>{t('devices.state.wiped')}</StatusPill>;
  if (device.state === 'cloned')
    return (
      <StatusPill tone="danger" icon={<IconCopy {...ICON} />}>
        {t('devices.state.cloned')}
      </StatusPill>
    );
  if (isLongAway(device, now))
    return (
      <StatusPill tone="warn" icon={<IconPlugConnectedX {...ICON} />}>
        {t('devices.state.away')}
      </StatusPill>
    );
  return (
    <StatusPill tone="ok" icon={<IconCircleCheck {...ICON} />}>
      {t('devices.state.active')}
    </StatusPill>
  );
}

/** @returns a function that says how the clock of a desk goes; a dash where that is not known. */
export function useClockText(): (device: DeviceView) => string {
  const t = useT();
  const language = useLanguage();
  return ({ clockOffsetMs, clockFlag }) => {
    if (clockOffsetMs === undefined) return t('common.none');
    if (!clockFlag) return t('devices.clockRight');
    return t(clockOffsetMs < 0 ? 'devices.clockBehind' : 'devices.clockAhead', {
      span: formatSpan(Math.abs(clockOffsetMs), language),
    });
  };
}

/** Pointed out when it is off by more than head office lets pass. */
export function ClockMark({ device }: { readonly device: DeviceView }) {
  const text = useClockText()(device);
  if (!device.clockFlag) return <span className="lk-muted">{text}</span>;
  return (
    <StatusPill tone="warn" icon={<IconClockExclamation {...ICON} />} title={text}>
      {text}
    </StatusPill>
  );
}
