import { IconAlertTriangle, IconAppWindow, IconVersions } from '@tabler/icons-react';
import { useState } from 'react';
import { assertNever } from '#shared/errors/errors.ts';
import { errorText } from '../i18n/errors.ts';
import { useLanguage, useT } from '../i18n/index.ts';
import { EnrolAgainPage } from '../features/connection/again.tsx';
import { ConnectionPage } from '../features/connection/index.tsx';
import { LostPage } from '../features/connection/lost.tsx';
import { SignInPage } from '../features/session/index.tsx';
import { RevokedPage } from '../features/session/revoked.tsx';
import { Button, EmptyState, ZoneProvider } from '../ui/index.ts';
import { useDesk, useLive } from '../widgets/desk-context.tsx';
import styles from './gate.module.css';
import { Router } from './router.tsx';

/** What is on screen follows from the state of the desk; nothing below has to ask whether somebody is signed in. */
export function Gate() {
  const desk = useDesk();
  const status = useLive(desk.status);
  const identity = useLive(desk.identity);
  const session = useLive(desk.session);
  switch (status) {
    case 'starting':
      return <Starting />;
    case 'locked-by-other-window':
      return <OtherWindow />;
    case 'failed':
      return <Failed />;
    case 'unenrolled':
      return <ConnectionPage />;
    case 'lost':
      return <LostPage />;
    case 'revoked':
      return <RevokedPage />;
    case 'newer-data':
      return <NewerData />;
    case 'signed-out':
      return <SignedOut />;
    case 'ready':
      if (!session || !identity) return <Starting />;
      return (
        <ZoneProvider value={identity.branch.zone}>
          <Router key={session.actor.userId} />
        </ZoneProvider>
      );
    default:
      return assertNever(status);
  }
}

/** A desk that needs a new code is led to it first; who has none yet may sign in and work on. */
function SignedOut() {
  const mustEnrol = useLive(useDesk().mustEnrol);
  const [skipped, setSkipped] = useState(false);
  return mustEnrol && !skipped ? (
    <EnrolAgainPage
      onSkip={() => {
        setSkipped(true);
      }}
    />
  ) : (
    <SignInPage />
  );
}

function NewerData() {
  const t = useT();
  return (
    <main className={styles['page']} role="alert">
      <EmptyState
        icon={<IconVersions size={32} stroke={1.5} aria-hidden />}
        heading="h1"
        title={t('shell.newerData')}
        hint={t('shell.newerDataHint')}
        action={
          <Button
            variant="primary"
            onClick={() => {
              location.reload();
            }}
          >
            {t('common.reload')}
          </Button>
        }
      />
    </main>
  );
}

function Starting() {
  const t = useT();
  return (
    <main className={styles['page']}>
      <p role="status">{t('shell.starting')}</p>
    </main>
  );
}

function OtherWindow() {
  const t = useT();
  const desk = useDesk();
  const [waiting, setWaiting] = useState(false);
  return (
    <main className={styles['page']}>
      <EmptyState
        icon={<IconAppWindow size={32} stroke={1.5} aria-hidden />}
        heading="h1"
        title={t('shell.otherWindow')}
        hint={t('shell.otherWindowHint')}
        action={
          <Button
            variant="primary"
            busy={waiting}
            onClick={() => {
              setWaiting(true);
              void desk.takeOver();
            }}
          >
            {t('shell.takeOver')}
          </Button>
        }
      />
      {waiting && <p role="status">{t('shell.takingOver')}</p>}
    </main>
  );
}

function Failed() {
  const t = useT();
  const language = useLanguage();
  const failure = useLive(useDesk().failure);
  return (
    <main className={styles['page']} role="alert">
      <EmptyState
        icon={<IconAlertTriangle size={32} stroke={1.5} aria-hidden />}
        heading="h1"
        title={failure?.code === 'space_for_update' ? t('shell.noSpace') : t('shell.failed')}
        hint={failure?.code === 'space_for_update' ? errorText(failure, language) : t('shell.failedHint')}
        action={
          <Button
            variant="primary"
            onClick={() => {
              location.reload();
            }}
          >
            {t('common.reload')}
          </Button>
        }
      />
      {failure && (
        <p className="lk-muted lk-small">
          {failure.code !== 'space_for_update' && errorText(failure, language)}{' '}
          {t('shell.errorCode', { code: failure.code })}
        </p>
      )}
    </main>
  );
}
