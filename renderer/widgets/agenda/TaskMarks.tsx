/** What kind of task it is, and how it stands: icon and word. */
import {
  IconBan,
  IconBriefcase,
  IconChecks,
  IconClockX,
  IconGavel,
  IconReportAnalytics,
  IconCornerDownRight,
  IconRefresh,
} from '@tabler/icons-react';
import type { Task, TaskKind } from '#shared/domain/task.ts';
import { useT } from '#renderer/i18n/index.ts';
import { Pill, StatusPill } from '#renderer/ui/index.ts';

const ICON = { size: 14, 'aria-hidden': true } as const;

const KIND_ICON: Readonly<Record<TaskKind, typeof IconBan>> = {
  visit: IconBriefcase,
  follow_up: IconCornerDownRight,
  renewal: IconRefresh,
  evaluation: IconReportAnalytics,
  decision: IconGavel,
};

/** The icon of a kind, where its word stands elsewhere. */
export function KindIcon({ kind }: { readonly kind: TaskKind }) {
  const Icon = KIND_ICON[kind];
  return <Icon {...ICON} />;
}

export function KindPill({ task }: { readonly task: Pick<Task, 'kind' | 'agreementId'> }) {
  const t = useT();
  return (
    <Pill tone={task.agreementId ? 'info' : 'neutral'} icon={<KindIcon kind={task.kind} />}>
      {t(`agenda.kind.${task.kind}`)}
    </Pill>
  );
}

/** Done, cancelled or late; nothing while its time lies ahead. */
export function TaskState({
  task,
  now,
}: {
  readonly task: Pick<Task, 'status' | 'dueAt'>;
  readonly now: string;
}) {
  const t = useT();
  if (task.status === 'done')
    return (
      <StatusPill tone="ok" icon={<IconChecks {...ICON} />}>
        {t('agenda.done')}
      </StatusPill>
    );
  if (task.status === 'cancelled') return <Pill icon={<IconBan {...ICON} />}>{t('agenda.cancelled')}</Pill>;
  if (task.dueAt >= now) return null;
  return (
    <StatusPill tone="danger" icon={<IconClockX {...ICON} />}>
      {t('agenda.late')}
    </StatusPill>
  );
}
