/** An empty start of a PC that was a desk: said plainly, with what it means, before anything begins anew. */
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { Banner, Button, formatDate, Stack, useZone } from '#renderer/ui/index.ts';
import { useDesk, useLive } from '#renderer/widgets/desk-context.tsx';
import { Entrance } from '#renderer/widgets/entrance/entrance.tsx';
import styles from './connection.module.css';
import { ConnectionPage } from './index.tsx';

export function LostPage() {
  const t = useT();
  const zone = useZone();
  const language = useLanguage();
  const past = useLive(useDesk().past);
  const [begun, setBegun] = useState(false);
  if (begun || !past) return <ConnectionPage />;
  const { branchName, deskName, deskCode, enrolledAt, company, rescued } = past;
  return (
    <Entrance title={t('connection.lostTitle')} place={[company, branchName, deskName].join(' · ')}>
      <Banner tone="danger" icon={<IconAlertTriangle size={18} aria-hidden />}>
        {t('connection.lostWas', {
          desk: deskName,
          code: deskCode,
          branch: branchName,
          date: formatDate(enrolledAt, zone, language),
        })}
      </Banner>
      <Stack>
        <h2 className={styles['heading']}>{t('connection.lostMeans')}</h2>
        <ul className={styles['points']}>
          <li>{t('connection.lostSent')}</li>
          <li>
            {rescued > 0 ? t('connection.lostRescued', { count: rescued }) : t('connection.lostUnsent')}
          </li>
          <li>{t('connection.lostCode')}</li>
        </ul>
      </Stack>
      <Button
        variant="primary"
        fullWidth
        onClick={() => {
          setBegun(true);
        }}
      >
        {t('connection.lostEnrol')}
      </Button>
    </Entrance>
  );
}
