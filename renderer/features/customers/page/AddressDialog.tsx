/** An address: the village found by its name fills in what is above it; everything can be typed as well. */
import { useState } from 'react';
import type { Customer } from '#shared/domain/customer.ts';
import { errorText } from '#renderer/i18n/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { Button, Dialog, DialogActions, FieldRow, Stack, TextField } from '#renderer/ui/index.ts';
import { VillageField } from '#renderer/widgets/address/VillageField.tsx';
import { useOpenEdit } from '#renderer/widgets/hooks/edit.ts';
import { formSavedBy } from '#renderer/widgets/hooks/form-keys.ts';
import { useSaving } from '#renderer/widgets/hooks/saving.ts';
import { Overtaken } from '#renderer/widgets/overtaken/Overtaken.tsx';
import {
  ABOVE_VILLAGE,
  addressForm,
  addressOf,
  chosenVillage,
  isAddressTyped,
  named,
  writtenVillage,
  type AddressForm,
} from '../address-form.ts';
import { useEdit } from './edits.ts';
import styles from './page.module.css';

interface AddressDialogProps {
  readonly open: boolean;
  readonly customer: Customer;
  readonly onClose: () => void;
}

export function AddressDialog({ open, customer, onClose }: AddressDialogProps) {
  const t = useT();
  return (
    <Dialog open={open} title={t('customer.addressTitle')} onClose={onClose} size="lg">
      {open && <AddressEditor customer={customer} onClose={onClose} />}
    </Dialog>
  );
}

const LINES = [
  ['district', 'regency'],
  ['province', 'postalCode'],
] as const;

function AddressEditor({ customer, onClose }: Omit<AddressDialogProps, 'open'>) {
  const t = useT();
  const language = useLanguage();
  const save = useEdit(customer.id);
  const now = addressForm(customer.address);
  const { edit, value, put, overtaken, mayWrite } = useOpenEdit(now, ABOVE_VILLAGE);
  const [error, setError] = useState<string>();
  const { busy, once } = useSaving();
  const type = (changes: Partial<AddressForm>) => {
    put(changes);
    setError(undefined);
  };
  const submit = async () => {
    if (!/^(?:\d{5})?$/.test(value.postalCode.trim())) {
      setError(errorText({ code: 'postal_invalid', kind: 'person' }, language));
      return;
    }
    if (!mayWrite()) return;
    if (!isAddressTyped(edit)) {
      onClose();
      return;
    }
    const address = addressOf(customer.address, edit);
    await once(async () => {
      const saved = await save(
        address ? { changes: { address } } : { changes: {}, clear: ['address'] },
        t('customer.saved', { field: t('customers.address') }),
      );
      if (saved.ok) onClose();
    });
  };
  return (
    <form className={styles['room']} {...formSavedBy(submit)}>
      <Stack>
        <FieldRow>
          <VillageField
            label={t('customers.village')}
            value={value.village}
            code={value.villageCode || undefined}
            autoFocus
            onType={(village) => {
              type(writtenVillage(village, now));
            }}
            onChoose={(area) => {
              type(chosenVillage(value, area));
            }}
          />
          <TextField
            label={t('customers.street')}
            value={value.street}
            autoComplete="off"
            onChange={(event) => {
              type({ street: event.currentTarget.value });
            }}
          />
        </FieldRow>
        {LINES.map((line) => (
          <FieldRow key={line[0]}>
            {line.map((field) => (
              <TextField
                key={field}
                label={t(`customers.${field}`)}
                value={value[field]}
                autoComplete="off"
                {...(field === 'postalCode'
                  ? { inputMode: 'numeric' as const, placeholder: t('customers.postalHint'), error }
                  : {})}
                onChange={(event) => {
                  type({ [field]: event.currentTarget.value });
                }}
              />
            ))}
          </FieldRow>
        ))}
        <p className="lk-muted lk-small">{t('widgets.village.source')}</p>
        <Overtaken
          fields={named(overtaken).map((field) => ({ label: t(`customers.${field}`), value: now[field] }))}
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
