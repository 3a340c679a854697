import { Menu } from '@mantine/core';
import { IconInfoCircle, IconKeyboard, IconLogout, IconUser } from '@tabler/icons-react';
import { Link, useNavigate } from 'react-router';
import { useT } from '../../i18n/index.ts';
import { useShell } from '../../state/shell.ts';
import { MenuItems } from '../../ui/parts/menu.tsx';
import { useIdentity, useSession } from '../../widgets/desk-context.tsx';
import { SyncIcon } from '../../widgets/sync/sync-icon.tsx';
import { useSyncSentences } from '../../widgets/sync/use-sync-sentences.ts';
import styles from './shell.module.css';

/** Sync in words at the left, the person and the desk at the right. */
export function StatusBar() {
  const t = useT();
  const show = useShell((state) => state.show);
  const sentences = useSyncSentences().slice(0, 3);
  return (
    <footer className={styles['status']}>
      <div className={styles['sentences']} role="group" aria-label={t('shell.statusBar')}>
        {sentences.map((sentence) => (
          <Link
            key={sentence.id}
            to={sentence.to ?? '/sinkronisasi'}
            className={styles['sentence']}
            data-tone={sentence.tone}
            title={sentence.text}
            onClick={(event) => {
              if (sentence.icon !== 'key') return;
              event.preventDefault();
              show('signIn');
            }}
          >
            <SyncIcon name={sentence.icon} />
            <span className="lk-cut">{sentence.text}</span>
          </Link>
        ))}
      </div>
      <UserMenu />
    </footer>
  );
}

function UserMenu() {
  const t = useT();
  const { actor } = useSession();
  const identity = useIdentity();
  const navigate = useNavigate();
  const show = useShell((state) => state.show);
  return (
    <Menu position="top-end" width={240}>
      <Menu.Target>
        <button type="button" className={styles['user']} title={`${actor.name} · ${identity.deskName}`}>
          <IconUser size={14} aria-hidden />
          <span className="lk-cut">
            {actor.name} · {identity.deskName}
          </span>
        </button>
      </Menu.Target>
      <MenuItems label={t('shell.user', { name: actor.name })}>
        <Menu.Label>
          {t(`common.role.${actor.role}`)} · {identity.branch.name} · {identity.deskCode}
        </Menu.Label>
        <Menu.Item
          leftSection={<IconInfoCircle size={16} aria-hidden />}
          onClick={() => {
            void navigate('/pengaturan');
          }}
        >
          {t('shell.whoAmI')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconKeyboard size={16} aria-hidden />}
          onClick={() => {
            show('cheatSheet');
          }}
        >
          {t('shell.cheatOpen')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconLogout size={16} aria-hidden />}
          onClick={() => {
            show('signOut');
          }}
        >
          {t('shell.signOut')}
        </Menu.Item>
      </MenuItems>
    </Menu>
  );
}
