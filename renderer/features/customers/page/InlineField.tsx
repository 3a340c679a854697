/** A value that becomes a field where it stands: click, Enter or F2; Esc leaves it as it was. */
import { Select } from '@mantine/core';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Result } from '#shared/errors/errors.ts';
import { errorText } from '#renderer/i18n/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { TextArea, TextField } from '#renderer/ui/index.ts';
import styles from './page.module.css';

interface RowProps {
  readonly label: string;
  readonly labelId?: string;
  readonly children: ReactNode;
}

/** A name and what stands beside it. */
export function FieldRow({ label, labelId, children }: RowProps) {
  return (
    <div className={styles['field']}>
      <dt id={labelId}>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface ValueButtonProps {
  readonly labelId: string;
  readonly empty: boolean;
  readonly shown: ReactNode;
  readonly onEdit: () => void;
  readonly buttonRef?: React.Ref<HTMLButtonElement>;
}

/** The value at rest. F2 would begin a complaint anywhere else. */
export function ValueButton({ labelId, empty, shown, onEdit, buttonRef }: ValueButtonProps) {
  const t = useT();
  const id = useId();
  return (
    <button
      ref={buttonRef}
      type="button"
      className={styles['value']}
      title={t('customer.editField')}
      aria-labelledby={`${labelId} ${id}`}
      onClick={onEdit}
      onKeyDown={(event) => {
        if (event.key !== 'F2') return;
        event.preventDefault();
        onEdit();
      }}
    >
      <span id={id} className={empty ? styles['unset'] : undefined}>
        {empty ? t('customer.fill') : shown}
      </span>
    </button>
  );
}

/** Whether it is being edited; the focus goes back to the value afterwards. */
function useEditing() {
  const [editing, setEditing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const leave = (focus: boolean) => {
    setEditing(false);
    if (focus) requestAnimationFrame(() => button.current?.focus());
  };
  return { editing, setEditing, leave, button };
}

export interface InlineFieldProps {
  readonly label: string;
  /** As it is typed. */
  readonly value: string;
  /** As it is shown; the typed form unless given. */
  readonly shown?: ReactNode;
  /** What the field begins with; `value` unless given. */
  readonly start?: string;
  /** @returns the code of what is wrong with it. */
  readonly check?: (text: string) => string | undefined;
  readonly save: (text: string) => Promise<Result<unknown>>;
  /** More than one line: Enter makes a new one, Ctrl+Enter saves. */
  readonly long?: boolean;
  readonly hint?: string;
  readonly inputMode?: 'numeric' | 'tel' | 'email';
  /** Shown under the field while it is typed. */
  readonly beside?: (text: string) => ReactNode;
  /** Buttons behind the value at rest. */
  readonly after?: ReactNode;
}

export function InlineField(props: InlineFieldProps) {
  const t = useT();
  const language = useLanguage();
  const labelId = useId();
  const { label, value, check, save, long = false, start = value } = props;
  const { editing, setEditing, leave, button } = useEditing();
  const [text, setText] = useState('');
  const [error, setError] = useState<string>();
  /** Shown at once; what is stored follows. */
  const [pending, setPending] = useState<string>();
  const done = useRef(false);
  /** What stood there when the person looked, and what was stored then. */
  const seen = useRef(start);
  const stored = useRef(start);
  /** What was saved here last: on a slow PC it is stored a moment later than it is shown. */
  const own = useRef<string>(undefined);
  useEffect(() => {
    own.current = undefined;
  }, [start]);

  const edit = () => {
    const begin = own.current ?? start;
    done.current = false;
    seen.current = begin;
    stored.current = start;
    setText(begin);
    setError(undefined);
    setEditing(true);
  };
  const words = (code: string) => errorText({ code, kind: 'person' }, language);
  const put = async (focus: boolean) => {
    if (done.current) return;
    const isNew = start !== stored.current;
    // nothing was typed: what another desk has put there meanwhile stays
    if (text.trim() === seen.current.trim() || (isNew && text.trim() === start.trim())) {
      done.current = true;
      leave(focus);
      return;
    }
    const wrong = check?.(text);
    if (wrong) {
      setError(words(wrong));
      return;
    }
    if (isNew && start.trim() !== seen.current.trim()) {
      // said once: who saves again has looked
      seen.current = start;
      stored.current = start;
      setError(words('changed_meanwhile'));
      return;
    }
    done.current = true;
    if (start === value) {
      setPending(text.trim());
      own.current = text.trim();
    }
    leave(focus);
    const saved = await save(text.trim());
    setPending(undefined);
    if (saved.ok) return;
    own.current = undefined;
    done.current = false;
    setError(errorText(saved.error, language));
    setEditing(true);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      done.current = true;
      leave(true);
    } else if (event.key === 'Enter' && (!long || event.ctrlKey)) {
      event.preventDefault();
      void put(true);
    } else if (event.key === 'F2') event.preventDefault();
  };
  const shared = {
    'aria-label': label,
    value: text,
    error,
    description: props.hint ?? t(long ? 'customer.editingLong' : 'customer.editing'),
    inputWrapperOrder: ['label', 'input', 'error', 'description'] as (
      'label' | 'input' | 'error' | 'description'
    )[],
    autoFocus: true,
    autoComplete: 'off',
    onKeyDown,
    onBlur: () => void put(false),
  };
  return (
    <FieldRow label={label} labelId={labelId}>
      {editing ? (
        <div className={styles['editor']}>
          {long ? (
            <TextArea
              {...shared}
              autosize
              minRows={2}
              maxRows={8}
              onChange={(event) => {
                setText(event.currentTarget.value);
                setError(undefined);
              }}
            />
          ) : (
            <TextField
              {...shared}
              {...(props.inputMode ? { inputMode: props.inputMode } : {})}
              onChange={(event) => {
                setText(event.currentTarget.value);
                setError(undefined);
              }}
            />
          )}
          {props.beside?.(text)}
        </div>
      ) : (
        <>
          <ValueButton
            labelId={labelId}
            buttonRef={button}
            empty={(pending ?? value) === ''}
            shown={pending ?? props.shown ?? value}
            onEdit={edit}
          />
          {props.after}
        </>
      )}
    </FieldRow>
  );
}

interface InlineSelectProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
  readonly searchable?: boolean;
}

/** The same for one of a list: the list opens with it, Enter chooses, Esc leaves it as it was. */
export function InlineSelect({ label, value, options, onChange, searchable = false }: InlineSelectProps) {
  const labelId = useId();
  const { editing, setEditing, leave, button } = useEditing();
  const shown = options.find((option) => option.value === value)?.label ?? value;
  return (
    <FieldRow label={label} labelId={labelId}>
      {editing ? (
        <Select
          className={styles['editor'] ?? ''}
          aria-label={label}
          data={options.map((option) => ({ ...option }))}
          value={value === '' ? null : value}
          searchable={searchable}
          allowDeselect={false}
          autoFocus
          defaultDropdownOpened
          onChange={(next) => {
            leave(true);
            if (next !== null && next !== value) onChange(next);
          }}
          onKeyDown={(event) => {
            if (event.key === 'F2') event.preventDefault();
            if (event.key !== 'Escape') return;
            event.preventDefault();
            event.stopPropagation();
            leave(true);
          }}
          onBlur={() => {
            leave(false);
          }}
        />
      ) : (
        <ValueButton
          labelId={labelId}
          buttonRef={button}
          empty={value === ''}
          shown={shown}
          onEdit={() => {
            setEditing(true);
          }}
        />
      )}
    </FieldRow>
  );
}
