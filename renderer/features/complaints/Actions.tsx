/** What can be done with a complaint in its state, each with its key. */
import { Menu } from '@mantine/core';
import { IconArrowForwardUp, IconCheck, IconDots, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { isOpen, nextStatuses } from '#shared/domain/complaint.ts';
import { useT } from '#renderer/i18n/index.ts';
import { Button, toast } from '#renderer/ui/index.ts';
import { MenuItems } from '#renderer/ui/parts/menu.tsx';
import { useRun } from '#renderer/widgets/desk-context.tsx';
import type { DocOf } from '#renderer/widgets/hooks/documents.ts';
import { useScreenKeys } from '#renderer/widgets/hooks/keys.ts';
import { HandOverDialog } from './HandOverDialog.tsx';
import { WordsDialog, type WordsAction } from './WordsDialog.tsx';
import styles from './complaints.module.css';

interface ActionsProps {
  readonly complaint: DocOf<'complaints'>;
  readonly onPrint: () => void;
}

const ICON = { size: 16, 'aria-hidden': true } as const;

export function Actions({ complaint, onPrint }: ActionsProps) {
  const t = useT();
  const run = useRun();
  const [dialog, setDialog] = useState<WordsAction | 'handOver'>();
  const next = nextStatuses(complaint.status);
  const open = isOpen(complaint.status);
  const show = (wanted: WordsAction | 'handOver', allowed: boolean) => () => {
    if (!allowed) return false;
    setDialog(wanted);
    return true;
  };
  useScreenKeys({
    d: show('handOver', open),
    s: show('resolve', next.includes('resolved')),
    'Ctrl+p': onPrint,
  });
  const close = async () => {
    const done = await run('closeComplaint', { id: complaint.id });
    if (!done.ok) return;
    toast(t('complaints.closed', { number: complaint.number }), () => {
      void run('reopenComplaint', { id: complaint.id, undone: true });
    });
  };
  const more = (['reopen', 'cancel', 'withdraw'] as const).filter((action) =>
    next.includes(({ reopen: 'reopened', cancel: 'cancelled', withdraw: 'withdrawn' } as const)[action]),
  );
  return (
    <div className={styles['actions']}>
      {next.includes('resolved') && (
        <Button icon={<IconCheck {...ICON} />} shortcut="S" onClick={show('resolve', true)}>
          {t('complaints.resolve')}
        </Button>
      )}
      {open && (
        <Button icon={<IconArrowForwardUp {...ICON} />} shortcut="D" onClick={show('handOver', true)}>
          {t('complaints.handOver')}
        </Button>
      )}
      {next.includes('closed') && <Button onClick={() => void close()}>{t('complaints.close')}</Button>}
      <Button icon={<IconPrinter {...ICON} />} shortcut="Ctrl P" onClick={onPrint}>
        {t('complaints.print')}
      </Button>
      {more.length > 0 && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button icon={<IconDots {...ICON} />} aria-haspopup="menu">
              {t('complaints.more')}
            </Button>
          </Menu.Target>
          <MenuItems>
            {more.map((action) => (
              <Menu.Item
                key={action}
                onClick={() => {
                  setDialog(action);
                }}
              >
                {t(`complaints.${action}`)}
              </Menu.Item>
            ))}
          </MenuItems>
        </Menu>
      )}
      <HandOverDialog
        open={dialog === 'handOver'}
        complaint={complaint}
        onClose={() => {
          setDialog(undefined);
        }}
      />
      <WordsDialog
        action={dialog === 'handOver' ? undefined : dialog}
        complaint={complaint}
        onClose={() => {
          setDialog(undefined);
        }}
      />
    </div>
  );
}
