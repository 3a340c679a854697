/** An address: the village found by its name fills in what is above it; everything can be typed as well. */
import { useState, type FormEvent, type KeyboardEvent } from 'react';
import type { Address, Customer } from '#shared/domain/customer.ts';
import type { Area } from '#renderer/data/areas/areas.ts';
import { errorText } from '#renderer/i18n/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { Button, Dialog, DialogActions, FieldRow, Stack, TextField } from '#renderer/ui/index.ts';
import { VillageField } from '#renderer/widgets/address/VillageField.tsx';
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
      {open && <AddressForm customer={customer} onClose={onClose} />}
    </Dialog>
  );
}

const LINES = [
  ['district', 'regency'],
  ['province', 'postalCode'],
] as const;

/** @returns the address without what is empty; undefined where nothing is left. */
function filled(address: Address): Address | undefined {
  const kept = Object.fromEntries(
    Object.entries(address)
      .map(([field, value]) => [field, String(value).trim()] as const)
      .filter(([, value]) => value !== ''),
  );
  return Object.keys(kept).length > 0 ? (kept as Address) : undefined;
}

function AddressForm({ customer, onClose }: Omit<AddressDialogProps, 'open'>) {
  const t = useT();
  const language = useLanguage();
  const edit = useEdit(customer.id);
  const [value, setValue] = useState<Address>(customer.address ?? {});
  const [error, setError] = useState<string>();
  const put = (change: Address) => {
    setValue((before) => ({ ...before, ...change }));
    setError(undefined);
  };
  const choose = (area: Area) => {
    const { code, village, district, regency, province } = area;
    // a postal code belongs to the village that stood there
    const { postalCode, ...rest } = value;
    const same = value.villageCode === code && postalCode;
    setValue({
      ...rest,
      village,
      district,
      regency,
      province,
      villageCode: code,
      ...(same ? { postalCode } : {}),
    });
  };
  const save = async () => {
    if (!/^(?:\d{5})?$/.test((value.postalCode ?? '').trim())) {
      setError(errorText({ code: 'postal_invalid', kind: 'person' }, language));
      return;
    }
    const address = filled(value);
    const saved = await edit(
      address ? { changes: { address } } : { changes: {}, clear: ['address'] },
      t('customer.saved', { field: t('customers.address') }),
    );
    if (saved.ok) onClose();
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.ctrlKey || event.key !== 'Enter') return;
    event.preventDefault();
    void save();
  };
  return (
    <form className={styles['room']} noValidate onSubmit={onSubmit} onKeyDown={onKeyDown}>
      <Stack>
        <FieldRow>
          <VillageField
            label={t('customers.village')}
            value={value.village ?? ''}
            code={value.villageCode}
            autoFocus
            onType={(village) => {
              // the official code belongs to the name that stood there
              const { villageCode: _, ...rest } = value;
              setValue({ ...rest, village });
            }}
            onChoose={choose}
          />
          <TextField
            label={t('customers.street')}
            value={value.street ?? ''}
            autoComplete="off"
            onChange={(event) => {
              put({ street: event.currentTarget.value });
            }}
          />
        </FieldRow>
        {LINES.map((line) => (
          <FieldRow key={line[0]}>
            {line.map((field) => (
              <TextField
                key={field}
                label={t(`customers.${field}`)}
                value={value[field] ?? ''}
                autoComplete="off"
                {...(field === 'postalCode'
                  ? { inputMode: 'numeric' as const, placeholder: t('customers.postalHint'), error }
                  : {})}
                onChange={(event) => {
                  put({ [field]: event.currentTarget.value });
                }}
              />
            ))}
          </FieldRow>
        ))}
        <p className="lk-muted lk-small">{t('widgets.village.source')}</p>
        <DialogActions>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" variant="primary" shortcut="Ctrl ↵">
            {t('common.save')}
          </Button>
        </DialogActions>
      </Stack>
    </form>
  );
}
