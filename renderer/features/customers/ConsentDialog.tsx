/**
 * Puts on record whether a customer may be contacted on a channel for a purpose, with the proof (UU PDP art. 22, 24),
 * or that a consent is withdrawn (art. 40).
 */
import { useState } from 'react';
import {
  CONSENT_CHANNELS,
  CONSENT_PURPOSES,
  CONSENT_WAYS,
  consentKey,
  type ConsentChannel,
  type ConsentPurpose,
  type ConsentWay,
} from '#shared/domain/customer.ts';
import { errorText } from '#renderer/i18n/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { Button, Dialog, DialogActions, FieldRow, SelectField, Stack, TextArea } from '#renderer/ui/index.ts';
import { announce } from '#renderer/state/shell.ts';
import { useRun } from '#renderer/widgets/desk-context.tsx';
import { useDraftText } from '#renderer/widgets/hooks/draft.ts';
import { formSavedBy } from '#renderer/widgets/hooks/form-keys.ts';
import { useSaving } from '#renderer/widgets/hooks/saving.ts';
import { consentName } from '#renderer/widgets/values/field-name.ts';

interface About {
  readonly channel: ConsentChannel;
  readonly purpose: ConsentPurpose;
}

interface ConsentDialogProps {
  readonly open: boolean;
  readonly customerId: string;
  /** The consent that the customer takes back; without it one is asked for. */
  readonly withdraw?: About | undefined;
  readonly onClose: () => void;
}

export function ConsentDialog({ open, customerId, withdraw, onClose }: ConsentDialogProps) {
  const t = useT();
  const title = withdraw
    ? t('customer.withdrawTitle', { about: consentName(consentKey(withdraw.channel, withdraw.purpose), t) })
    : t('customers.consentAsk');
  return (
    <Dialog open={open} title={title} onClose={onClose}>
      {open && <ConsentForm customerId={customerId} withdraw={withdraw} onClose={onClose} />}
    </Dialog>
  );
}

function ConsentForm({ customerId, withdraw, onClose }: Omit<ConsentDialogProps, 'open'>) {
  const t = useT();
  const language = useLanguage();
  const run = useRun();
  const form = withdraw ? `withdrawal-${consentKey(withdraw.channel, withdraw.purpose)}` : 'consent';
  const draft = useDraftText(form, customerId);
  const [channel, setChannel] = useState<ConsentChannel>(withdraw?.channel ?? 'whatsapp');
  const [purpose, setPurpose] = useState<ConsentPurpose>(withdraw?.purpose ?? 'offers');
  const [how, setHow] = useState<ConsentWay>('spoken');
  const [answer, setAnswer] = useState<'yes' | 'no'>(withdraw ? 'no' : 'yes');
  const [error, setError] = useState<string>();
  /** What is usually said stands there already: a withdrawal takes one key. */
  const [touched, setTouched] = useState(false);
  const proof = withdraw && !touched && draft.text === '' ? t('customer.withdrawWords') : draft.text;
  const { busy, once } = useSaving();
  const save = async () => {
    if (!proof.trim()) {
      setError(errorText({ code: 'text_missing', kind: 'person' }, language));
      return;
    }
    await once(async () => {
      await draft.settle();
      const args = { customerId, channel, purpose, given: answer === 'yes', how, proof: proof.trim() };
      const saved = await run('recordConsent', args, { draftId: draft.draftId });
      draft.finish(saved.ok);
      if (!saved.ok) return;
      if (withdraw)
        announce(t('customer.withdrawn', { about: consentName(consentKey(channel, purpose), t) }));
      onClose();
    });
  };
  return (
    <form {...formSavedBy(save)}>
      <Stack>
        {withdraw ? (
          <p>{t('customer.withdrawText')}</p>
        ) : (
          <>
            <FieldRow>
              <SelectField
                label={t('customers.consentChannel')}
                value={channel}
                options={CONSENT_CHANNELS.map((value) => ({ value, label: t(`domain.consent.${value}`) }))}
                onChange={setChannel}
                autoFocus
              />
              <SelectField
                label={t('customer.purpose')}
                value={purpose}
                options={CONSENT_PURPOSES.map((value) => ({ value, label: t(`domain.purpose.${value}`) }))}
                onChange={setPurpose}
              />
            </FieldRow>
            <SelectField
              label={t('customers.consentAnswer')}
              value={answer}
              options={[
                { value: 'yes', label: t('customers.consentYes') },
                { value: 'no', label: t('customers.consentNo') },
              ]}
              onChange={setAnswer}
            />
          </>
        )}
        <SelectField
          label={t('customer.how')}
          value={how}
          options={CONSENT_WAYS.map((value) => ({ value, label: t(`domain.consentWay.${value}`) }))}
          onChange={setHow}
        />
        <TextArea
          label={t('customers.consentProof')}
          placeholder={t('customers.consentProofHint')}
          value={proof}
          maxLength={500}
          onChange={(event) => {
            setTouched(true);
            draft.setText(event.currentTarget.value);
            setError(undefined);
          }}
          error={error}
          required
          autosize
          minRows={2}
          {...(withdraw ? { 'data-autofocus': true } : {})}
        />
        <DialogActions>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" variant="primary" shortcut="Ctrl ↵" busy={busy}>
            {t(withdraw ? 'customer.withdrawSave' : 'common.save')}
          </Button>
        </DialogActions>
      </Stack>
    </form>
  );
}
