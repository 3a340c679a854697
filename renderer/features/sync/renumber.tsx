import { useNavigate } from 'react-router';
import { useT } from '#renderer/i18n/index.ts';
import { useShell } from '#renderer/state/shell.ts';
import { Button, Dialog, DialogActions, Stack, toast, toastError } from '#renderer/ui/index.ts';
import type { QuarantineItem } from '#renderer/data/desk-types.ts';
import { useDesk, useLive } from '#renderer/widgets/desk-context.tsx';
import { useSaving } from '#renderer/widgets/hooks/saving.ts';
import { pageOf } from '#renderer/widgets/values/document-page.ts';

/** Sends it under a new number of this desk, and leads to its page, where a new receipt is printed. */
export function Renumber({ item, onClose }: { readonly item: QuarantineItem; readonly onClose: () => void }) {
  const t = useT();
  const desk = useDesk();
  const navigate = useNavigate();
  const show = useShell((state) => state.show);
  const mustEnrol = useLive(desk.mustEnrol);
  const { busy, once } = useSaving();
  const { number: old } = item.mine;
  const send = async () => {
    await once(async () => {
      const answer = await desk.sync.renumber(item);
      onClose();
      if (!answer.ok) {
        toastError(answer.error);
        return;
      }
      toast(t('sync.renumbered', { number: answer.value }));
      const page = pageOf(item.collection, item.mine);
      if (page) void navigate(page);
    });
  };
  return (
    <Dialog open title={t('sync.renumberTitle')} onClose={onClose}>
      <Stack>
        <p>{t('sync.renumberHint', { number: typeof old === 'string' ? old : '' })}</p>
        <p>{t(mustEnrol ? 'sync.renumberEnrol' : 'sync.renumberPaper')}</p>
        <DialogActions>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          {mustEnrol ? (
            <Button
              variant="primary"
              data-autofocus
              onClick={() => {
                onClose();
                show('signIn');
              }}
            >
              {t('sync.renumberToEnrol')}
            </Button>
          ) : (
            <Button variant="primary" data-autofocus busy={busy} onClick={() => void send()}>
              {t('sync.renumberDo')}
            </Button>
          )}
        </DialogActions>
      </Stack>
    </Dialog>
  );
}
