/**
 * A new customer: a name, and what is at hand to tell it from those who are in the book already. F4 opens the first of
 * those.
 */
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { parseNik } from '#shared/domain/nik.ts';
import { parsePhones } from '#shared/domain/phone.ts';
import { errorText } from '#renderer/i18n/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { Button, Dialog, DialogActions, FieldRow, Stack, TextField, toast } from '#renderer/ui/index.ts';
import { useRun } from '#renderer/widgets/desk-context.tsx';
import { useDraftValue } from '#renderer/widgets/hooks/draft.ts';
import { VillageField } from '#renderer/widgets/address/VillageField.tsx';
import { useSaving } from '#renderer/widgets/hooks/saving.ts';
import { NewcomerFields } from '#renderer/widgets/picker/NewcomerFields.tsx';
import { looksLikePhone } from '#renderer/widgets/picker/options.ts';
import { Duplicates } from './page/Duplicates.tsx';

interface NewCustomerDialogProps {
  /** What was searched for; undefined while it is closed. */
  readonly name: string | undefined;
  readonly onClose: () => void;
}

export function NewCustomerDialog({ name, onClose }: NewCustomerDialogProps) {
  const t = useT();
  return (
    <Dialog open={name !== undefined} title={t('customers.add')} onClose={onClose} size="lg">
      {name !== undefined && <NewCustomerForm typed={name} onClose={onClose} />}
    </Dialog>
  );
}

type Fields = {
  readonly name: string;
  readonly phone: string;
  readonly nik: string;
  readonly village: string;
  /** What lies above a village that was chosen, and its code: as in `Address`. */
  readonly area: Readonly<Record<string, string>>;
};
const NOTHING: Fields = { name: '', phone: '', nik: '', village: '', area: {} };

/** @returns the address as far as it was filled in. */
const addressOf = ({ village, area }: Fields): Readonly<Record<string, string>> | undefined =>
  village.trim() ? { village: village.trim(), ...area } : undefined;

/** Shorter names are half the book. */
const LETTERS = 3;

function NewCustomerForm({ typed, onClose }: { readonly typed: string; readonly onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const navigate = useNavigate();
  const run = useRun();
  const [searched] = useState<Fields>(() =>
    looksLikePhone(typed) ? { ...NOTHING, phone: typed } : { ...NOTHING, name: typed },
  );
  const draft = useDraftValue<Fields>('newCustomer', typed, searched);
  const { value } = draft;
  const [errors, setErrors] = useState<{
    readonly name?: string;
    readonly phone?: string;
    readonly nik?: string;
  }>({});
  const { busy, once } = useSaving();
  const phoneError = () => (parsePhones(value.phone).invalid.length > 0 ? { phone: 'phone_invalid' } : {});
  const nik = parseNik(value.nik);
  const nikError = () => (value.nik.trim() && !nik.ok ? { nik: 'nik_invalid' } : {});
  const words = (code: string | undefined) => code && errorText({ code, kind: 'person' }, language);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    const found = { ...(value.name.trim() ? {} : { name: 'name_missing' }), ...phoneError(), ...nikError() };
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    await once(async () => {
      await draft.settle();
      const [phone, ...morePhones] = parsePhones(value.phone).phones;
      const address = addressOf(value);
      const saved = await run(
        'registerCustomer',
        {
          name: value.name.trim(),
          ...(phone ? { phone } : {}),
          ...(morePhones.length > 0 ? { morePhones } : {}),
          ...(nik.ok ? { nik: nik.value.nik } : {}),
          ...(address ? { address } : {}),
        },
        { draftId: draft.draftId },
      );
      draft.finish(saved.ok);
      if (!saved.ok) return;
      const { id, number } = saved.value.result as { readonly id: string; readonly number: string };
      toast(t('customers.added', { name: value.name.trim(), number }));
      onClose();
      void navigate(`/pelanggan/${id}`);
    });
  };
  const candidate = {
    ...(value.name.trim().length >= LETTERS ? { name: value.name } : {}),
    phones: parsePhones(value.phone).phones,
    ...(nik.ok ? { nik: nik.value.nik } : {}),
    area: value.area['district'] ?? '',
  };
  return (
    <form noValidate onSubmit={(event) => void save(event)}>
      <Stack>
        <NewcomerFields
          value={value}
          onChange={(next) => {
            draft.set({ ...value, name: next.name, phone: next.phone });
            setErrors({});
          }}
          onPhoneLeft={() => {
            setErrors(({ phone: _, ...rest }) => ({ ...rest, ...phoneError() }));
          }}
          nameError={words(errors.name)}
          phoneError={words(errors.phone)}
          autoFocus={searched.name ? 'phone' : 'name'}
        />
        <FieldRow>
          <TextField
            label={t('customers.nik')}
            placeholder={t('widgets.picker.phoneHint')}
            inputMode="numeric"
            value={value.nik}
            autoComplete="off"
            error={words(errors.nik)}
            onChange={(event) => {
              draft.set({ ...value, nik: event.currentTarget.value });
              setErrors({});
            }}
            onBlur={() => {
              setErrors(({ nik: _, ...rest }) => ({ ...rest, ...nikError() }));
            }}
          />
          <VillageField
            label={t('customers.village')}
            value={value.village}
            onType={(village) => {
              draft.set({ ...value, village, area: {} });
            }}
            onChoose={({ village, code, district, regency, province }) => {
              draft.set({ ...value, village, area: { villageCode: code, district, regency, province } });
            }}
          />
        </FieldRow>
        <Duplicates
          candidate={candidate}
          onLeave={() => {
            // it was somebody of the book: what was typed is for nobody
            draft.set(searched);
            onClose();
          }}
        />
        <DialogActions>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" variant="primary" busy={busy}>
            {t('customers.addSave')}
          </Button>
        </DialogActions>
      </Stack>
    </form>
  );
}
