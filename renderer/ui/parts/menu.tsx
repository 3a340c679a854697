/** What opens under a button and lists what can be done. */
import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFocusBack } from './first-focus.tsx';

interface MenuItemsProps {
  /** Read aloud; without it the button names the menu. */
  readonly label?: string;
  readonly children: ReactNode;
}

/**
 * The entries of a `Menu`. The focus goes back by `useFocusBack`: Mantine's own return comes a timer later, and would
 * take it from a window that an entry opened.
 */
export function MenuItems({ label, children }: MenuItemsProps) {
  return (
    <Menu.Dropdown {...(label === undefined ? {} : { 'aria-label': label })}>
      <Back />
      {children}
    </Menu.Dropdown>
  );
}

/** There as long as the menu is open. */
function Back() {
  useFocusBack();
  return null;
}
