/** What is said in passing, at the bottom right. Routine saves are not toasted (ux.md). */
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import type { LoketError } from '#shared/errors/errors.ts';
import { errorText } from '#renderer/i18n/errors.ts';
import { currentLanguage, say } from '#renderer/i18n/index.ts';
import { Button } from './button.tsx';
import styles from './toasts.module.css';

interface Undo {
  readonly id: string;
  readonly run: () => void;
}

let lastUndo: Undo | undefined;
let made = 0;

/** Takes back the last thing that offered it. @returns whether there was one. */
export function undoLast(): boolean {
  const undo = lastUndo;
  if (!undo) return false;
  lastUndo = undefined;
  notifications.hide(undo.id);
  undo.run();
  return true;
}

/** @param undo when given, the toast has a button for it, and Ctrl+Z does the same for ten seconds. */
export function toast(message: string, undo?: () => void): void {
  made += 1;
  const id = `toast-${made}`;
  if (undo) lastUndo = { id, run: undo };
  notifications.show({
    id,
    autoClose: undo ? 10_000 : 4_000,
    icon: <IconCheck size={16} aria-hidden />,
    color: 'green.9',
    withCloseButton: true,
    closeButtonProps: { 'aria-label': say('common.close') },
    onClose: () => {
      if (lastUndo?.id === id) lastUndo = undefined;
    },
    message: undo ? (
      <span className={styles['line']}>
        {message}
        <Button variant="subtle" shortcut="Ctrl Z" onClick={() => void undoLast()}>
          {say('common.undo')}
        </Button>
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
