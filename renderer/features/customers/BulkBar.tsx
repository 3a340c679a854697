/** Stands over the list while rows are marked: what is done with all of them, the usual things first. */
import { Menu } from '@mantine/core';
import { IconDots, IconX } from '@tabler/icons-react';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { Button, formatNumber, IconButton } from '#renderer/ui/index.ts';
import { MenuItems } from '#renderer/ui/parts/menu.tsx';
import { useActor } from '#renderer/widgets/desk-context.tsx';
import type { BulkAction } from './BulkDialog.tsx';
import styles from './customers.module.css';
import { keepsBook, setsTiers } from './rights.ts';

interface BulkBarProps {
  readonly count: number;
  readonly total: number;
  readonly onAction: (action: BulkAction) => void;
  readonly onJoin: () => void;
  readonly onAll: () => void;
  readonly onNone: () => void;
}

/** So many actions have a button of their own beside the list's detail; what is more is in a menu. */
const BUTTONS = 3;

export function BulkBar({ count, total, onAction, onJoin, onAll, onNone }: BulkBarProps) {
  const t = useT();
  const language = useLanguage();
  const actor = useActor();
  const selected = t('customerList.selected', { count, shown: formatNumber(count, language) });
  const action = (name: BulkAction) => ({
    name: t(`customerList.${name}`),
    act: () => {
      onAction(name);
    },
  });
  const joins = count >= 2 && count <= 5 && keepsBook(actor);
  const actions = [
    action('owner'),
    action('tag'),
    action('stage'),
    ...(setsTiers(actor) ? [action('tier')] : []),
    ...(joins ? [{ name: t('customerList.join'), act: onJoin }] : []),
  ];
  const more = actions.slice(BUTTONS);
  return (
    <div className={styles['bulk']} role="toolbar" aria-label={selected}>
      <b>{selected}</b>
      {actions.slice(0, BUTTONS).map(({ name, act }) => (
        <Button key={name} onClick={act}>
          {name}
        </Button>
      ))}
      {more.length > 0 && (
        <Menu position="bottom-end" width={180}>
          <Menu.Target>
            <IconButton label={t('customer.more')}>
              <IconDots size={16} aria-hidden />
            </IconButton>
          </Menu.Target>
          <MenuItems>
            {more.map(({ name, act }) => (
              <Menu.Item key={name} onClick={act}>
                {name}
              </Menu.Item>
            ))}
          </MenuItems>
        </Menu>
      )}
      <span className={styles['bulkEnd']}>
        {count < total && (
          <Button variant="subtle" shortcut="Ctrl A" onClick={onAll}>
            {t('customerList.selectAll')}
          </Button>
        )}
        <IconButton label={t('customerList.selectNone')} shortcut="Esc" onClick={onNone}>
          <IconX size={16} aria-hidden />
        </IconButton>
      </span>
    </div>
  );
}
