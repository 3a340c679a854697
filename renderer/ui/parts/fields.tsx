/**
 * Parts of forms. Every field has a label in words; an error stands under its field and is read with it. Bind them
 * with react-hook-form's `register` (native ones) or `Controller` (`SelectField`, `RupiahField`).
 */
import { NumberInput, PasswordInput, Select } from '@mantine/core';
import { useMemo, type ComponentProps } from 'react';
import { useLanguage, useT } from '#renderer/i18n/index.ts';

export {
  TextInput as TextField,
  Textarea as TextArea,
  Checkbox,
  Radio,
  MultiSelect,
  SegmentedControl,
} from '@mantine/core';

/** A password with a named eye. */
export function PasswordField(props: ComponentProps<typeof PasswordInput>) {
  return <PasswordInput {...props} />;
}

interface RupiahFieldProps {
  readonly label: string;
  readonly value: number | undefined;
  readonly onChange: (rupiah: number | undefined) => void;
  readonly description?: string;
  readonly error?: string | undefined;
}

/** Whole rupiah, grouped with dots while typing. */
export function RupiahField({ label, value, onChange, description, error }: RupiahFieldProps) {
  return (
    <NumberInput
      label={label}
      value={value ?? ''}
      onChange={(next) => {
        onChange(typeof next === 'number' ? next : undefined);
      }}
      prefix="Rp "
      thousandSeparator="."
      decimalSeparator=","
      allowDecimal={false}
      allowNegative={false}
      max={1e15}
      {...(description ? { description } : {})}
      error={error}
    />
  );
}

interface CountFieldProps extends RupiahFieldProps {
  readonly max?: number;
}

/** A whole number from 0. */
export function CountField({ label, value, onChange, description, error, max = 1e9 }: CountFieldProps) {
  const language = useLanguage();
  return (
    <NumberInput
      label={label}
      value={value ?? ''}
      onChange={(next) => {
        onChange(typeof next === 'number' ? next : undefined);
      }}
      thousandSeparator={language === 'id' ? '.' : ','}
      decimalSeparator={language === 'id' ? ',' : '.'}
      allowDecimal={false}
      allowNegative={false}
      max={max}
      {...(description ? { description } : {})}
      error={error}
    />
  );
}

interface SelectFieldProps<Value extends string> {
  readonly label: string;
  readonly value: Value | null;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
  readonly searchable?: boolean;
  readonly placeholder?: string;
  readonly description?: string;
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly disabled?: boolean;
  /** Takes the focus when the dialog around it opens. */
  readonly autoFocus?: boolean;
}

/** One of a list; typing filters it when `searchable`. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const t = useT();
  const { value, options, onChange, error, searchable = false, required = false, disabled = false } = props;
  const data = useMemo(() => options.map((option) => ({ ...option })), [options]);
  return (
    <Select
      label={props.label}
      value={value}
      data={data}
      onChange={(next) => {
        const found = options.find((option) => option.value === next);
        if (found) onChange(found.value);
      }}
      allowDeselect={false}
      searchable={searchable}
      required={required}
      disabled={disabled}
      nothingFoundMessage={t('common.none')}
      {...(props.autoFocus ? { 'data-autofocus': true } : {})}
      {...(props.placeholder ? { placeholder: props.placeholder } : {})}
      {...(props.description ? { description: props.description } : {})}
      error={error}
    />
  );
}

export { DayField } from './day-field.tsx';
