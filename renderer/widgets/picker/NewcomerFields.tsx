/** Name and phone of somebody new, with those who may be the same person while they are typed. */
import { TextInput } from '@mantine/core';
import { useState, type Ref } from 'react';
import type { DirectoryRow } from '#renderer/data/desk-types.ts';
import { useT } from '#renderer/i18n/index.ts';
import { Button, FieldRow } from '#renderer/ui/index.ts';
import { useSearch } from '../hooks/directory.ts';
import { CustomerLine } from './CustomerPicker.tsx';
import { phoneQuery, possibleDuplicates } from './options.ts';
import styles from './picker.module.css';

export interface Newcomer {
  readonly name: string;
  /** As typed: it is read when the field is left, never rewritten. */
  readonly phone: string;
}

interface NewcomerFieldsProps {
  readonly value: Newcomer;
  readonly onChange: (value: Newcomer) => void;
  /** Takes the customer who is in the book already; without it nobody is suggested. */
  readonly onUse?: (row: DirectoryRow) => void;
  readonly useLabel?: string;
  readonly nameLabel?: string;
  readonly phoneLabel?: string;
  /** It is somebody of the book already: nobody else is suggested. */
  readonly known?: boolean;
  readonly onPhoneLeft?: () => void;
  readonly nameError?: string | undefined;
  readonly phoneError?: string | undefined;
  readonly nameRef?: Ref<HTMLInputElement>;
  readonly phoneRef?: Ref<HTMLInputElement>;
  readonly autoFocus?: 'name' | 'phone';
}

export function NewcomerFields(props: NewcomerFieldsProps) {
  const t = useT();
  const { value, onChange } = props;
  const [focus] = useState(props.autoFocus);
  const byName = useSearch(value.name.trim().length >= 3 ? value.name : '', ['customers'], 4);
  const byPhone = useSearch(phoneQuery(value.phone), ['customers'], 4);
  const duplicates = props.known || !props.onUse ? [] : possibleDuplicates(byPhone.hits, byName.hits);
  return (
    <div className={styles['newcomer']}>
      <FieldRow>
        <TextInput
          ref={props.nameRef}
          label={props.nameLabel ?? t('widgets.picker.name')}
          value={value.name}
          onChange={(event) => {
            onChange({ ...value, name: event.currentTarget.value });
          }}
          error={props.nameError}
          autoComplete="off"
          required
          {...(focus === 'name' ? { 'data-autofocus': true, autoFocus: true } : {})}
        />
        <TextInput
          ref={props.phoneRef}
          label={props.phoneLabel ?? t('widgets.picker.phone')}
          placeholder={t('widgets.picker.phoneHint')}
          inputMode="tel"
          value={value.phone}
          onChange={(event) => {
            onChange({ ...value, phone: event.currentTarget.value });
          }}
          onBlur={props.onPhoneLeft}
          error={props.phoneError}
          autoComplete="off"
          {...(focus === 'phone' ? { 'data-autofocus': true, autoFocus: true } : {})}
        />
      </FieldRow>
      {duplicates.length > 0 && (
        <section className={styles['duplicates']} aria-label={t('widgets.picker.duplicates')}>
          <h3 className="lk-small">{t('widgets.picker.duplicates')}</h3>
          <ul>
            {duplicates.map((row) => (
              <li key={row.id}>
                <CustomerLine row={row} />
                <Button
                  title={`${props.useLabel ?? t('widgets.picker.use')}: ${row.name}`}
                  onClick={() => {
                    props.onUse?.(row);
                  }}
                >
                  {props.useLabel ?? t('widgets.picker.use')}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
