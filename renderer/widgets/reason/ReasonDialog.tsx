/** Asks for the reason before something is done that stays on record with it. */
import { useState } from 'react';
import { errorText } from '#renderer/i18n/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { ConfirmDialog, TextArea, TextField } from '#renderer/ui/index.ts';
import { useSaving } from '../hooks/saving.ts';

interface ReasonDialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly text: string;
  /** What the button says. */
  readonly confirm: string;
  readonly danger?: boolean;
  /** `Alasan` where nothing says it better. */
  readonly label?: string;
  readonly placeholder?: string;
  readonly maxLength?: number;
  /** Room for sentences. */
  readonly long?: boolean;
  /** Called with a reason that is not empty. @returns false when it was not done and the dialog is to stay. */
  readonly onReason: (reason: string) => Promise<boolean>;
  readonly onClose: () => void;
}

export function ReasonDialog({ onReason, onClose, long = false, ...props }: ReasonDialogProps) {
  const t = useT();
  const language = useLanguage();
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const { busy, once } = useSaving();
  const confirm = async (): Promise<void> => {
    const given = reason.trim();
    if (given === '') {
      setMissing(true);
      return;
    }
    await once(async () => {
      if (await onReason(given)) setReason('');
    });
  };
  const field = {
    label: props.label ?? t('common.reason'),
    value: reason,
    maxLength: props.maxLength ?? 500,
    withAsterisk: true,
    'data-autofocus': true,
    ...(props.placeholder === undefined ? {} : { placeholder: props.placeholder }),
    error: isMissing ? errorText({ code: 'reason_missing', kind: 'person' }, language) : undefined,
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => {
      setReason(event.currentTarget.value);
      setMissing(false);
    },
  };
  return (
    <ConfirmDialog
      open={props.open}
      danger={props.danger ?? false}
      busy={busy}
      title={props.title}
      text={props.text}
      confirm={props.confirm}
      onConfirm={() => void confirm()}
      onClose={() => {
        setReason('');
        setMissing(false);
        onClose();
      }}
    >
      {long ? <TextArea {...field} autosize minRows={2} /> : <TextField {...field} autoComplete="off" />}
    </ConfirmDialog>
  );
}
