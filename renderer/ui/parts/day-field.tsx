import { ActionIcon, TextInput } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { readDay } from '#shared/import/dates.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { formatDay } from '../format.ts';

interface DayFieldProps {
  readonly label: string;
  /** `2026-03-05`, or empty. */
  readonly value: string;
  readonly onChange: (day: string) => void;
  readonly error?: string | undefined;
  readonly required?: boolean;
}

/**
 * A calendar day without a zone, written `5 Mar 2026` (never `05/03/26`). Typing takes every form that the customer
 * books use; what cannot be read stays as it was typed and is said to be wrong. The button opens the system's calendar.
 */
export function DayField({ label, value, onChange, error, required = false }: DayFieldProps) {
  const t = useT();
  const language = useLanguage();
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const [wrong, setWrong] = useState(false);
  const calendar = useRef<HTMLInputElement>(null);
  const shown = typed ?? (value === '' ? '' : formatDay(value, language));
  const leave = () => {
    if (typed === undefined) return;
    const day = readDay(typed.trim());
    setWrong(day === undefined);
    if (day === undefined) return;
    setTyped(undefined);
    onChange(day ?? '');
  };
  return (
    <TextInput
      label={label}
      required={required}
      value={shown}
      placeholder={formatDay('2026-03-05', language)}
      error={wrong ? t('common.badDay') : error}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.key === 'Enter') leave();
      }}
      onChange={(event) => {
        setWrong(false);
        setTyped(event.currentTarget.value);
      }}
      rightSectionPointerEvents="all"
      rightSection={
        <>
          <ActionIcon
            aria-label={`${label}: ${t('common.calendar')}`}
            onClick={() => {
              calendar.current?.showPicker();
            }}
          >
            <IconCalendar size={16} aria-hidden />
          </ActionIcon>
          <input
            ref={calendar}
            type="date"
            className="lk-hidden"
            tabIndex={-1}
            aria-hidden
            value={value}
            onChange={(event) => {
              setTyped(undefined);
              setWrong(false);
              onChange(event.currentTarget.value);
            }}
          />
        </>
      }
    />
  );
}
