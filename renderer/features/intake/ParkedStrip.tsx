import { IconPlayerPause } from '@tabler/icons-react';
import { useT } from '#renderer/i18n/index.ts';
import { Button, formatTime, useZone } from '#renderer/ui/index.ts';
import { useDesk, useLive } from '#renderer/widgets/desk-context.tsx';
import { draftName, restoreIntake } from './intake-state.ts';
import styles from './intake.module.css';
import { FORM } from './use-intake-draft.ts';

interface ParkedStripProps {
  /** The one that is being filled in. */
  readonly current: string;
  readonly onOpen: (draftId: string) => void;
}

/** Drafts of this person that were put aside, newest first. Nothing when there are none. */
export function ParkedStrip({ current, onOpen }: ParkedStripProps) {
  const t = useT();
  const zone = useZone();
  const desk = useDesk();
  const drafts = useLive(desk.drafts.live);
  const parked = drafts.filter((draft) => draft.form === FORM && draft.parked && draft.id !== current);
  if (parked.length === 0) return null;
  return (
    <section className={styles['parked']} aria-label={t('intake.parked')}>
      <IconPlayerPause size={16} aria-hidden />
      <span>{t('intake.parked')}</span>
      {parked.map((draft) => {
        const name = draftName(restoreIntake(draft.value)) || t('intake.unnamed');
        return (
          <Button
            key={draft.id}
            title={t('intake.parkedOpen', { name })}
            onClick={() => {
              onOpen(draft.id);
            }}
          >
            {`${name} · ${formatTime(draft.updatedAt, zone)}`}
          </Button>
        );
      })}
    </section>
  );
}
