/** A desk that head office does not take any more is enrolled anew: with a new code, and with everything it holds. */
import { IconKey, IconShieldCheck } from '@tabler/icons-react';
import { useT } from '#renderer/i18n/index.ts';
import { Banner, Button } from '#renderer/ui/index.ts';
import { useDesk, useIdentity, useLive } from '#renderer/widgets/desk-context.tsx';
import { Entrance } from '#renderer/widgets/entrance/entrance.tsx';
import { EnrolStep } from './enrol-step.tsx';

/** @param props.onSkip leads to sign-in without a new code: work goes on, nothing is sent */
export function EnrolAgainPage({ onSkip }: { readonly onSkip: () => void }) {
  const t = useT();
  const desk = useDesk();
  const identity = useIdentity();
  const why = useLive(desk.mustEnrol);
  const { pending } = useLive(desk.sync.state);
  const { serverUrl, company, demo, branch, deskName, deskCode } = identity;
  return (
    <Entrance
      title={t('connection.againTitle')}
      place={[company, branch.name, deskName, deskCode].filter(Boolean).join(' · ')}
    >
      <Banner tone="warn" icon={<IconKey size={18} aria-hidden />}>
        {why === 'device_cloned' ? t('connection.againCloned') : t('connection.againUnknown')}
      </Banner>
      <Banner tone="info" icon={<IconShieldCheck size={18} aria-hidden />}>
        {pending > 0 ? t('connection.againPending', { count: pending }) : t('connection.againSafe')}
      </Banner>
      <EnrolStep
        url={serverUrl}
        server={{ company, demo, setupNeeded: false }}
        enrolByHand={false}
        again={{ deskName }}
      />
      <Button onClick={onSkip}>{t('connection.againSkip')}</Button>
    </Entrance>
  );
}
