/** Head office has taken this PC out of service: what stood on it is destroyed, and nobody is left to guess. */
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useState } from 'react';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { Banner, Button, formatDateTime, useZone } from '#renderer/ui/index.ts';
import { useDesk, useLive } from '#renderer/widgets/desk-context.tsx';
import { Entrance } from '#renderer/widgets/entrance/entrance.tsx';

export function RevokedPage() {
  const t = useT();
  const zone = useZone();
  const language = useLanguage();
  const desk = useDesk();
  const past = useLive(desk.past);
  const [busy, setBusy] = useState(false);
  const revoked = past?.revoked;
  return (
    <Entrance
      title={t('session.revokedTitle')}
      {...(past ? { place: [past.company, past.branchName, past.deskName, past.deskCode].join(' · ') } : {})}
    >
      <Banner tone="danger" icon={<IconPlugConnectedX size={18} aria-hidden />}>
        {revoked
          ? t('session.revokedAt', { time: formatDateTime(revoked.at, zone, language) })
          : t('session.revokedNow')}
      </Banner>
      <p>
        {revoked && revoked.unsent > 0
          ? t('session.revokedUnsent', { count: revoked.unsent })
          : t('session.revokedClean')}
      </p>
      <p className="lk-muted">{t('session.revokedHint')}</p>
      <Button
        busy={busy}
        onClick={() => {
          setBusy(true);
          void desk.beginAnew();
        }}
      >
        {t('session.revokedAnew')}
      </Button>
    </Entrance>
  );
}
