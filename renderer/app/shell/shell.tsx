/** The frame around every page: title bar, rail, page, status bar, and what opens over them. */
import { useEffect, useRef } from 'react';
import { Outlet, useLocation, matchPath } from 'react-router';
import { useT } from '../../i18n/index.ts';
import { useShell } from '../../state/shell.ts';
import { useActor } from '../../widgets/desk-context.tsx';
import { IntakePanel } from '../../features/intake/IntakePanel.tsx';
import { SignInDialog } from '../../features/session/sign-in-dialog.tsx';
import { mayRegister, routesFor } from '../routes.tsx';
import { CheatSheet } from './cheat-sheet.tsx';
import { Palette } from './palette.tsx';
import { Rail } from './rail.tsx';
import { useShortcuts } from './shortcuts.ts';
import { SignOut } from './sign-out.tsx';
import { StatusBar } from './status-bar.tsx';
import styles from './shell.module.css';
import { TitleBar } from './title-bar.tsx';

/** Moves the focus to the page's title when another page opens, and names the window after it. */
function usePageFocus(): void {
  const { pathname } = useLocation();
  const t = useT();
  const routes = routesFor(useActor());
  const route = routes.find(({ path }) => matchPath(path, pathname));
  const before = useRef<string | undefined>(undefined);
  const id = route?.id ?? 'missing';
  const title = route ? t(route.title) : t('shell.pageMissing');
  useEffect(() => {
    document.title = `${title} · Loket`;
  }, [title]);
  useEffect(() => {
    if (before.current === id) return undefined;
    const first = before.current === undefined;
    before.current = id;
    if (first) return undefined;
    const page = document.getElementById('page');
    /* A page that is being loaded shows its title later; one that focuses a field of its own keeps it. */
    const focus = (): boolean => {
      if (page?.contains(document.activeElement) && document.activeElement !== page) return true;
      const heading = page?.querySelector<HTMLElement>('[data-page-title]');
      heading?.focus({ preventScroll: true });
      return Boolean(heading);
    };
    if (focus() || !page) return undefined;
    page.focus();
    const observer = new MutationObserver(() => {
      if (focus()) observer.disconnect();
    });
    observer.observe(page, { childList: true, subtree: true });
    return () => {
      observer.disconnect();
    };
  }, [id]);
}

/** Words for screen readers, read once each. */
function LiveRegion() {
  const { text, turn } = useShell((state) => state.spoken);
  return (
    <div className="lk-hidden" role="status" aria-live="polite">
      {text && <span key={turn}>{text}</span>}
    </div>
  );
}

/** Layout route of everybody who is signed in. */
export function Shell() {
  const t = useT();
  const registers = mayRegister(useActor());
  useShortcuts();
  usePageFocus();
  return (
    <div className={styles['app']}>
      <a
        className={styles['skip']}
        href="#page"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('page')?.focus();
        }}
      >
        {t('shell.skip')}
      </a>
      <TitleBar />
      <Rail />
      <main id="page" className={styles['main']} tabIndex={-1}>
        <Outlet />
      </main>
      <StatusBar />
      {registers && <IntakePanel />}
      <Palette />
      <CheatSheet />
      <SignOut />
      <SignInDialog />
      <LiveRegion />
    </div>
  );
}
