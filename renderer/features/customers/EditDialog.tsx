/** Changing a customer's basic fields. What is typed is a draft until it is saved. */
import { useState } from 'react';
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
import { VillageField } from '#renderer/widgets/address/VillageField.tsx';
import { useRun } from '#renderer/widgets/desk-context.tsx';
import { useReference, type DocOf } from '#renderer/widgets/hooks/documents.ts';
import { useDraftValue } from '#renderer/widgets/hooks/draft.ts';
import { lookedAt, overtakenIn, shownIn, typedInto } from '#renderer/widgets/hooks/edit.ts';
import { usePeopleMenu } from '#renderer/widgets/hooks/people.ts';
import { formSavedBy } from '#renderer/widgets/hooks/form-keys.ts';
import { useSaving } from '#renderer/widgets/hooks/saving.ts';
import { Overtaken } from '#renderer/widgets/overtaken/Overtaken.tsx';
import { ABOVE_VILLAGE, chosenVillage, named, writtenVillage } from './address-form.ts';
import {
  changesOf,
  checkForm,
  formOf,
  type CustomerEdit,
  type CustomerForm,
  type FormErrors,
} from './changes.ts';

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
  ['district', 'regency'],
  ['province', 'postalCode'],
] as const satisfies readonly (readonly (keyof CustomerForm)[])[];

function EditForm({ customer, onClose }: Omit<EditDialogProps, 'open'>) {
  const t = useT();
  const language = useLanguage();
  const run = useRun();
  const reference = useReference();
  const now = formOf(customer);
  const draft = useDraftValue<CustomerEdit>('customer', customer.id, { seen: now, form: now });
  const [errors, setErrors] = useState<FormErrors>({});
  const [refused, setRefused] = useState<LoketError>();
  const { busy, once } = useSaving();
  const value = shownIn(draft.value, now, ABOVE_VILLAGE);
  const people = usePeopleMenu(value.ownerId);

  const putAll = (changes: Partial<CustomerForm>) => {
    draft.set(typedInto(draft.value, now, changes, ABOVE_VILLAGE));
    setErrors(
      (before) =>
        Object.fromEntries(Object.entries(before).filter(([name]) => !(name in changes))) as FormErrors,
    );
  };
  const put = (field: keyof CustomerForm, next: string) => {
    putAll({ [field]: next });
  };
  const words = (field: keyof CustomerForm) => {
    const code = errors[field];
    return code === undefined ? undefined : errorText({ code, kind: 'person' }, language);
  };
  const standsThere = (field: keyof CustomerForm): string => {
    const stage = field === 'stage' && STAGES.find((one) => one === now.stage);
    if (stage) return t(`domain.stage.${stage}`);
    const kind = field === 'kind' && CUSTOMER_KINDS.find((one) => one === now.kind);
    if (kind) return t(`domain.customerKind.${kind}`);
    return field === 'ownerId' ? (reference.staff(now.ownerId)?.name ?? now.ownerId) : now[field];
  };
  const [overtaken, setOvertaken] = useState<readonly (keyof CustomerForm)[]>([]);
  const save = async () => {
    const found = checkForm(value);
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    const others = overtakenIn(draft.value, now, ABOVE_VILLAGE);
    setOvertaken(others);
    if (others.length > 0) {
      // said once: who saves again has looked
      draft.set(lookedAt(draft.value, now, others));
      return;
    }
    const args = changesOf(customer, draft.value);
    if (!args) {
      onClose();
      return;
    }
    await once(async () => {
      await draft.settle();
      const saved = await run('changeCustomer', args, { draftId: draft.draftId, quiet: true });
      draft.finish(saved.ok);
      if (saved.ok) onClose();
      else setRefused(saved.error);
    });
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
    <form {...formSavedBy(save)}>
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
            options={[{ value: NONE, label: t('customers.noOwner') }, ...people]}
            onChange={(ownerId) => {
              put('ownerId', ownerId === NONE ? '' : ownerId);
            }}
            searchable
          />
        </FieldRow>
        <FieldRow>
          <VillageField
            label={t('customers.village')}
            value={value.village}
            code={value.villageCode || undefined}
            onType={(village) => {
              putAll(writtenVillage(village, now));
            }}
            onChoose={(area) => {
              putAll(chosenVillage(value, area));
            }}
          />
          {field('street', t('customers.street'))}
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
        <Overtaken
          fields={named(overtaken).map((field) => ({
            label: t(`customers.${field === 'ownerId' ? 'owner' : field}`),
            value: standsThere(field),
          }))}
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
