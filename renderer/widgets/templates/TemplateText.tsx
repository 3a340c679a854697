/** A text area in which a slash offers the company's templates. */
import { Textarea } from '@mantine/core';
import { useId, useRef, useState, type KeyboardEvent, type ReactNode, type Ref } from 'react';
import { useReference } from '../hooks/documents.ts';
import { insertTemplate, matchingTemplates, openTemplate } from './insert.ts';
import styles from './templates.module.css';

interface TemplateTextProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly minRows?: number;
  readonly autoFocus?: boolean;
  readonly hint?: ReactNode;
  readonly inputRef?: Ref<HTMLTextAreaElement>;
  /** Keys that the list of templates did not take. */
  readonly onKeyDown?: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
}

/** Arrows choose a template, Enter or Tab takes it, Esc leaves the slash as text. */
export function TemplateText(props: TemplateTextProps) {
  const { templates } = useReference();
  const field = useRef<HTMLTextAreaElement | null>(null);
  const [caret, setCaret] = useState(-1);
  const [chosen, setChosen] = useState(0);
  const [dismissed, setDismissed] = useState(-1);
  const id = useId();
  const open = caret < 0 ? undefined : openTemplate(props.value, caret);
  const offered = open && open.from !== dismissed ? matchingTemplates(templates, open.query) : [];
  const active = Math.min(chosen, offered.length - 1);

  const take = (index: number) => {
    const template = offered[index];
    if (!template) return;
    const next = insertTemplate(props.value, caret, template.text);
    props.onChange(next.value);
    setCaret(-1);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(next.caret, next.caret);
    });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (offered.length > 0 && !event.ctrlKey && !event.altKey) {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      if (step !== 0) setChosen((active + step + offered.length) % offered.length);
      else if (event.key === 'Enter' || event.key === 'Tab') take(active);
      else if (event.key === 'Escape') setDismissed(open?.from ?? -1);
      else return;
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    props.onKeyDown?.(event);
  };

  return (
    <div className={styles['wrap']}>
      <Textarea
        ref={(element) => {
          field.current = element;
          const { inputRef } = props;
          if (typeof inputRef === 'function') inputRef(element);
          else if (inputRef) inputRef.current = element;
        }}
        label={props.label}
        value={props.value}
        onChange={(event) => {
          props.onChange(event.currentTarget.value);
          setCaret(event.currentTarget.selectionStart);
          setChosen(0);
          if (!event.currentTarget.value.includes('/')) setDismissed(-1);
        }}
        onBlur={() => {
          setCaret(-1);
        }}
        onKeyDown={onKeyDown}
        error={props.error}
        required={props.required ?? false}
        minRows={props.minRows ?? 3}
        maxRows={12}
        autosize
        {...(props.placeholder ? { placeholder: props.placeholder } : {})}
        {...(props.autoFocus ? { 'data-autofocus': true } : {})}
        aria-autocomplete="list"
        aria-controls={offered.length > 0 ? id : undefined}
        aria-activedescendant={offered.length > 0 ? `${id}-${active}` : undefined}
      />
      {offered.length > 0 && (
        <ul id={id} role="listbox" aria-label="/" className={styles['list']}>
          {offered.map((template, index) => (
            <li
              key={template.id}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === active}
              onMouseDown={(event) => {
                event.preventDefault();
                take(index);
              }}
            >
              <b>{template.title}</b>
              <span className="lk-muted lk-small lk-cut">{template.text.replaceAll('\n', ' ')}</span>
            </li>
          ))}
        </ul>
      )}
      {props.hint}
    </div>
  );
}
