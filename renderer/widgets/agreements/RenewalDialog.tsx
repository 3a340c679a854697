/** Decides what becomes of an agreement at its end: renew, change or end (domain.md, stage 7). */
import { useState } from 'react';
import { RENEWAL_DECISIONS, type RenewalDecision } from '#shared/domain/agreement.ts';
import type { LoketError } from '#shared/errors/errors.ts';
import { errorText } from '#renderer/i18n/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import {
  Button,
  Dialog,
  DialogActions,
  ErrorLine,
  Radio,
  Stack,
  TextArea,
  toast,
} from '#renderer/ui/index.ts';
import { useRun } from '../desk-context.tsx';
import { formSavedBy } from '../hooks/form-keys.ts';
import { useSaving } from '../hooks/saving.ts';
import { useSurvivor } from '../hooks/whole.ts';
import { AgreementFieldset } from './AgreementFieldset.tsx';
import { AgreementStatus, Terms } from './AgreementList.tsx';
import { fieldsOf, formAfter } from './agreement-form.ts';
import styles from './agreements.module.css';
import { PlanAgain } from './PlanAgain.tsx';
import { agreementWords, type AgreementDoc, type TaskDoc } from './use-renewals.ts';

interface RenewalDialogProps {
  /** Absent: closed. */
  readonly agreement: AgreementDoc | undefined;
  /** Open steps of its renewal: the decision closes them. */
  readonly steps: readonly TaskDoc[];
  readonly onClose: () => void;
}

export function RenewalDialog({ agreement, steps, onClose }: RenewalDialogProps) {
  const t = useT();
  const title = agreement ? t('agreements.decideTitle', { name: agreementWords(agreement, t) }) : '';
  return (
    <Dialog open={agreement !== undefined} title={title} size="lg" onClose={onClose}>
      {agreement && <RenewalForm key={agreement.id} agreement={agreement} steps={steps} onClose={onClose} />}
    </Dialog>
  );
}

function RenewalForm({
  agreement,
  steps,
  onClose,
}: RenewalDialogProps & { readonly agreement: AgreementDoc }) {
  const t = useT();
  const language = useLanguage();
  const run = useRun();
  const customer = useSurvivor(agreement.customerId).value;
  const [decision, setDecision] = useState<RenewalDecision>('renew');
  const [next, setNext] = useState(() => formAfter(agreement));
  const [reason, setReason] = useState('');
  const [error, setError] = useState<LoketError>();
  const { busy, once } = useSaving();
  const save = async () => {
    await once(async () => {
      const done = await run(
        'decideRenewal',
        {
          agreementId: agreement.id,
          decision,
          ...(reason.trim() ? { reason: reason.trim() } : {}),
          ...(decision === 'end' ? {} : { next: fieldsOf(next) }),
          tasks: steps.map(({ id }) => id),
          ...(customer?.ownerId ? { assigneeId: customer.ownerId } : {}),
        },
        { quiet: true },
      );
      if (!done.ok) {
        setError(done.error);
        return;
      }
      toast(t(`agreements.decided.${decision}`, { name: agreementWords(agreement, t) }));
      onClose();
    });
  };
  const words = (code: string) => (error?.code === code ? errorText(error, language) : undefined);
  const shown = error && !['reason_missing', 'end_before_start'].includes(error.code);
  return (
    <form {...formSavedBy(save)}>
      <Stack>
        <span className={styles['section']}>
          <span className={styles['line']}>
            <AgreementStatus agreement={agreement} />
            <span className="lk-muted lk-small">{customer?.name}</span>
          </span>
          <Terms agreement={agreement} />
          <PlanAgain agreement={agreement} />
        </span>
        <Radio.Group
          label={t('agreements.decide')}
          value={decision}
          onChange={(value) => {
            const chosen = RENEWAL_DECISIONS.find((one) => one === value);
            if (chosen) setDecision(chosen);
            setError(undefined);
          }}
        >
          <div className={styles['choices']}>
            {RENEWAL_DECISIONS.map((value) => (
              <Radio
                key={value}
                value={value}
                label={t(`agreements.decision.${value}`)}
                description={t(`agreements.decisionHint.${value}`)}
                {...(value === 'renew' ? { 'data-autofocus': true } : {})}
              />
            ))}
          </div>
        </Radio.Group>
        {decision !== 'end' && (
          <fieldset className={styles['group']}>
            <legend>{t('agreements.next')}</legend>
            <Stack>
              <AgreementFieldset
                form={next}
                termOnly={decision === 'renew'}
                errors={{ end: words('end_before_start') }}
                onChange={(changes) => {
                  setNext((before) => ({ ...before, ...changes }));
                  setError(undefined);
                }}
              />
            </Stack>
          </fieldset>
        )}
        <TextArea
          label={t(decision === 'end' ? 'agreements.reasonOfEnd' : 'agreements.reason')}
          value={reason}
          maxLength={500}
          required={decision === 'end'}
          error={words('reason_missing')}
          autosize
          minRows={2}
          onChange={(event) => {
            setReason(event.currentTarget.value);
            setError(undefined);
          }}
        />
        <p className="lk-muted lk-small">{t(`agreements.follows.${decision === 'end' ? 'end' : 'renew'}`)}</p>
        {shown && <ErrorLine error={error} />}
        <DialogActions>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button
            type="submit"
            variant={decision === 'end' ? 'danger' : 'primary'}
            shortcut="Ctrl ↵"
            busy={busy}
          >
            {t(`agreements.decision.${decision}`)}
          </Button>
        </DialogActions>
      </Stack>
    </form>
  );
}
