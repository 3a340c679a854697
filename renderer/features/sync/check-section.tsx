import { IconCircleCheck, IconTool, IconZoomCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { LoketError } from '#shared/errors/errors.ts';
import { useT } from '#renderer/i18n/index.ts';
import { announce } from '#renderer/state/shell.ts';
import { Button, DateTimeText, ErrorLine, Section, StatusPill } from '#renderer/ui/index.ts';
import { useDesk, useLive } from '#renderer/widgets/desk-context.tsx';

/** Compares everything that is held here with head office. It runs by itself as well; here a person asks for it. */
export function CheckSection() {
  const t = useT();
  const desk = useDesk();
  const { checked } = useLive(desk.sync.state);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<LoketError>();
  const check = async () => {
    setBusy(true);
    setRefused(undefined);
    announce(t('sync.checking'));
    const answer = await desk.sync.check();
    setBusy(false);
    if (!answer.ok) setRefused(answer.error);
    else
      announce(
        answer.value.repaired > 0
          ? t('sync.checkedRepaired', { count: answer.value.repaired })
          : t('sync.checkedSame'),
      );
  };
  return (
    <Section
      title={t('sync.checkTitle')}
      actions={
        <Button icon={<IconZoomCheck size={16} aria-hidden />} busy={busy} onClick={() => void check()}>
          {t('sync.check')}
        </Button>
      }
    >
      <p className="lk-muted">{t('sync.checkHint')}</p>
      {refused && <ErrorLine error={refused} />}
      {checked && (
        <p>
          {checked.repaired > 0 ? (
            <StatusPill tone="warn" icon={<IconTool size={14} aria-hidden />}>
              {t('sync.checkedRepaired', { count: checked.repaired })}
            </StatusPill>
          ) : (
            <StatusPill tone="ok" icon={<IconCircleCheck size={14} aria-hidden />}>
              {t('sync.checkedSame')}
            </StatusPill>
          )}{' '}
          <span className="lk-muted">
            <DateTimeText value={checked.at} />
          </span>
        </p>
      )}
    </Section>
  );
}
