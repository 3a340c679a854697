import { IconCloudOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { LoketError } from '#shared/errors/errors.ts';
import { useT } from '#renderer/i18n/index.ts';
import { Button, EmptyState, ErrorState, SkeletonList } from '#renderer/ui/index.ts';
import { useDesk, useLive, type Asked } from '#renderer/widgets/desk-context.tsx';

/** Codes that mean that head office was not reached at all. */
const AWAY = new Set([
  'network',
  'offline',
  'timeout',
  'portal',
  'server_busy',
  'host.unreachable',
  'host.redirected',
]);

export const isAway = (error: LoketError): boolean => AWAY.has(error.code);

interface AnswerProps<T> {
  readonly asked: Asked<T>;
  readonly children: (value: T) => ReactNode;
}

/** Shows an answer of head office; before it, grey rows; without it, why. What was read stays when asking again fails. */
export function Answer<T>({ asked, children }: AnswerProps<T>) {
  const t = useT();
  const { kind } = useLive(useDesk().sync.state);
  if (asked.value !== undefined) return <>{children(asked.value)}</>;
  if (asked.loading) return <SkeletonList />;
  if (!asked.error) return null;
  if (kind !== 'offline' && !isAway(asked.error))
    return <ErrorState error={asked.error} onRetry={asked.again} />;
  return (
    <EmptyState
      icon={<IconCloudOff size={32} stroke={1.5} aria-hidden />}
      title={t('headoffice.offlineTitle')}
      hint={t('headoffice.onlineOnly')}
      action={<Button onClick={asked.again}>{t('common.retry')}</Button>}
    />
  );
}
