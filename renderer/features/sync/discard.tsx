import { useT } from '#renderer/i18n/index.ts';
import { toast, toastError } from '#renderer/ui/index.ts';
import type { QuarantineItem } from '#renderer/data/desk-types.ts';
import { useDesk, useRun } from '#renderer/widgets/desk-context.tsx';
import { ReasonDialog } from '#renderer/widgets/reason/ReasonDialog.tsx';
import { discardArgs } from './discard-args.ts';

/** Asks for the reason: the text that is given up stays on record with it. */
export function Discard({ item, onClose }: { readonly item: QuarantineItem; readonly onClose: () => void }) {
  const t = useT();
  const desk = useDesk();
  const run = useRun();
  /** In the timeline of what it belonged to, for everybody who reads it. */
  const tell = async (reason: string) => {
    const args = discardArgs(item, reason);
    if (args) await run('recordDiscard', args);
  };
  return (
    <ReasonDialog
      open
      danger
      long
      title={t('sync.discardTitle')}
      text={t(item.theirs ? 'sync.discardHint' : 'sync.discardHintNone')}
      confirm={t('sync.discardDo')}
      label={t('sync.discardReason')}
      onReason={async (reason) => {
        const answer = await desk.sync.discard(item, reason);
        if (answer.ok) await tell(reason);
        if (answer.ok) toast(t(item.theirs ? 'sync.discarded' : 'sync.discardedNone'));
        else toastError(answer.error);
        onClose();
        return true;
      }}
      onClose={onClose}
    />
  );
}
