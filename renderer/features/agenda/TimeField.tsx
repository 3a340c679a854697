import { useState } from 'react';
import { useT } from '#renderer/i18n/index.ts';
import { TextField } from '#renderer/ui/index.ts';
import { readTime, timeText } from '#renderer/widgets/agenda/days.ts';

interface TimeFieldProps {
  readonly label: string;
  /** As it was typed. */
  readonly value: string;
  readonly onChange: (typed: string) => void;
  readonly error?: string | undefined;
  readonly required?: boolean;
}

/** A time of day, typed as people do: `9`, `9.30`, `0930`. */
export function TimeField({ label, value, onChange, error, required = false }: TimeFieldProps) {
  const t = useT();
  const [left, setLeft] = useState(false);
  const isWrong = left && value.trim() !== '' && readTime(value) === undefined;
  return (
    <TextField
      label={label}
      required={required}
      value={value}
      placeholder="09.30"
      maxLength={5}
      error={isWrong ? t('agenda.badTime') : error}
      onChange={(event) => {
        setLeft(false);
        onChange(event.currentTarget.value);
      }}
      onBlur={() => {
        setLeft(true);
        const minutes = readTime(value);
        if (minutes !== undefined) onChange(timeText(minutes));
      }}
    />
  );
}
