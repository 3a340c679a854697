/** The first page at head office, where no branch is replicated: the ways on, and whether this PC has sent everything. */
import { IconBuildingBank, IconDevicesPc, IconSpeakerphone } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { Banner, formatLongDay, PageHeader, useZone } from '#renderer/ui/index.ts';
import { useDesk, useLive } from '#renderer/widgets/desk-context.tsx';
import { useMinute } from '#renderer/widgets/hooks/clock.ts';
import styles from './home.module.css';
import { Sending } from './Sending.tsx';

const PAGES = [
  { to: '/pusat/pengaduan', name: 'officeComplaints', Icon: IconBuildingBank },
  { to: '/pusat/kampanye', name: 'officeCampaigns', Icon: IconSpeakerphone },
  { to: '/pusat/cabang', name: 'officeBranches', Icon: IconDevicesPc },
] as const;

export function OfficeHome() {
  const t = useT();
  const language = useLanguage();
  const zone = useZone();
  const now = useMinute();
  const { kind } = useLive(useDesk().sync.state);
  return (
    <div className={styles['page']}>
      <PageHeader title={t('home.title')} count={formatLongDay(now, zone, language)} />
      <div className={styles['body']}>
        {(kind === 'offline' || kind === 'unreachable') && (
          <Banner tone="warn">{t('home.officeOnline')}</Banner>
        )}
        <nav aria-label={t('home.office')} className={styles['pages']}>
          {PAGES.map(({ to, name, Icon }) => (
            <Link key={to} to={to} className={styles['tile']}>
              <span className={styles['pageName']}>
                <Icon size={18} aria-hidden />
                {t(`home.${name}`)}
              </span>
              <span className="lk-muted">{t(`home.${name}Hint`)}</span>
            </Link>
          ))}
        </nav>
        <Sending />
      </div>
    </div>
  );
}
