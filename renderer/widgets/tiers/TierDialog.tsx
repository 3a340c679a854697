/** A person sets a tier against the rules: with a reason, and until a day if there is one. */
import { useState, type FormEvent } from 'react';
import { TIERS, type Customer, type Tier } from '#shared/domain/customer.ts';
import type { LoketError } from '#shared/errors/errors.ts';
import { errorText } from '#renderer/i18n/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import {
  Button,
  DayField,
  Dialog,
  DialogActions,
  ErrorLine,
  SelectField,
  Stack,
  TextArea,
  toast,
} from '#renderer/ui/index.ts';
import { useRun } from '../desk-context.tsx';

interface TierDialogProps {
  readonly open: boolean;
  readonly customer: Customer;
  readonly onClose: () => void;
}

export function TierDialog({ open, customer, onClose }: TierDialogProps) {
  const t = useT();
  return (
    <Dialog open={open} title={t('tiers.setTitle')} onClose={onClose}>
      {open && <TierForm customer={customer} onClose={onClose} />}
    </Dialog>
  );
}

function TierForm({ customer, onClose }: Omit<TierDialogProps, 'open'>) {
  const t = useT();
  const language = useLanguage();
  const run = useRun();
  const [tier, setTier] = useState<Tier>(customer.tier ?? 'silver');
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const [error, setError] = useState<LoketError | null>(null);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!reason.trim()) {
      setError({ code: 'reason_missing', kind: 'person', field: 'reason' });
      return;
    }
    const args = { customerId: customer.id, tier, reason: reason.trim(), ...(until ? { until } : {}) };
    const saved = await run('overrideTier', args, { quiet: true });
    if (!saved.ok) {
      setError(saved.error);
      return;
    }
    toast(t('tiers.saved'));
    onClose();
  };
  const of = (field: string): string | undefined =>
    error?.field === field ? errorText(error, language) : undefined;
  return (
    <form noValidate onSubmit={(event) => void save(event)}>
      <Stack>
        <p className="lk-muted">{t('tiers.setHint')}</p>
        <SelectField
          label={t('tiers.tier')}
          value={tier}
          options={TIERS.map((value) => ({ value, label: t(`common.tier.${value}`) }))}
          onChange={setTier}
        />
        <TextArea
          label={t('tiers.reason')}
          value={reason}
          maxLength={500}
          required
          autosize
          minRows={2}
          error={of('reason')}
          onChange={(event) => {
            setReason(event.currentTarget.value);
            setError(null);
          }}
        />
        <DayField label={t('tiers.until')} value={until} onChange={setUntil} error={of('until')} />
        <p className="lk-muted lk-small">{t('tiers.untilHint')}</p>
        {error && !error.field && <ErrorLine error={error} />}
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
