/** Recording a response at the booth: name, phone, a result, Ctrl+Enter; then the next visitor. */
import { Checkbox, TextInput } from '@mantine/core';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { RESPONSE_RESULTS } from '#shared/domain/campaign.ts';
import { parsePhones } from '#shared/domain/phone.ts';
import type { LoketError } from '#shared/errors/errors.ts';
import type { DirectoryRow } from '#renderer/data/desk-types.ts';
import { errorText } from '#renderer/i18n/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { announce } from '#renderer/state/shell.ts';
import { Button, ErrorLine, FieldRow, SelectField } from '#renderer/ui/index.ts';
import { useRun } from '#renderer/widgets/desk-context.tsx';
import { useDraftValue } from '#renderer/widgets/hooks/draft.ts';
import { NewcomerFields } from '#renderer/widgets/picker/NewcomerFields.tsx';
import { TemplateText } from '#renderer/widgets/templates/TemplateText.tsx';
import styles from './campaigns.module.css';

type Booth = {
  readonly customerId: string;
  readonly name: string;
  readonly phone: string;
  readonly result: string;
  readonly repeatOrder: boolean;
  readonly interest: string;
  readonly note: string;
  readonly addToBook: boolean;
};

const EMPTY: Booth = {
  customerId: '',
  name: '',
  phone: '',
  result: 'interested',
  repeatOrder: false,
  interest: '',
  note: '',
  addToBook: true,
};

export function BoothForm({ campaignId }: { readonly campaignId: string }) {
  const t = useT();
  const language = useLanguage();
  const run = useRun();
  const draft = useDraftValue<Booth>('booth', campaignId, EMPTY);
  const [errors, setErrors] = useState<{ readonly name?: string; readonly phone?: string }>({});
  const [refused, setRefused] = useState<LoketError>();
  const [saved, setSaved] = useState('');
  const [busy, setBusy] = useState(false);
  const name = useRef<HTMLInputElement>(null);
  const { value, set } = draft;
  const words = (code: string | undefined) => code && errorText({ code, kind: 'person' }, language);
  const put = (changes: Partial<Booth>) => {
    set({ ...value, ...changes });
    setSaved('');
  };
  const phoneError = () => (parsePhones(value.phone).invalid.length > 0 ? { phone: 'phone_invalid' } : {});

  const save = async () => {
    if (busy) return;
    const found = {
      ...(value.name.trim() ? {} : { name: 'name_missing' }),
      ...(value.customerId ? {} : phoneError()),
    };
    setErrors(found);
    setRefused(undefined);
    if (Object.keys(found).length > 0) {
      name.current?.focus();
      return;
    }
    setBusy(true);
    await draft.settle();
    const [phone] = value.customerId ? [] : parsePhones(value.phone).phones;
    const done = await run(
      'recordResponse',
      {
        campaignId,
        name: value.name.trim(),
        result: value.result,
        repeatOrder: value.repeatOrder,
        ...(value.customerId ? { customerId: value.customerId } : { addToBook: value.addToBook }),
        ...(phone ? { phone } : {}),
        ...(value.interest.trim() ? { interest: value.interest.trim() } : {}),
        ...(value.note.trim() ? { note: value.note.trim() } : {}),
      },
      { draftId: draft.draftId, quiet: true },
    );
    draft.finish(done.ok);
    setBusy(false);
    if (!done.ok) {
      setRefused(done.error);
      return;
    }
    const said = t('campaigns.saved', { name: value.name.trim() });
    setSaved(said);
    announce(said);
    name.current?.focus();
  };
  const latest = useRef(save);
  useEffect(() => {
    latest.current = save;
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.ctrlKey || event.key !== 'Enter') return;
    event.preventDefault();
    void latest.current();
  };
  return (
    <form
      className={styles['booth']}
      aria-label={t('campaigns.record')}
      data-booth
      noValidate
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <h3>{t('campaigns.record')}</h3>
      <NewcomerFields
        value={{ name: value.name, phone: value.phone }}
        onChange={(next) => {
          put({ name: next.name, phone: next.phone, customerId: '' });
          setErrors({});
        }}
        onUse={(row: DirectoryRow) => {
          put({ customerId: row.id, name: row.name, phone: row.phone, repeatOrder: row.stage === 'active' });
          setErrors({});
        }}
        known={value.customerId !== ''}
        onPhoneLeft={() => {
          if (value.customerId === '') setErrors(({ phone: _, ...rest }) => ({ ...rest, ...phoneError() }));
        }}
        nameError={words(errors.name)}
        phoneError={words(errors.phone)}
        nameRef={name}
        nameLabel={t('campaigns.visitor')}
        phoneLabel={t('campaigns.phone')}
      />
      <FieldRow>
        <SelectField
          label={t('campaigns.result')}
          value={value.result}
          options={RESPONSE_RESULTS.map((result) => ({
            value: result as string,
            label: t(`domain.response.${result}`),
          }))}
          onChange={(result) => {
            put({ result });
          }}
        />
        <TextInput
          label={t('campaigns.interest')}
          placeholder={t('campaigns.interestHint')}
          value={value.interest}
          maxLength={160}
          onChange={(event) => {
            put({ interest: event.currentTarget.value });
          }}
        />
      </FieldRow>
      <TemplateText
        label={t('campaigns.note')}
        placeholder={t('campaigns.noteHint')}
        value={value.note}
        minRows={1}
        onChange={(note) => {
          put({ note });
        }}
      />
      <Checkbox
        label={t('campaigns.repeatOrder')}
        checked={value.repeatOrder}
        onChange={(event) => {
          put({ repeatOrder: event.currentTarget.checked });
        }}
      />
      {value.customerId === '' && (
        <Checkbox
          label={t('campaigns.addToBook')}
          checked={value.addToBook}
          onChange={(event) => {
            put({ addToBook: event.currentTarget.checked });
          }}
        />
      )}
      <ErrorLine error={refused} />
      <div className={styles['boothEnd']}>
        <Button variant="primary" shortcut="Ctrl ↵" busy={busy} onClick={() => void save()}>
          {t('campaigns.save')}
        </Button>
        <span className="lk-muted" role="status">
          {saved}
        </span>
      </div>
    </form>
  );
}
