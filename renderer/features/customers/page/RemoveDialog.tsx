/** Deletes a record that was made by mistake. */
import type { Customer } from '#shared/domain/customer.ts';
import { useT } from '#renderer/i18n/index.ts';
import { toast } from '#renderer/ui/index.ts';
import { useRun } from '#renderer/widgets/desk-context.tsx';
import { ReasonDialog } from '#renderer/widgets/reason/ReasonDialog.tsx';

interface RemoveDialogProps {
  readonly open: boolean;
  readonly customer: Customer;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}

export function RemoveDialog({ open, customer, onClose, onRemoved }: RemoveDialogProps) {
  const t = useT();
  const run = useRun();
  return (
    <ReasonDialog
      open={open}
      danger
      title={t('customer.removeTitle', { name: customer.name })}
      text={t('customer.removeText')}
      confirm={t('customer.removeSave')}
      label={t('customer.removeReason')}
      onReason={async (reason) => {
        const done = await run('deleteCustomer', { id: customer.id, reason });
        if (!done.ok) return false;
        toast(t('customer.removed', { name: customer.name }));
        onRemoved();
        return true;
      }}
      onClose={onClose}
    />
  );
}
