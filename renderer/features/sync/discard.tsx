import { useT } from '#renderer/i18n/index.ts';
import { toast, toastError } from '#renderer/ui/index.ts';
import type { QuarantineItem } from '#renderer/data/desk-types.ts';
import { useDesk } from '#renderer/widgets/desk-context.tsx';
import { ReasonDialog } from '#renderer/widgets/reason/ReasonDialog.tsx';

/** Asks for the reason: the text that is given up stays on record with it. */
export function Discard({ item, onClose }: { readonly item: QuarantineItem; readonly onClose: () => void }) {
  const t = useT();
  const desk = useDesk();
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
        if (answer.ok) toast(t(item.theirs ? 'sync.discarded' : 'sync.discardedNone'));
        else toastError(answer.error);
        onClose();
        return true;
      }}
      onClose={onClose}
    />
  );
}
