import { NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { Ref } from 'react';
import { REFERENCE_KINDS } from '#shared/domain/complaint.ts';
import { useT } from '#renderer/i18n/index.ts';
import { Button, IconButton } from '#renderer/ui/index.ts';
import type { IntakeReference } from './intake-state.ts';
import styles from './intake.module.css';

interface ReferencesFieldProps {
  readonly value: readonly IntakeReference[];
  readonly onChange: (value: readonly IntakeReference[]) => void;
  readonly error?: string | undefined;
  readonly inputRef: Ref<HTMLInputElement>;
}

/** Contract, shipment, invoice: one line is always there, more when asked for. */
export function ReferencesField({ value, onChange, error, inputRef }: ReferencesFieldProps) {
  const t = useT();
  const lines: readonly IntakeReference[] = value.length > 0 ? value : [{ kind: 'receipt', value: '' }];
  const set = (index: number, changed: IntakeReference) => {
    onChange(lines.map((line, at) => (at === index ? changed : line)));
  };
  return (
    <fieldset className={styles['references']}>
      <legend>{t('intake.references')}</legend>
      {lines.map((line, index) => (
        <div key={index} className={styles['reference']}>
          <NativeSelect
            aria-label={t('intake.referenceKind')}
            value={line.kind}
            data={REFERENCE_KINDS.map((kind) => ({ value: kind, label: t(`domain.reference.${kind}`) }))}
            onChange={(event) => {
              const kind = REFERENCE_KINDS.find((one) => one === event.currentTarget.value);
              if (kind) set(index, { ...line, kind });
            }}
          />
          <TextInput
            {...(index === 0 ? { ref: inputRef } : {})}
            aria-label={t('intake.referenceValue')}
            placeholder={t('intake.referenceHint')}
            value={line.value}
            maxLength={80}
            onChange={(event) => {
              set(index, { ...line, value: event.currentTarget.value });
            }}
            error={index === 0 ? error : undefined}
            autoComplete="off"
          />
          {lines.length > 1 && (
            <IconButton
              label={t('intake.removeReference')}
              onClick={() => {
                onChange(lines.filter((_, at) => at !== index));
              }}
            >
              <IconTrash size={16} aria-hidden />
            </IconButton>
          )}
        </div>
      ))}
      {lines.at(-1)?.value.trim() && lines.length < 20 && (
        <div>
          <Button
            variant="subtle"
            icon={<IconPlus size={16} aria-hidden />}
            onClick={() => {
              onChange([...lines, { kind: 'contract', value: '' }]);
            }}
          >
            {t('intake.addReference')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
