/** How this PC shows things. Theme is kept by the kit itself (`loket-theme`). */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Language } from '../i18n/wording.ts';

export type Density = 'normal' | 'compact';

interface Preferences {
  readonly language: Language;
  readonly density: Density;
  readonly setLanguage: (language: Language) => void;
  readonly setDensity: (density: Density) => void;
}

export const usePreferences = create<Preferences>()(
  persist(
    (set) => ({
      language: 'id',
      density: 'normal',
      setLanguage: (language) => {
        set({ language });
      },
      setDensity: (density) => {
        set({ density });
      },
    }),
    { name: 'loket-preferences', partialize: ({ language, density }) => ({ language, density }) },
  ),
);
