/** Changing a customer's basic fields. What is typed is a draft until it is saved. */
import { useState, type KeyboardEvent } from 'react';
import { CUSTOMER_KINDS, STAGES } from '#shared/domain/customer.ts';
import { errorText } from '#renderer/i18n/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import {
  Button,
  Dialog,
  DialogActions,
  ErrorLine,
  FieldRow,
  SelectField,
  Stack,
  TextArea,
  TextField,
} from '#renderer/ui/index.ts';
import type { LoketError } from '#shared/errors/errors.ts';
import { useRun } from '#renderer/widgets/desk-context.tsx';
import { useReference, type DocOf } from '#renderer/widgets/hooks/documents.ts';
import { useDraftValue } from '#renderer/widgets/hooks/draft.ts';
import { changesOf, checkForm, formOf, type CustomerForm, type FormErrors } from './changes.ts';

interface EditDialogProps {
  readonly open: boolean;
  readonly customer: DocOf<'customers'>;
  readonly onClose: () => void;
}

export function EditDialog({ open, customer, onClose }: EditDialogProps) {
  const t = useT();
  return (
    <Dialog open={open} title={t('customers.editTitle', { name: customer.name })} onClose={onClose} size="xl">
      {open && <EditForm customer={customer} onClose={onClose} />}
    </Dialog>
  );
}

/** Stands for "none": a select takes no empty value. */
const NONE = ':none';
const LINES = [
  ['street'],
  ['village', 'district'],
  ['regency', 'province', 'postalCode'],
] as const satisfies readonly (readonly (keyof CustomerForm)[])[];

function EditForm({ customer, onClose }: Omit<EditDialogProps, 'open'>) {
  const t = useT();
  const language = useLanguage();
  const run = useRun();
  const reference = useReference();
  // What somebody else changes meanwhile is not what this person set out to change.
  const [before] = useState(customer);
  const draft = useDraftValue<CustomerForm>('customer', customer.id, formOf(before));
  const [errors, setErrors] = useState<FormErrors>({});
  const [refused, setRefused] = useState<LoketError>();
  const [busy, setBusy] = useState(false);
  const { value, set } = draft;

  const put = (field: keyof CustomerForm, next: string) => {
    set({ ...value, [field]: next });
    setErrors(({ [field]: _, ...rest }) => rest);
  };
  const words = (field: keyof CustomerForm) => {
    const code = errors[field];
    return code === undefined ? undefined : errorText({ code, kind: 'person' }, language);
  };
  const save = async () => {
    if (busy) return;
    const found = checkForm(value);
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    const args = changesOf(before, value);
    if (!args) {
      onClose();
      return;
    }
    setBusy(true);
    await draft.settle();
    const saved = await run('changeCustomer', args, { draftId: draft.draftId, quiet: true });
    draft.finish(saved.ok);
    setBusy(false);
    if (saved.ok) onClose();
    else setRefused(saved.error);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.ctrlKey || event.key !== 'Enter') return;
    event.preventDefault();
    void save();
  };
  const field = (name: keyof CustomerForm, label: string, more: Readonly<Record<string, unknown>> = {}) => (
    <TextField
      key={name}
      label={label}
      value={value[name]}
      onChange={(event) => {
        put(name, event.currentTarget.value);
      }}
      error={words(name)}
      autoComplete="off"
      {...more}
    />
  );
  return (
    <form
      noValidate
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Stack>
        <FieldRow>
          {field('name', t('customers.name'), { required: true, 'data-autofocus': true })}
          {field('salutation', t('customers.salutation'))}
          <SelectField
            label={t('customers.kind')}
            value={value.kind}
            options={CUSTOMER_KINDS.map((kind) => ({
              value: kind as string,
              label: t(`domain.customerKind.${kind}`),
            }))}
            onChange={(kind) => {
              put('kind', kind);
            }}
          />
        </FieldRow>
        <FieldRow>
          {field('phones', t('customers.phones'), {
            description: t('customers.phonesHint'),
            inputMode: 'tel',
          })}
          {field('email', t('customers.email'), { description: '\u00a0' })}
        </FieldRow>
        <FieldRow>
          <SelectField
            label={t('customers.stage')}
            value={value.stage}
            options={STAGES.map((stage) => ({ value: stage as string, label: t(`domain.stage.${stage}`) }))}
            onChange={(stage) => {
              put('stage', stage);
            }}
          />
          <SelectField
            label={t('customers.owner')}
            value={value.ownerId || NONE}
            options={[
              { value: NONE, label: t('customers.noOwner') },
              ...reference.people.map(({ userId, name }) => ({ value: userId, label: name })),
            ]}
            onChange={(ownerId) => {
              put('ownerId', ownerId === NONE ? '' : ownerId);
            }}
            searchable
          />
        </FieldRow>
        {LINES.map((line) => (
          <FieldRow key={line[0]}>{line.map((name) => field(name, t(`customers.${name}`)))}</FieldRow>
        ))}
        {field('commodity', t('customers.commodity'))}
        <TextArea
          label={t('customers.remarks')}
          value={value.remarks}
          onChange={(event) => {
            put('remarks', event.currentTarget.value);
          }}
          autosize
          minRows={2}
          maxRows={6}
        />
        <ErrorLine error={refused} />
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
