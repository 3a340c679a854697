import { useState } from 'react';
import { useT } from '../../i18n/index.ts';
import { useShell } from '../../state/shell.ts';
import { Button, Dialog, DialogActions, Stack } from '../../ui/index.ts';
import { useDesk, useLive } from '../../widgets/desk-context.tsx';

/** Says what happens to unsent work, then signs out. */
export function SignOut() {
  const t = useT();
  const desk = useDesk();
  const open = useShell((state) => state.overlay === 'signOut');
  const show = useShell((state) => state.show);
  const { pending } = useLive(desk.sync.state);
  const [busy, setBusy] = useState(false);
  const close = () => {
    show('none');
  };
  const leave = async () => {
    setBusy(true);
    await desk.signOut();
    setBusy(false);
    close();
  };
  return (
    <Dialog open={open} title={t('shell.signOutTitle')} onClose={close}>
      <Stack>
        <p>{pending > 0 ? t('shell.signOutPending', { count: pending }) : t('shell.signOutClean')}</p>
        <DialogActions>
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button variant="primary" busy={busy} onClick={() => void leave()} autoFocus>
            {t('shell.signOut')}
          </Button>
        </DialogActions>
      </Stack>
    </Dialog>
  );
}
