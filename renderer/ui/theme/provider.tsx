/** Mantine under a policy that forbids inline styles: nothing is written into the page at run time. */
import {
  createTheme,
  localStorageColorSchemeManager,
  MantineProvider,
  type MantineThemeOverride,
} from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { themeOverride } from './theme.ts';

/* A structural clone: the literal is read-only, Mantine's type is not. */
const theme = createTheme(structuredClone(themeOverride) as unknown as MantineThemeOverride);
const manager = localStorageColorSchemeManager({ key: 'loket-theme' });

/** Wraps everything. The colour scheme follows the system until the person chooses. */
export function UiProvider({ children }: { readonly children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={manager}
      withCssVariables={false}
      withStaticClasses={false}
      withGlobalClasses={false}
    >
      {children}
      <Notifications position="bottom-right" limit={4} transitionDuration={0} />
    </MantineProvider>
  );
}
