import { useT } from '#renderer/i18n/index.ts';
import { useShell } from '#renderer/state/shell.ts';
import { Button, Dialog, Stack } from '#renderer/ui/index.ts';
import { useDesk, useLive } from '#renderer/widgets/desk-context.tsx';
import { SignInForm } from './sign-in-form.tsx';

/** The sign-in has run out: the same person signs in again, the page behind stays as it is. */
export function SignInDialog() {
  const t = useT();
  const desk = useDesk();
  const open = useShell((state) => state.overlay === 'signIn');
  const show = useShell((state) => state.show);
  const mustEnrol = useLive(desk.mustEnrol);
  const close = () => {
    show('none');
  };
  return (
    <Dialog
      open={open}
      title={mustEnrol ? t('session.mustEnrolTitle') : t('session.signInAgain')}
      onClose={close}
    >
      {open && mustEnrol && (
        <Stack>
          <p>{t('session.mustEnrolHint')}</p>
          <Button
            variant="primary"
            onClick={() => {
              close();
              // drafts and unsent work stay; the page without a person leads to the new code
              void desk.signOut();
            }}
          >
            {t('session.mustEnrolGo')}
          </Button>
        </Stack>
      )}
      {open && !mustEnrol && (
        <Stack>
          <p>{t('session.expiredHint')}</p>
          <SignInForm
            onDone={() => {
              close();
              void desk.sync.sendNow();
            }}
          />
        </Stack>
      )}
    </Dialog>
  );
}
