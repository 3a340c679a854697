/** The whole application around one desk: providers, then what the state of the desk asks for. */
import { useComputedColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import type { Host } from '#shared/host/host.ts';
import type { Desk } from '../data/desk-types.ts';
import { switchLanguage } from '../i18n/index.ts';
import { usePreferences } from '../state/preferences.ts';
import { UiProvider } from '../ui/theme/provider.tsx';
import { DeskProvider } from '../widgets/desk-context.tsx';
import { Boundary } from './boundary.tsx';
import { Gate } from './gate.tsx';

/** Language, density and the colour of the window's own buttons follow what was chosen. */
function Follow({ host }: { readonly host: Host }) {
  const language = usePreferences((state) => state.language);
  const density = usePreferences((state) => state.density);
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  useEffect(() => {
    switchLanguage(language);
  }, [language]);
  useEffect(() => {
    document.documentElement.dataset['density'] = density;
  }, [density]);
  useEffect(() => {
    void host.setTheme(scheme);
  }, [host, scheme]);
  return null;
}

export function App({ desk, host }: { readonly desk: Desk; readonly host: Host }) {
  return (
    <UiProvider>
      <Follow host={host} />
      <Boundary>
        <DeskProvider desk={desk} host={host}>
          <Gate />
        </DeskProvider>
      </Boundary>
    </UiProvider>
  );
}
