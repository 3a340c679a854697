/** What of this PC has not reached head office, in words; it leads to Sinkronisasi. */
import { IconAlertTriangle, IconCircleCheck, IconCloudUp } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useT } from '#renderer/i18n/index.ts';
import { useDesk, useLive } from '#renderer/widgets/desk-context.tsx';
import styles from './home.module.css';

export function Sending() {
  const t = useT();
  const { pending, rejected } = useLive(useDesk().sync.state);
  return (
    <section aria-label={t('home.sync')} className={styles['block']}>
      <div className={styles['blockHead']}>
        <h2>{t('home.sync')}</h2>
        <Link to="/sinkronisasi">{t('home.syncOpen')}</Link>
      </div>
      <ul className={styles['lines']}>
        {rejected > 0 && (
          <li data-tone="danger">
            <span className={styles['said']}>
              <IconAlertTriangle size={16} aria-hidden />
              {t('home.refused', { count: rejected })}
            </span>
            <Link to="/sinkronisasi">{t('home.refusedOpen')}</Link>
          </li>
        )}
        <li data-tone={pending > 0 ? 'warn' : undefined}>
          <span className={styles['said']}>
            {pending > 0 ? <IconCloudUp size={16} aria-hidden /> : <IconCircleCheck size={16} aria-hidden />}
            {pending > 0 ? t('home.waiting', { count: pending }) : t('home.waitingNone')}
          </span>
        </li>
      </ul>
    </section>
  );
}
