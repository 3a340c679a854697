/** Asks why an identity number is to be seen in full; the reason is on record before it is shown. */
import { useT } from '#renderer/i18n/index.ts';
import { useRun } from '../desk-context.tsx';
import { ReasonDialog } from './ReasonDialog.tsx';

interface RevealDialogProps {
  readonly open: boolean;
  readonly customerId: string;
  readonly field: 'nik' | 'npwp';
  readonly label: string;
  readonly onClose: () => void;
  readonly onAllowed: () => void;
}

export function RevealDialog({ open, customerId, field, label, onClose, onAllowed }: RevealDialogProps) {
  const t = useT();
  const run = useRun();
  return (
    <ReasonDialog
      open={open}
      title={t('customer.revealTitle', { field: label })}
      text={t('customer.revealText')}
      confirm={t('customer.revealShow')}
      label={t('customer.revealReason')}
      placeholder={t('customer.revealHint')}
      onReason={async (reason) => {
        const allowed = await run('revealIdentity', { customerId, field, reason });
        if (allowed.ok) onAllowed();
        return allowed.ok;
      }}
      onClose={onClose}
    />
  );
}
