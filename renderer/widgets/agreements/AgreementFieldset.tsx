/** The fields of an agreement. Stateless: what was typed is the caller's. */
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { AGREEMENT_KINDS, FACILITIES } from '#shared/domain/agreement.ts';
import { useT } from '#renderer/i18n/index.ts';
import {
  Button,
  Checkbox,
  CountField,
  DayField,
  FieldRow,
  IconButton,
  RupiahField,
  SelectField,
  TextArea,
  TextField,
} from '#renderer/ui/index.ts';
import type { AgreementForm, SlaLine } from './agreement-form.ts';
import styles from './agreements.module.css';

const MOST_TERMS = 30;

interface AgreementFieldsetProps {
  readonly form: AgreementForm;
  readonly onChange: (changes: Partial<AgreementForm>) => void;
  /** Only number and time: the terms stay. */
  readonly termOnly?: boolean;
  readonly errors?: Readonly<Partial<Record<'number' | 'start' | 'end', string | undefined>>>;
}

export function AgreementFieldset({ form, onChange, termOnly = false, errors = {} }: AgreementFieldsetProps) {
  const t = useT();
  return (
    <>
      <FieldRow>
        {!termOnly && (
          <SelectField
            label={t('agreements.kind')}
            value={form.kind}
            options={AGREEMENT_KINDS.map((value) => ({ value, label: t(`domain.agreement.${value}`) }))}
            onChange={(kind) => {
              onChange({ kind });
            }}
            autoFocus
          />
        )}
        <TextField
          label={t('agreements.number')}
          value={form.number}
          maxLength={80}
          error={errors.number}
          onChange={(event) => {
            onChange({ number: event.currentTarget.value });
          }}
        />
      </FieldRow>
      <FieldRow>
        <DayField
          label={t('agreements.start')}
          value={form.start}
          error={errors.start}
          onChange={(start) => {
            onChange({ start });
          }}
        />
        <DayField
          label={t('agreements.end')}
          value={form.end}
          error={errors.end}
          onChange={(end) => {
            onChange({ end });
          }}
        />
      </FieldRow>
      {!termOnly && <Conditions form={form} onChange={onChange} />}
    </>
  );
}

function Conditions({ form, onChange }: Pick<AgreementFieldsetProps, 'form' | 'onChange'>) {
  const t = useT();
  return (
    <>
      <FieldRow>
        <TextField
          label={t('agreements.subject')}
          value={form.subject}
          maxLength={160}
          onChange={(event) => {
            onChange({ subject: event.currentTarget.value });
          }}
        />
        <RupiahField
          label={t('agreements.monthly')}
          value={form.monthlyAmount}
          onChange={(monthlyAmount) => {
            onChange({ monthlyAmount });
          }}
        />
      </FieldRow>
      <fieldset className={styles['group']}>
        <legend>{t('agreements.facilities')}</legend>
        <div className={styles['checks']}>
          {FACILITIES.map((facility) => (
            <Checkbox
              key={facility}
              label={t(`agreements.facility.${facility}`)}
              checked={form.known.includes(facility)}
              onChange={(event) => {
                const known = event.currentTarget.checked
                  ? [...form.known, facility]
                  : form.known.filter((one) => one !== facility);
                onChange({ known });
              }}
            />
          ))}
        </div>
        <TextArea
          label={t('agreements.otherFacilities')}
          description={t('agreements.onePerLine')}
          value={form.others}
          autosize
          minRows={1}
          maxRows={4}
          onChange={(event) => {
            onChange({ others: event.currentTarget.value });
          }}
        />
      </fieldset>
      <SlaFields
        terms={form.sla}
        onChange={(sla) => {
          onChange({ sla });
        }}
      />
      <TextArea
        label={t('agreements.offers')}
        description={t('agreements.onePerLine')}
        value={form.offers}
        autosize
        minRows={1}
        maxRows={4}
        onChange={(event) => {
          onChange({ offers: event.currentTarget.value });
        }}
      />
      <TextArea
        label={t('agreements.remarks')}
        value={form.remarks}
        autosize
        minRows={1}
        maxRows={4}
        maxLength={8000}
        onChange={(event) => {
          onChange({ remarks: event.currentTarget.value });
        }}
      />
    </>
  );
}

function SlaFields({
  terms,
  onChange,
}: {
  readonly terms: readonly SlaLine[];
  readonly onChange: (terms: readonly SlaLine[]) => void;
}) {
  const t = useT();
  const change = (at: number, changes: Partial<SlaLine>) => {
    onChange(terms.map((term, index) => (index === at ? { ...term, ...changes } : term)));
  };
  return (
    <fieldset className={styles['group']}>
      <legend>{t('agreements.sla')}</legend>
      {terms.map((term, index) => (
        <div key={index} className={styles['sla']}>
          <TextField
            label={t('agreements.slaText', { place: index + 1 })}
            value={term.text}
            maxLength={300}
            onChange={(event) => {
              change(index, { text: event.currentTarget.value });
            }}
          />
          <CountField
            label={t('agreements.slaHours')}
            value={term.hours}
            max={10_000}
            onChange={(hours) => {
              change(index, { hours });
            }}
          />
          <IconButton
            label={t('agreements.slaRemove', { place: index + 1 })}
            onClick={() => {
              onChange(terms.filter((_, at) => at !== index));
            }}
          >
            <IconTrash size={16} aria-hidden />
          </IconButton>
        </div>
      ))}
      {terms.length < MOST_TERMS && (
        <span>
          <Button
            icon={<IconPlus size={16} aria-hidden />}
            onClick={() => {
              onChange([...terms, { text: '', hours: undefined }]);
            }}
          >
            {t('agreements.slaAdd')}
          </Button>
        </span>
      )}
    </fieldset>
  );
}
