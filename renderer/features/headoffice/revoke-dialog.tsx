import { useState } from 'react';
import type { DeviceView, RevokeRequest } from '#shared/api/devices.ts';
import { useT } from '#renderer/i18n/index.ts';
import { ConfirmDialog, TextArea, toast, toastError } from '#renderer/ui/index.ts';
import { useDesk } from '#renderer/widgets/desk-context.tsx';

interface RevokeDialogProps {
  readonly device: DeviceView;
  readonly onClose: () => void;
  readonly onRevoked: () => void;
}

/** Ends a desk. Asks for the reason, which stays on record; cannot be undone. */
export function RevokeDialog({ device, onClose, onRevoked }: RevokeDialogProps) {
  const t = useT();
  const desk = useDesk();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const name = `${device.branchId} · ${device.deskCode}`;
  const revoke = async () => {
    if (reason.trim() === '') {
      setMissing(true);
      return;
    }
    setBusy(true);
    const body: RevokeRequest = { reason: reason.trim() };
    const answer = await desk.api<DeviceView>(
      'POST',
      `/api/devices/${encodeURIComponent(device.id)}/revoke`,
      body,
    );
    setBusy(false);
    if (!answer.ok) {
      toastError(answer.error);
      return;
    }
    toast(t('devices.revoked', { name }));
    onRevoked();
  };
  return (
    <ConfirmDialog
      open
      danger
      busy={busy}
      title={t('devices.revokeTitle', { name })}
      text={t('devices.revokeText')}
      confirm={t('devices.revokeDo')}
      onConfirm={() => void revoke()}
      onClose={onClose}
    >
      <TextArea
        label={t('common.reason')}
        data-autofocus
        autosize
        minRows={2}
        maxLength={300}
        value={reason}
        error={missing && reason.trim() === '' ? t('common.required') : undefined}
        onChange={(event) => {
          setReason(event.currentTarget.value);
        }}
      />
    </ConfirmDialog>
  );
}
