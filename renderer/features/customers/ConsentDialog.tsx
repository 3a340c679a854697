/** Puts on record whether a customer may be contacted with offers, with the proof (UU PDP art. 22, 24). */
import { useState, type FormEvent } from 'react';
import { CONSENT_CHANNELS, type ConsentChannel } from '#shared/domain/customer.ts';
import { errorText } from '#renderer/i18n/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { Button, Dialog, DialogActions, SelectField, Stack, TextArea } from '#renderer/ui/index.ts';
import { useRun } from '#renderer/widgets/desk-context.tsx';
import { useDraftText } from '#renderer/widgets/hooks/draft.ts';

interface ConsentDialogProps {
  readonly open: boolean;
  readonly customerId: string;
  readonly onClose: () => void;
}

export function ConsentDialog({ open, customerId, onClose }: ConsentDialogProps) {
  const t = useT();
  return (
    <Dialog open={open} title={t('customers.consentAsk')} onClose={onClose}>
      {open && <ConsentForm customerId={customerId} onClose={onClose} />}
    </Dialog>
  );
}

function ConsentForm({ customerId, onClose }: Omit<ConsentDialogProps, 'open'>) {
  const t = useT();
  const language = useLanguage();
  const run = useRun();
  const draft = useDraftText('consent', customerId);
  const [channel, setChannel] = useState<ConsentChannel>('whatsapp');
  const [answer, setAnswer] = useState<'yes' | 'no'>('yes');
  const [error, setError] = useState<string>();
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const proof = draft.text.trim();
    if (!proof) {
      setError(errorText({ code: 'text_missing', kind: 'person' }, language));
      return;
    }
    await draft.settle();
    const args = { customerId, channel, given: answer === 'yes', proof };
    const saved = await run('recordConsent', args, { draftId: draft.draftId });
    draft.finish(saved.ok);
    if (saved.ok) onClose();
  };
  return (
    <form noValidate onSubmit={(event) => void save(event)}>
      <Stack>
        <SelectField
          label={t('customers.consentChannel')}
          value={channel}
          options={CONSENT_CHANNELS.map((value) => ({ value, label: t(`domain.consent.${value}`) }))}
          onChange={setChannel}
        />
        <SelectField
          label={t('customers.consentAnswer')}
          value={answer}
          options={[
            { value: 'yes', label: t('customers.consentYes') },
            { value: 'no', label: t('customers.consentNo') },
          ]}
          onChange={setAnswer}
        />
        <TextArea
          label={t('customers.consentProof')}
          placeholder={t('customers.consentProofHint')}
          value={draft.text}
          maxLength={500}
          onChange={(event) => {
            draft.setText(event.currentTarget.value);
            setError(undefined);
          }}
          error={error}
          required
          autosize
          minRows={2}
        />
        <DialogActions>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" variant="primary">
            {t('common.save')}
          </Button>
        </DialogActions>
      </Stack>
    </form>
  );
}
