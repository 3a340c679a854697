/** Sinkronisasi: the state in words, what waits, what was refused and why, and "Kirim sekarang". */
import { IconCloudUp } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useT } from '#renderer/i18n/index.ts';
import { announce, useShell } from '#renderer/state/shell.ts';
import { Banner, Button, Page, toast, toastError } from '#renderer/ui/index.ts';
import { useDesk, useLive } from '#renderer/widgets/desk-context.tsx';
import { SyncIcon } from '#renderer/widgets/sync/sync-icon.tsx';
import { useSyncSentences } from '#renderer/widgets/sync/use-sync-sentences.ts';
import { CheckSection } from './check-section.tsx';
import { ClockSection } from './clock-section.tsx';
import { Discarded } from './discarded.tsx';
import { ConflictsSection, MergedSection } from './merged-section.tsx';
import { Refused } from './refused.tsx';
import { StateSection } from './state-section.tsx';
import styles from './sync.module.css';
import { Unsent } from './unsent.tsx';

export default function SyncPage() {
  const t = useT();
  const desk = useDesk();
  const show = useShell((state) => state.show);
  const sentences = useSyncSentences();
  const { kind } = useLive(desk.sync.state);
  const navigate = useNavigate();
  const [sending, setSending] = useState(false);
  const send = async () => {
    setSending(true);
    announce(t('sync.sendingNow'));
    const answer = await desk.sync.sendNow();
    setSending(false);
    if (!answer.ok) {
      toastError(answer.error);
      return;
    }
    const { pending, rejected } = desk.sync.state.get();
    toast(t(rejected > 0 ? 'sync.sentBut' : pending > 0 ? 'sync.sentPart' : 'sync.sent'));
  };
  return (
    <Page
      title={t('sync.title')}
      actions={
        <Button
          variant="primary"
          icon={<IconCloudUp size={16} aria-hidden />}
          busy={sending}
          onClick={() => void send()}
        >
          {t('sync.sendNow')}
        </Button>
      }
    >
      <div role="status" className={styles['cards']}>
        {sentences.map((sentence) => (
          <Banner
            key={sentence.id}
            tone={sentence.tone}
            icon={<SyncIcon name={sentence.icon} size={18} />}
            action={
              sentence.to ? (
                <Button
                  onClick={() => {
                    void navigate(sentence.to ?? '');
                  }}
                >
                  {t('sync.choose')}
                </Button>
              ) : (
                sentence.icon === 'key' && (
                  <Button
                    onClick={() => {
                      show('signIn');
                    }}
                  >
                    {t('session.signInAgain')}
                  </Button>
                )
              )
            }
          >
            {sentence.text}
          </Banner>
        ))}
      </div>
      {kind === 'first-sync' && <FirstSync />}
      <ConflictsSection />
      <Refused />
      <Unsent />
      <MergedSection />
      <Discarded />
      <StateSection />
      <CheckSection />
      <ClockSection />
    </Page>
  );
}

/** How far the first copy of the branch's data has come. */
function FirstSync() {
  const t = useT();
  const { progress } = useLive(useDesk().sync.state);
  if (!progress || progress.total === 0) return null;
  return <progress aria-label={t('sync.firstSyncStart')} value={progress.done} max={progress.total} />;
}
