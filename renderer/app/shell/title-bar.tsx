import { IconKeyboard, IconSearch } from '@tabler/icons-react';
import { useT } from '../../i18n/index.ts';
import { useShell } from '../../state/shell.ts';
import { IconButton, Kbd, Pill } from '../../ui/index.ts';
import { useHost, useIdentity } from '../../widgets/desk-context.tsx';
import styles from './shell.module.css';

/** Where this desk stands, the way to everything (Ctrl+K), and a badge when nothing of it is real. */
export function TitleBar() {
  const t = useT();
  const identity = useIdentity();
  const host = useHost();
  const show = useShell((state) => state.show);
  return (
    <header className={styles['title']} data-title-bar={host.capabilities.has('titleBar') || undefined}>
      <div className={styles['place']}>
        <span className="lk-cut" title={`${identity.branch.name} · ${identity.company}`}>
          {identity.branch.name}
        </span>
        {identity.demo && (
          <Pill tone="warn" title={t('common.demoHint')}>
            {t('common.demo')}
          </Pill>
        )}
      </div>
      <button
        type="button"
        className={styles['search']}
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K"
        onClick={() => {
          show('palette');
        }}
      >
        <IconSearch size={14} aria-hidden />
        <span>{t('shell.paletteOpen')}…</span>
        <Kbd>Ctrl K</Kbd>
      </button>
      <div className={styles['tools']}>
        <IconButton
          label={t('shell.cheatOpen')}
          shortcut="?"
          onClick={() => {
            show('cheatSheet');
          }}
        >
          <IconKeyboard size={18} aria-hidden />
        </IconButton>
      </div>
    </header>
  );
}
