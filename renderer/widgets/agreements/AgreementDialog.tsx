/** Records an agreement, or changes one. */
import { useState } from 'react';
import type { LoketError } from '#shared/errors/errors.ts';
import { errorText } from '#renderer/i18n/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { announce } from '#renderer/state/shell.ts';
import { Button, Dialog, DialogActions, ErrorLine, Stack } from '#renderer/ui/index.ts';
import { useRun } from '../desk-context.tsx';
import { useDoc } from '../hooks/documents.ts';
import { savedIn, useOpenEdit } from '../hooks/edit.ts';
import { formSavedBy } from '../hooks/form-keys.ts';
import { useSaving } from '../hooks/saving.ts';
import { Overtaken } from '../overtaken/Overtaken.tsx';
import { AgreementFieldset } from './AgreementFieldset.tsx';
import { changesOf, fieldsOf, formOf, NEW_AGREEMENT } from './agreement-form.ts';
import { LABEL, termWords } from './agreement-words.ts';
import { agreementWords, type AgreementDoc, type TaskDoc } from './use-renewals.ts';

interface AgreementDialogProps {
  readonly open: boolean;
  readonly customerId: string;
  /** Of the one that is changed; absent for a new one. */
  readonly agreement?: AgreementDoc | undefined;
  /** Open steps of its renewal: they move with its end. */
  readonly steps?: readonly TaskDoc[];
  readonly onClose: () => void;
}

export function AgreementDialog({ open, agreement, onClose, ...rest }: AgreementDialogProps) {
  const t = useT();
  const title = agreement
    ? t('agreements.editTitle', { name: agreementWords(agreement, t) })
    : t('agreements.addTitle');
  return (
    <Dialog open={open} title={title} size="lg" onClose={onClose}>
      {open && (
        <AgreementEditor key={agreement?.id ?? ''} agreement={agreement} onClose={onClose} {...rest} />
      )}
    </Dialog>
  );
}

function AgreementEditor({ customerId, agreement, steps = [], onClose }: Omit<AgreementDialogProps, 'open'>) {
  const t = useT();
  const language = useLanguage();
  const run = useRun();
  const customer = useDoc('customers', customerId).value;
  const now = agreement ? formOf(agreement) : NEW_AGREEMENT;
  const { edit, value, put, overtaken, mayWrite } = useOpenEdit(now);
  const [error, setError] = useState<LoketError>();
  const [isEmpty, setEmpty] = useState(false);
  const { busy, once } = useSaving();
  const save = async () => {
    if (!mayWrite()) return;
    // its kind alone says nothing, and would count as an agreement in force
    if (!agreement && Object.keys(fieldsOf(savedIn(edit, now))).length === 1) {
      setEmpty(true);
      return;
    }
    await once(async () => {
      const form = savedIn(edit, now);
      const owner = customer?.ownerId ? { assigneeId: customer.ownerId } : {};
      const saved = agreement
        ? await run(
            'changeAgreement',
            { id: agreement.id, ...changesOf(agreement, form), tasks: steps.map(({ id }) => id), ...owner },
            { quiet: true },
          )
        : await run('addAgreement', { customerId, agreement: fieldsOf(form) }, { quiet: true });
      if (!saved.ok) {
        setError(saved.error);
        return;
      }
      announce(t('common.saved'));
      onClose();
    });
  };
  const ofEnd = error?.code === 'end_before_start' ? errorText(error, language) : undefined;
  return (
    <form {...formSavedBy(save)}>
      <Stack>
        <AgreementFieldset
          form={value}
          errors={{ number: isEmpty ? t('agreements.nothing') : undefined, end: ofEnd }}
          onChange={(changes) => {
            put(changes);
            setError(undefined);
            setEmpty(false);
          }}
        />
        {!ofEnd && <ErrorLine error={error} />}
        <Overtaken
          fields={overtaken.map((field) => ({
            label: t(`agreements.${LABEL[field]}`),
            value: agreement ? termWords(agreement, field, t, language) : '',
          }))}
        />
        <DialogActions>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" variant="primary" shortcut="Ctrl ↵" busy={busy}>
            {t('common.save')}
          </Button>
        </DialogActions>
      </Stack>
    </form>
  );
}
