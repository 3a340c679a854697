/** The category: nine by a digit while the field has the focus, all by typing. */
import { TextInput } from '@mantine/core';
import { useId, useState, type KeyboardEvent, type Ref } from 'react';
import { useLanguage, useT, type Language } from '#renderer/i18n/index.ts';
import { useReference } from '#renderer/widgets/hooks/documents.ts';
import { matchCategories } from './categories.ts';
import styles from './intake.module.css';

const BY_DIGIT = 9;

interface CategoryFieldProps {
  readonly value: string;
  readonly onChange: (code: string) => void;
  /** After a choice by key: the next field is wanted. */
  readonly onDone: () => void;
  readonly error?: string | undefined;
  readonly inputRef: Ref<HTMLInputElement>;
  readonly autoFocus: boolean;
}

export function CategoryField({ value, onChange, onDone, error, inputRef, autoFocus }: CategoryFieldProps) {
  const t = useT();
  const language = useLanguage();
  const reference = useReference();
  const [query, setQuery] = useState<string>();
  const [chosen, setChosen] = useState(0);
  const id = useId();
  const common = reference.categories.slice(0, BY_DIGIT);
  const name = reference.category(value)?.name[language] ?? '';
  const typing = query !== undefined && query.trim() !== '';
  const offered = typing ? matchCategories(reference.categories, query, language) : [];
  const active = Math.min(chosen, offered.length - 1);

  const take = (code: string | undefined) => {
    if (code === undefined) return;
    onChange(code);
    setQuery(undefined);
    onDone();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const digit = /^[1-9]$/.test(event.key) ? Number(event.key) : 0;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (digit > 0 && !typing) {
      event.preventDefault();
      take(common[digit - 1]?.code);
    } else if (step !== 0 && offered.length > 0) {
      event.preventDefault();
      setChosen((active + step + offered.length) % offered.length);
    } else if (step !== 0 && !typing) {
      event.preventDefault();
      onChange(neighbour(reference.categories, value, step));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (typing) take(offered[active]?.code);
      else if (value) onDone();
    }
  };

  return (
    <div className={styles['category']}>
      <TextInput
        ref={inputRef}
        label={t('intake.category')}
        placeholder={t('intake.categoryHint')}
        value={query ?? name}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setChosen(0);
        }}
        onFocus={(event) => {
          event.currentTarget.select();
        }}
        onBlur={() => {
          setQuery(undefined);
        }}
        onKeyDown={onKeyDown}
        error={typing && offered.length === 0 ? t('intake.categoryNone') : error}
        required
        autoComplete="off"
        {...(autoFocus ? { 'data-autofocus': true } : {})}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={offered.length > 0}
        aria-controls={offered.length > 0 ? id : undefined}
        aria-activedescendant={offered.length > 0 ? `${id}-${active}` : undefined}
      />
      {offered.length > 0 ? (
        <ul id={id} role="listbox" aria-label={t('intake.category')} className={styles['found']}>
          {offered.map((category, index) => (
            <li
              key={category.code}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === active}
              onMouseDown={(event) => {
                event.preventDefault();
                take(category.code);
              }}
            >
              {category.name[language]}
            </li>
          ))}
        </ul>
      ) : (
        <div role="group" aria-label={t('intake.categoriesCommon')} className={styles['digits']}>
          {common.map((category, index) => (
            <button
              key={category.code}
              type="button"
              tabIndex={-1}
              aria-pressed={category.code === value}
              title={category.name[language]}
              onMouseDown={(event) => {
                event.preventDefault();
              }}
              onClick={() => {
                take(category.code);
              }}
            >
              <kbd aria-hidden>{index + 1}</kbd>
              <span>{category.name[language]}</span>
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

function neighbour(
  categories: readonly { readonly code: string; readonly name: Readonly<Record<Language, string>> }[],
  value: string,
  step: number,
): string {
  const at = categories.findIndex((category) => category.code === value);
  const next =
    at < 0 ? (step > 0 ? 0 : categories.length - 1) : (at + step + categories.length) % categories.length;
  return categories[next]?.code ?? value;
}
