/** Sign-in: a page while nobody works at the desk, a dialog when the sign-in has run out. */
import { IconClockPause, IconCloudOff } from '@tabler/icons-react';
import { DEMO_PASSWORD, DEMO_PEOPLE } from '#shared/api/demo.ts';
import { HEAD_OFFICE } from '#shared/domain/actor.ts';
import { useT } from '#renderer/i18n/index.ts';
import { Banner } from '#renderer/ui/index.ts';
import { useDesk, useIdentity, useLive } from '#renderer/widgets/desk-context.tsx';
import { Entrance } from '#renderer/widgets/entrance/entrance.tsx';
import { SignInForm } from './sign-in-form.tsx';
import styles from './session.module.css';

/** The page of a desk at which nobody is signed in. */
export function SignInPage() {
  const t = useT();
  const identity = useIdentity();
  const desk = useDesk();
  const { reason, pending } = useLive(desk.sync.state);
  const ended = useLive(desk.sessionEnd);
  // nobody asks head office before a person signs in: without a failed try nothing is known
  const away = reason !== null || !navigator.onLine;
  return (
    <Entrance
      title={t('session.title')}
      place={[identity.company, identity.branch.name, identity.deskName].filter(Boolean).join(' · ')}
    >
      {away && (
        <Banner tone="neutral" icon={<IconCloudOff size={18} aria-hidden />}>
          {t('session.offlineNote')}
        </Banner>
      )}
      {ended && (
        <Banner tone="warn" icon={<IconClockPause size={18} aria-hidden />}>
          {ended === 'lease_ended' ? t('session.leaseEnded') : t('session.sessionEnded')}
        </Banner>
      )}
      {pending > 0 && <Banner tone="info">{t('session.pending', { count: pending })}</Banner>}
      <SignInForm
        extra={(fill) =>
          identity.demo && (
            <DemoAccounts
              branch={identity.branch.code}
              onPick={(username) => {
                fill({ username, password: DEMO_PASSWORD });
              }}
            />
          )
        }
      />
    </Entrance>
  );
}

/** The people of this branch and of head office; a click fills the form. */
function DemoAccounts(props: { readonly branch: string; readonly onPick: (username: string) => void }) {
  const t = useT();
  const at = (branch: string) => DEMO_PEOPLE.filter(({ branchId }) => branchId === branch);
  const people = [...new Set([...at(props.branch), ...at(HEAD_OFFICE)])];
  return (
    <section aria-label={t('session.demoAccounts')} className={styles['demo']}>
      <h2>{t('session.demoAccounts')}</h2>
      <ul>
        {people.map((person) => (
          <li key={person.username}>
            <button
              type="button"
              onClick={() => {
                props.onPick(person.username);
              }}
            >
              <span className="lk-cut">{person.name}</span>
              <span className="lk-cut lk-muted lk-small">{t(`common.role.${person.role}`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
