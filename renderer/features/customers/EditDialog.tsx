/** Changing a customer's basic fields. What is typed is a draft until it is saved. */
import { useState, type KeyboardEvent } from 'react';
import { CUSTOMER_KINDS, STAGES } from '#shared/domain/customer.ts';
import { errorText } from '#renderer/i18n/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import {
  Banner,
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
import {
  changesOf,
  checkForm,
  formOf,
  overtakenIn,
  shownIn,
  typedInto,
  type CustomerEdit,
  type CustomerForm,
  type FormErrors,
} from './changes.ts';
import styles from './customers.module.css';

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
  const now = formOf(customer);
  const draft = useDraftValue<CustomerEdit>('customer', customer.id, { seen: now, form: now });
  const [errors, setErrors] = useState<FormErrors>({});
  const [refused, setRefused] = useState<LoketError>();
  const [busy, setBusy] = useState(false);
  const value = shownIn(draft.value, now);

  const put = (field: keyof CustomerForm, next: string) => {
    draft.set(typedInto(draft.value, now, field, next));
    setErrors(({ [field]: _, ...rest }) => rest);
  };
  const words = (field: keyof CustomerForm) => {
    const code = errors[field];
    return code === undefined ? undefined : errorText({ code, kind: 'person' }, language);
  };
  const saidThere = (field: keyof CustomerForm): string => {
    const stage = field === 'stage' && STAGES.find((one) => one === now.stage);
    if (stage) return t(`domain.stage.${stage}`);
    const kind = field === 'kind' && CUSTOMER_KINDS.find((one) => one === now.kind);
    if (kind) return t(`domain.customerKind.${kind}`);
    return (field === 'ownerId' ? reference.staff(now.ownerId)?.name : now[field]) || t('customers.nothing');
  };
  const [overtaken, setOvertaken] = useState<readonly (keyof CustomerForm)[]>([]);
  const save = async () => {
    if (busy) return;
    const found = checkForm(value);
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    const others = overtakenIn(draft.value, now);
    setOvertaken(others);
    if (others.length > 0) {
      // said once: who saves again has looked
      const seen = Object.fromEntries(others.map((field) => [field, now[field]]));
      draft.set({ ...draft.value, seen: { ...draft.value.seen, ...seen } });
      return;
    }
    const args = changesOf(customer, draft.value);
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
        <div role="alert">
          {overtaken.length > 0 && (
            <Banner tone="warn">
              {t('customers.overtaken')}
              {overtaken.map((field) => (
                <span key={field} className={styles['overtaken']}>
                  {t('customers.overtakenField', {
                    field: t(`customers.${field === 'ownerId' ? 'owner' : field}`),
                    value: saidThere(field),
                  })}
                </span>
              ))}
            </Banner>
          )}
        </div>
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
