import type { DeviceView, RevokeRequest } from '#shared/api/devices.ts';
import { useT } from '#renderer/i18n/index.ts';
import { toast, toastError } from '#renderer/ui/index.ts';
import { useDesk } from '#renderer/widgets/desk-context.tsx';
import { ReasonDialog } from '#renderer/widgets/reason/ReasonDialog.tsx';

interface RevokeDialogProps {
  readonly device: DeviceView;
  readonly onClose: () => void;
  readonly onRevoked: () => void;
}

/** Ends a desk. Asks for the reason, which stays on record; cannot be undone. */
export function RevokeDialog({ device, onClose, onRevoked }: RevokeDialogProps) {
  const t = useT();
  const desk = useDesk();
  const name = `${device.branchId} · ${device.deskCode}`;
  return (
    <ReasonDialog
      open
      danger
      long
      maxLength={300}
      title={t('devices.revokeTitle', { name })}
      text={t('devices.revokeText')}
      confirm={t('devices.revokeDo')}
      onReason={async (reason) => {
        const path = `/api/devices/${encodeURIComponent(device.id)}/revoke`;
        const answer = await desk.api<DeviceView>('POST', path, { reason } satisfies RevokeRequest);
        if (!answer.ok) {
          toastError(answer.error);
          return false;
        }
        toast(t('devices.revoked', { name }));
        onRevoked();
        return true;
      }}
      onClose={onClose}
    />
  );
}
