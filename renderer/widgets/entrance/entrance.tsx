/** The frame of the pages before the desk: connection and sign-in. One card, and the language where it is needed first. */
import { IconBuildingStore } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useT } from '../../i18n/index.ts';
import { usePreferences } from '../../state/preferences.ts';
import styles from './entrance.module.css';

interface EntranceProps {
  readonly title: string;
  /** Under the title: company, branch, desk. */
  readonly place?: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

export function Entrance({ title, place, wide = false, children }: EntranceProps) {
  return (
    <div className={styles['page']}>
      <main className={styles['card']} data-wide={wide || undefined}>
        <div className={styles['brand']}>
          <IconBuildingStore size={28} stroke={1.75} aria-hidden />
          <span>
            <strong>Loket</strong>
          </span>
          <LanguageSwitch />
        </div>
        <div>
          <h1>{title}</h1>
          {place && <p className={styles['place']}>{place}</p>}
        </div>
        {children}
      </main>
    </div>
  );
}

function LanguageSwitch() {
  const t = useT();
  const language = usePreferences((state) => state.language);
  const setLanguage = usePreferences((state) => state.setLanguage);
  return (
    <span className={styles['languages']} role="group" aria-label={t('settings.language')}>
      {(['id', 'en'] as const).map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={language === name}
          lang={name}
          onClick={() => {
            setLanguage(name);
          }}
        >
          {name === 'id' ? 'Indonesia' : 'English'}
        </button>
      ))}
    </span>
  );
}
