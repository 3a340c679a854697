/** Deletes a record that was made by mistake. */
import { useState } from 'react';
import type { Customer } from '#shared/domain/customer.ts';
import { errorText } from '#renderer/i18n/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { ConfirmDialog, TextField, toast } from '#renderer/ui/index.ts';
import { useRun } from '#renderer/widgets/desk-context.tsx';

interface RemoveDialogProps {
  readonly open: boolean;
  readonly customer: Customer;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}

export function RemoveDialog({ open, customer, onClose, onRemoved }: RemoveDialogProps) {
  const t = useT();
  const language = useLanguage();
  const run = useRun();
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const confirm = async () => {
    if (!reason.trim()) {
      setError(errorText({ code: 'reason_missing', kind: 'person' }, language));
      return;
    }
    const done = await run('deleteCustomer', { id: customer.id, reason: reason.trim() });
    if (!done.ok) return;
    toast(t('customer.removed', { name: customer.name }));
    onRemoved();
  };
  return (
    <ConfirmDialog
      open={open}
      danger
      title={t('customer.removeTitle', { name: customer.name })}
      text={t('customer.removeText')}
      confirm={t('customer.removeSave')}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <TextField
        label={t('customer.removeReason')}
        value={reason}
        maxLength={500}
        withAsterisk
        data-autofocus
        autoComplete="off"
        error={error}
        onChange={(event) => {
          setReason(event.currentTarget.value);
          setError(undefined);
        }}
      />
    </ConfirmDialog>
  );
}
