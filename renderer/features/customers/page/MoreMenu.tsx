/** What is seldom done with a customer: pin it, join it with another record, hand it over, delete it. */
import { Menu } from '@mantine/core';
import { IconDots, IconPin, IconPinnedOff } from '@tabler/icons-react';
import { useT } from '#renderer/i18n/index.ts';
import { Button } from '#renderer/ui/index.ts';
import { MenuItems } from '#renderer/ui/parts/menu.tsx';
import { useActor } from '#renderer/widgets/desk-context.tsx';
import type { DocOf } from '#renderer/widgets/hooks/documents.ts';
import { usePinned } from '../pinned.ts';
import { mayDelete, mayMove } from '../rights.ts';

interface MoreMenuProps {
  readonly customer: DocOf<'customers'>;
  readonly onShow: (dialog: 'move' | 'remove') => void;
  readonly onJoin: ((other?: string) => void) | undefined;
  /** No record was joined into it. */
  readonly alone: boolean;
}

export function MoreMenu({ customer, onShow, onJoin, alone }: MoreMenuProps) {
  const t = useT();
  const actor = useActor();
  const { pinned, toggle } = usePinned();
  const isPinned = pinned.includes(customer.id);
  return (
    <Menu position="bottom-end" width={250}>
      <Menu.Target>
        <Button icon={<IconDots size={16} aria-hidden />}>{t('customer.more')}</Button>
      </Menu.Target>
      <MenuItems>
        <Menu.Item
          leftSection={isPinned ? <IconPinnedOff size={16} aria-hidden /> : <IconPin size={16} aria-hidden />}
          onClick={() => {
            toggle(customer.id);
          }}
        >
          {t(isPinned ? 'customer.unpin' : 'customer.pin')}
        </Menu.Item>
        {onJoin && (
          <Menu.Item
            rightSection="G"
            onClick={() => {
              onJoin();
            }}
          >
            {t('customer.join')}
          </Menu.Item>
        )}
        {mayMove(actor) && (
          <Menu.Item
            onClick={() => {
              onShow('move');
            }}
          >
            {t('customer.move')}
          </Menu.Item>
        )}
        {mayDelete(actor) && alone && (
          <Menu.Item
            onClick={() => {
              onShow('remove');
            }}
          >
            {t('customer.remove')}
          </Menu.Item>
        )}
      </MenuItems>
    </Menu>
  );
}
