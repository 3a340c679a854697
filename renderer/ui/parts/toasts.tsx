/** What is said in passing, at the bottom right. Routine saves are not toasted (ux.md). */
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { create } from 'zustand';
import type { LoketError } from '#shared/errors/errors.ts';
import { errorText } from '#renderer/i18n/errors.ts';
import { currentLanguage, say } from '#renderer/i18n/index.ts';
import { Button } from './button.tsx';
import styles from './toasts.module.css';

interface Undo {
  readonly id: string;
  readonly run: () => void;
}

/** What is still offered, the latest last. */
const useUndos = create<readonly Undo[]>(() => []);
let made = 0;

const forget = (id: string): void => {
  useUndos.setState(
    useUndos.getState().filter((one) => one.id !== id),
    true,
  );
};

function takeBack({ id, run }: Undo): void {
  forget(id);
  notifications.hide(id);
  run();
}

/** Takes back the last thing that offered it. @returns whether there was one. */
export function undoLast(): boolean {
  const undo = useUndos.getState().at(-1);
  if (undo) takeBack(undo);
  return undo !== undefined;
}

/** Takes back what its own toast tells of; the keys do so for the latest alone. */
function UndoButton({ undo }: { readonly undo: Undo }) {
  const isLatest = useUndos((undos) => undos.at(-1)?.id === undo.id);
  return (
    <Button
      variant="subtle"
      {...(isLatest ? { shortcut: 'Ctrl Z' } : {})}
      onClick={() => {
        takeBack(undo);
      }}
    >
      {say('common.undo')}
    </Button>
  );
}

/** @param run when given, the toast has a button for it, and Ctrl+Z does the same for ten seconds. */
export function toast(message: string, run?: () => void): void {
  made += 1;
  const id = `toast-${made}`;
  const undo = run && { id, run };
  if (undo) useUndos.setState([...useUndos.getState(), undo], true);
  notifications.show({
    id,
    autoClose: undo ? 10_000 : 4_000,
    icon: <IconCheck size={16} aria-hidden />,
    color: 'green.9',
    withCloseButton: true,
    closeButtonProps: { 'aria-label': say('common.close') },
    onClose: () => {
      forget(id);
    },
    message: undo ? (
      <span className={styles['line']}>
        {message}
        <UndoButton undo={undo} />
      </span>
    ) : (
      message
    ),
  });
}

/** Says what went wrong and what to do; it stays until it is closed. */
export function toastError(error: LoketError): void {
  notifications.show({
    autoClose: false,
    icon: <IconAlertTriangle size={16} aria-hidden />,
    color: 'red.9',
    withCloseButton: true,
    closeButtonProps: { 'aria-label': say('common.close') },
    message: errorText(error, currentLanguage()),
  });
}
