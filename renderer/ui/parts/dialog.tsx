/** Dialogs. A confirmation is only for what cannot be undone; everything else gets an undo toast. */
import { Modal } from '@mantine/core';
import { useId, type FormEvent, type ReactNode } from 'react';
import { useT } from '#renderer/i18n/index.ts';
import { Button } from './button.tsx';
import { FirstFocus } from './first-focus.tsx';
import styles from './dialog.module.css';

interface DialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly size?: 'sm' | 'md' | 'lg' | 'xl';
  /** Near the top and without a title line: for a field that searches. The title is read aloud. */
  readonly search?: boolean;
  readonly children: ReactNode;
}

/** A window over the page; Esc closes it and the focus goes back to where it was. */
export function Dialog({ open, title, onClose, size = 'md', search = false, children }: DialogProps) {
  const t = useT();
  return (
    <Modal
      opened={open}
      onClose={onClose}
      size={size}
      title={title}
      {...(search
        ? {
            withCloseButton: false,
            centered: false,
            yOffset: '9vh',
            classNames: { header: 'lk-hidden', body: 'lk-search' },
          }
        : { closeButtonProps: { 'aria-label': t('common.close') } })}
    >
      <FirstFocus />
      {children}
    </Modal>
  );
}

interface ConfirmProps {
  readonly open: boolean;
  readonly title: string;
  /** Says what happens, and what does not. */
  readonly text: string;
  /** The verb, as in "Hapus data contoh". */
  readonly confirm: string;
  readonly danger?: boolean;
  readonly busy?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  /** A field for the reason, for instance. */
  readonly children?: ReactNode;
}

/** Asks before something that cannot be undone. Cancel has the focus first. */
export function ConfirmDialog(props: ConfirmProps) {
  const t = useT();
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // it may be asked within a form, whose own submit React would tell of this one, too
    event.stopPropagation();
    props.onConfirm();
  };
  return (
    <Dialog open={props.open} title={props.title} onClose={props.onClose}>
      <form className={styles['form']} onSubmit={submit} aria-describedby={id}>
        <p id={id}>{props.text}</p>
        {props.children}
        <DialogActions>
          <Button onClick={props.onClose} autoFocus={!props.children}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" variant={props.danger ? 'danger' : 'primary'} busy={props.busy ?? false}>
            {props.confirm}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** The line of buttons at the end of a form. */
export function DialogActions({ children }: { readonly children: ReactNode }) {
  return <div className={styles['actions']}>{children}</div>;
}

/** Fields one under the other. */
export function Stack({ children }: { readonly children: ReactNode }) {
  return <div className={styles['form']}>{children}</div>;
}

/** Fields side by side where there is room. */
export function FieldRow({ children }: { readonly children: ReactNode }) {
  return <div className={styles['row']}>{children}</div>;
}
