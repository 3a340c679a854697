/** Radio buttons that a digit presses while one of them has the focus. */
import { useId, type KeyboardEvent, type Ref } from 'react';
import styles from './campaigns.module.css';

interface DigitRadiosProps<Value extends string> {
  readonly legend: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value | '';
  readonly onChange: (value: Value) => void;
  /** After a choice by digit: the next field is wanted. */
  readonly onDone: () => void;
  readonly error?: string | undefined;
  readonly required?: boolean;
  /** The radio that the focus goes to: the chosen one, or the first. */
  readonly inputRef?: Ref<HTMLInputElement>;
}

export function DigitRadios<Value extends string>(props: DigitRadiosProps<Value>) {
  const { options, value, onChange, onDone, error, inputRef } = props;
  const id = useId();
  const entry = options.some((option) => option.value === value) ? value : options[0]?.value;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const option = /^[1-9]$/.test(event.key) ? options[Number(event.key) - 1] : undefined;
    if (!option) return;
    event.preventDefault();
    onChange(option.value);
    onDone();
  };
  return (
    <fieldset
      className={styles['radios']}
      role="radiogroup"
      aria-labelledby={`${id}-legend`}
      aria-required={props.required}
      aria-invalid={error !== undefined}
      aria-describedby={error === undefined ? undefined : `${id}-error`}
      onKeyDown={onKeyDown}
    >
      <legend id={`${id}-legend`}>
        {props.legend}
        {props.required && (
          <span className={styles['star']} aria-hidden>
            {' *'}
          </span>
        )}
      </legend>
      <div className={styles['choices']}>
        {options.map((option, index) => (
          <label key={option.value} className={styles['choice']}>
            <input
              ref={option.value === entry ? inputRef : undefined}
              type="radio"
              name={id}
              value={option.value}
              checked={option.value === value}
              onChange={() => {
                onChange(option.value);
              }}
            />
            <span>{option.label}</span>
            <kbd aria-hidden>{index + 1}</kbd>
          </label>
        ))}
      </div>
      {error !== undefined && (
        <p id={`${id}-error`} className={styles['error']}>
          {error}
        </p>
      )}
    </fieldset>
  );
}
