/** A new customer: name and phone, and those who may be the same person. Everything else can wait. */
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { parsePhones } from '#shared/domain/phone.ts';
import { errorText } from '#renderer/i18n/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { Button, Dialog, DialogActions, Stack, toast } from '#renderer/ui/index.ts';
import { useRun } from '#renderer/widgets/desk-context.tsx';
import { useDraftValue } from '#renderer/widgets/hooks/draft.ts';
import { NewcomerFields } from '#renderer/widgets/picker/NewcomerFields.tsx';
import { looksLikePhone } from '#renderer/widgets/picker/options.ts';

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

type Fields = { readonly name: string; readonly phone: string };

function NewCustomerForm({ typed, onClose }: { readonly typed: string; readonly onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const navigate = useNavigate();
  const run = useRun();
  const [searched] = useState<Fields>(() =>
    looksLikePhone(typed) ? { name: '', phone: typed } : { name: typed, phone: '' },
  );
  const draft = useDraftValue<Fields>('newCustomer', typed, searched);
  const { value } = draft;
  const [errors, setErrors] = useState<{ readonly name?: string; readonly phone?: string }>({});
  const [busy, setBusy] = useState(false);
  const phoneError = () => (parsePhones(value.phone).invalid.length > 0 ? { phone: 'phone_invalid' } : {});
  const words = (code: string | undefined) => code && errorText({ code, kind: 'person' }, language);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const found = { ...(value.name.trim() ? {} : { name: 'name_missing' }), ...phoneError() };
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    await draft.settle();
    const [phone] = parsePhones(value.phone).phones;
    const saved = await run(
      'registerCustomer',
      { name: value.name.trim(), ...(phone ? { phone } : {}) },
      { draftId: draft.draftId },
    );
    draft.finish(saved.ok);
    setBusy(false);
    if (!saved.ok) return;
    const { id, number } = saved.value.result as { readonly id: string; readonly number: string };
    toast(t('customers.added', { name: value.name.trim(), number }));
    onClose();
    void navigate(`/pelanggan/${id}`);
  };
  return (
    <form noValidate onSubmit={(event) => void save(event)}>
      <Stack>
        <NewcomerFields
          value={value}
          onChange={(next) => {
            draft.set({ name: next.name, phone: next.phone });
            setErrors({});
          }}
          onUse={(row) => {
            onClose();
            void navigate(`/pelanggan/${row.id}`);
          }}
          useLabel={t('customers.openExisting')}
          onPhoneLeft={() => {
            setErrors(({ phone: _, ...rest }) => ({ ...rest, ...phoneError() }));
          }}
          nameError={words(errors.name)}
          phoneError={words(errors.phone)}
          autoFocus={searched.name ? 'phone' : 'name'}
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
