import { useState } from 'react';
import { useT } from '#renderer/i18n/index.ts';
import { ConfirmDialog, TextArea, toast, toastError } from '#renderer/ui/index.ts';
import type { QuarantineItem } from '#renderer/data/desk-types.ts';
import { useDesk } from '#renderer/widgets/desk-context.tsx';

/** Asks for the reason: the text that is given up stays on record with it. */
export function Discard({ item, onClose }: { readonly item: QuarantineItem; readonly onClose: () => void }) {
  const t = useT();
  const desk = useDesk();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const discard = async () => {
    if (reason.trim() === '') {
      setMissing(true);
      return;
    }
    setBusy(true);
    const answer = await desk.sync.discard(item, reason.trim());
    setBusy(false);
    if (answer.ok) toast(t('sync.discarded'));
    else toastError(answer.error);
    onClose();
  };
  return (
    <ConfirmDialog
      open
      danger
      busy={busy}
      title={t('sync.discardTitle')}
      text={t('sync.discardHint')}
      confirm={t('sync.discardDo')}
      onConfirm={() => void discard()}
      onClose={onClose}
    >
      <TextArea
        label={t('sync.discardReason')}
        data-autofocus
        autosize
        minRows={2}
        maxLength={500}
        value={reason}
        error={missing && reason.trim() === '' ? t('common.required') : undefined}
        onChange={(event) => {
          setReason(event.currentTarget.value);
        }}
      />
    </ConfirmDialog>
  );
}
