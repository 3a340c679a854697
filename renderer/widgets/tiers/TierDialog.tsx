/** A person sets a tier against the rules: with a reason, and until a day if there is one. */
import { useState } from 'react';
import type { Customer } from '#shared/domain/customer.ts';
import type { LoketError } from '#shared/errors/errors.ts';
import { errorText } from '#renderer/i18n/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { Button, Dialog, DialogActions, ErrorLine, Stack, toast } from '#renderer/ui/index.ts';
import { useRun } from '../desk-context.tsx';
import { formSavedBy } from '../hooks/form-keys.ts';
import { useSaving } from '../hooks/saving.ts';
import { TierFields, tierArgs, type TierChoice } from './TierFields.tsx';

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
  const [choice, setChoice] = useState<TierChoice>({
    tier: customer.tier ?? 'silver',
    reason: '',
    until: '',
  });
  const [error, setError] = useState<LoketError | null>(null);
  const { busy, once } = useSaving();
  const save = async () => {
    const args = tierArgs(choice);
    if (!args.reason) {
      setError({ code: 'reason_missing', kind: 'person', field: 'reason' });
      return;
    }
    await once(async () => {
      const saved = await run('overrideTier', { customerId: customer.id, ...args }, { quiet: true });
      if (!saved.ok) {
        setError(saved.error);
        return;
      }
      toast(t('tiers.saved'));
      onClose();
    });
  };
  return (
    <form {...formSavedBy(save)}>
      <Stack>
        <TierFields
          value={choice}
          onChange={(next) => {
            setChoice(next);
            setError(null);
          }}
          errorOf={(field) => (error?.field === field ? errorText(error, language) : undefined)}
        />
        {error && !error.field && <ErrorLine error={error} />}
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
