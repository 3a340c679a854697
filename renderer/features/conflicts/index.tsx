/** The conflict centre: what two people changed and the clocks do not decide, one document after the other. */
import { IconChevronLeft, IconChevronRight, IconCircleCheck } from '@tabler/icons-react';
import { useNavigate, useParams } from 'react-router';
import { useT } from '#renderer/i18n/index.ts';
import { Button, EmptyState, Page } from '#renderer/ui/index.ts';
import { useConflicts } from '#renderer/widgets/conflicts/use-conflicts.ts';
import { useScreenKeys } from '#renderer/widgets/hooks/keys.ts';
import { DocumentConflict } from './DocumentConflict.tsx';
import styles from './conflicts.module.css';

export default function ConflictsPage() {
  const t = useT();
  const navigate = useNavigate();
  const { key } = useParams();
  const conflicts = useConflicts();
  const at = Math.max(
    0,
    conflicts.findIndex((conflict) => conflict.key === key),
  );
  const conflict = conflicts[at];
  const go = (to: number) => {
    const next = conflicts[to];
    if (next) void navigate(`/sinkronisasi/konflik/${encodeURIComponent(next.key)}`, { replace: true });
  };
  useScreenKeys({
    j: () => {
      go(at + 1);
    },
    k: () => {
      go(at - 1);
    },
  });
  if (!conflict)
    return (
      <Page title={t('conflicts.title')}>
        <EmptyState
          icon={<IconCircleCheck size={32} stroke={1.5} aria-hidden />}
          title={t('conflicts.none')}
          hint={t('conflicts.noneHint')}
          action={
            <Button
              onClick={() => {
                void navigate('/sinkronisasi');
              }}
            >
              {t('conflicts.toSync')}
            </Button>
          }
        />
      </Page>
    );
  return (
    <Page
      title={t('conflicts.title')}
      actions={
        <div className={styles['walk']}>
          <span className="lk-muted" aria-live="polite">
            {t('conflicts.count', { at: at + 1, all: conflicts.length })}
          </span>
          <Button
            icon={<IconChevronLeft size={16} aria-hidden />}
            shortcut="K"
            disabled={at === 0}
            onClick={() => {
              go(at - 1);
            }}
          >
            {t('conflicts.previous')}
          </Button>
          <Button
            icon={<IconChevronRight size={16} aria-hidden />}
            shortcut="J"
            disabled={at === conflicts.length - 1}
            onClick={() => {
              go(at + 1);
            }}
          >
            {t('conflicts.next')}
          </Button>
        </div>
      }
    >
      <p className={styles['hint']}>{t('conflicts.hint')}</p>
      <DocumentConflict
        key={conflict.key}
        conflict={conflict}
        onDecided={() => {
          document.querySelector<HTMLElement>('[data-page-title]')?.focus();
        }}
      />
    </Page>
  );
}
