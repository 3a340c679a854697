/** Finds a customer by the last digits of a phone, a name or a number; or begins a new one. Keys alone suffice. */
import { TextInput } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type Ref } from 'react';
import type { DirectoryHit, DirectoryRow } from '#renderer/data/desk-types.ts';
import { useT } from '#renderer/i18n/index.ts';
import { useDesk, useLive } from '#renderer/widgets/desk-context.tsx';
import { useSearch } from '../hooks/directory.ts';
import { TierPill } from '../marks/marks.tsx';
import { hurriedChoice, pickerOptions, type PickerOption } from './options.ts';
import styles from './picker.module.css';

interface CustomerPickerProps {
  readonly label?: string;
  readonly value: string;
  readonly onType: (text: string) => void;
  readonly onChoose: (customer: DirectoryHit) => void;
  /** "Pelanggan baru": what was typed is in `value`. Without it nobody new is offered. */
  readonly onNew?: () => void;
  readonly error?: string | undefined;
  readonly inputRef?: Ref<HTMLInputElement>;
  /** Takes the focus when the dialog around it opens. */
  readonly autoFocus?: boolean;
}

/** Arrows move, Enter picks. An Enter that is faster than the search waits for its answer. */
export function CustomerPicker(props: CustomerPickerProps) {
  const t = useT();
  const desk = useDesk();
  const ready = useLive(desk.directory.ready);
  const { value, onChoose, onNew } = props;
  const answer = useSearch(value, ['customers']);
  const fresh = answer.text === value;
  const offered = fresh || answer.hits.length > 0 ? pickerOptions(value, answer.hits) : [];
  const options = onNew ? offered : offered.filter(({ type }) => type === 'customer');
  const [chosen, setChosen] = useState(0);
  const [hurried, setHurried] = useState(false);
  const [focused, setFocused] = useState(false);
  const id = useId();
  const active = Math.min(chosen, options.length - 1);

  const take = (option: PickerOption | undefined) => {
    if (option?.type === 'customer') onChoose(option.hit);
    else if (option?.type === 'new') onNew?.();
  };
  const takeHurried = useRef<() => void>(() => undefined);
  useEffect(() => {
    takeHurried.current = () => {
      take(hurriedChoice(options));
    };
  });
  useEffect(() => {
    if (!hurried || !fresh) return;
    setHurried(false);
    takeHurried.current();
  }, [hurried, fresh]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && options.length > 0) {
      event.preventDefault();
      setChosen((active + step + options.length) % options.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (fresh) take(options[active]);
      else setHurried(true);
    }
  };
  const open = focused && options.length > 0;

  return (
    <div className={styles['wrap']}>
      <TextInput
        ref={props.inputRef}
        label={props.label ?? t('widgets.picker.label')}
        placeholder={t('widgets.picker.hint')}
        value={value}
        onChange={(event) => {
          props.onType(event.currentTarget.value);
          setChosen(0);
          setHurried(false);
        }}
        onKeyDown={onKeyDown}
        onFocus={() => {
          setFocused(true);
        }}
        onBlur={() => {
          setFocused(false);
        }}
        error={props.error}
        autoComplete="off"
        spellCheck={false}
        {...(props.autoFocus ? { 'data-autofocus': true } : {})}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-activedescendant={open ? `${id}-${active}` : undefined}
      />
      {open && (
        <div className={styles['popup']}>
          <ul id={id} role="listbox" aria-label={t('widgets.picker.results')}>
            {options.map((option, index) => (
              <li
                key={option.id}
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === active}
                className={styles['option']}
                onMouseDown={(event) => {
                  event.preventDefault();
                  take(option);
                }}
              >
                {option.type === 'customer' ? (
                  <CustomerLine row={option.hit} />
                ) : (
                  <span className={styles['new']}>
                    <IconUserPlus size={16} aria-hidden />
                    {option.phone
                      ? t('widgets.picker.newPhone', { phone: option.typed })
                      : t('widgets.picker.new', { name: option.typed })}
                  </span>
                )}
              </li>
            ))}
          </ul>
          {!ready && <p className={`${styles['note']} lk-muted lk-small`}>{t('widgets.picker.building')}</p>}
        </div>
      )}
    </div>
  );
}

/** What is shown of a customer in a list to choose from. */
export type CustomerInLine = Pick<
  DirectoryRow,
  'name' | 'number' | 'phone' | 'detail' | 'tier' | 'openComplaints'
>;

/** A customer in two lines: name and tier; number, phone and place; open complaints at the end. */
export function CustomerLine({ row }: { readonly row: CustomerInLine }) {
  const t = useT();
  return (
    <span className={styles['line']}>
      <span className={styles['who']}>
        <span className={styles['name']}>
          <span className="lk-cut">{row.name}</span>
          <TierPill tier={row.tier} />
        </span>
        <span className="lk-muted lk-small lk-cut">
          {[row.phone, row.number, row.detail].filter(Boolean).join(' · ')}
        </span>
      </span>
      {row.openComplaints > 0 && (
        <span className={styles['open']}>{t('widgets.open', { count: row.openComplaints })}</span>
      )}
    </span>
  );
}
