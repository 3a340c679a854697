/** A village by the beginning of its name; what lies above it comes with the choice. Keys alone suffice. */
import { TextInput } from '@mantine/core';
import { useEffect, useId, useState, type KeyboardEvent } from 'react';
import type { Area } from '#renderer/data/areas/areas.ts';
import { searchAreas } from '#renderer/data/areas/client.ts';
import { useT } from '#renderer/i18n/index.ts';
import { useDesk } from '#renderer/widgets/desk-context.tsx';
import styles from './address.module.css';

/** Where this PC last found a village: a branch serves its own surroundings. */
const NEAR = 'address.near';
const REGENCY_DIGITS = 5;

interface VillageFieldProps {
  readonly label: string;
  readonly value: string;
  /** Code of the village that stands there; those near it come first. */
  readonly code?: string | undefined;
  readonly onType: (text: string) => void;
  readonly onChoose: (area: Area) => void;
  readonly error?: string | undefined;
  readonly autoFocus?: boolean;
}

interface Answer {
  readonly text: string;
  readonly areas: readonly Area[];
  readonly failed: boolean;
}

/** @returns the villages for what was typed; the answer before stays until the next one is there. */
function useAreas(text: string, near: string): Answer {
  const [answer, setAnswer] = useState<Answer>({ text: '', areas: [], failed: false });
  useEffect(() => {
    if (text.trim().length < 2) return undefined;
    let current = true;
    searchAreas(text, near).then(
      (areas) => {
        if (current) setAnswer({ text, areas, failed: false });
      },
      () => {
        if (current) setAnswer({ text, areas: [], failed: true });
      },
    );
    return () => {
      current = false;
    };
  }, [text, near]);
  return answer;
}

function useNear(code: string | undefined): readonly [string, (code: string) => void] {
  const desk = useDesk();
  // typing takes the code away, and with it where one was
  const [first] = useState(code);
  const [kept, setKept] = useState('');
  useEffect(() => {
    void desk.preference<string>(NEAR, 'pc').then((value) => {
      if (typeof value === 'string') setKept(value);
    });
  }, [desk]);
  const keep = (chosen: string) => {
    void desk.setPreference(NEAR, chosen.slice(0, REGENCY_DIGITS), 'pc');
  };
  return [code ?? first ?? kept, keep];
}

export function VillageField(props: VillageFieldProps) {
  const t = useT();
  const id = useId();
  const { value } = props;
  const [near, keepNear] = useNear(props.code);
  /** What was typed here since the last choice; nothing is offered for what stood there already. */
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const [focused, setFocused] = useState(false);
  const answer = useAreas(typed, near);
  const asked = typed.trim().length >= 2;
  const fresh = answer.text === typed;
  const areas = asked ? answer.areas : [];
  const active = Math.min(chosen, areas.length - 1);
  const open = focused && asked && (areas.length > 0 || fresh);

  const take = (area: Area | undefined) => {
    if (!area) return;
    setTyped('');
    keepNear(area.code);
    props.onChoose(area);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !open) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && areas.length > 0) {
      event.preventDefault();
      setChosen((active + step + areas.length) % areas.length);
    } else if (event.key === 'Enter' && areas.length > 0) {
      event.preventDefault();
      take(areas[active]);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      setTyped('');
    }
  };
  return (
    <div className={styles['wrap']}>
      <TextInput
        label={props.label}
        placeholder={t('widgets.village.hint')}
        value={value}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setChosen(0);
          props.onType(event.currentTarget.value);
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
        aria-expanded={open && areas.length > 0}
        aria-controls={open && areas.length > 0 ? id : undefined}
        aria-activedescendant={open && areas.length > 0 ? `${id}-${active}` : undefined}
      />
      {open && (
        <div className={styles['popup']}>
          {areas.length > 0 ? (
            <ul id={id} role="listbox" aria-label={t('widgets.village.results')}>
              {areas.map((area, index) => (
                <li
                  key={area.code}
                  id={`${id}-${index}`}
                  role="option"
                  aria-selected={index === active}
                  className={styles['option']}
                  onMouseDown={(event) => {
                    event.preventDefault();
                    take(area);
                  }}
                >
                  <span>{area.village}</span>
                  <span className="lk-muted lk-small">
                    {[
                      t('widgets.village.district', { name: area.district }),
                      area.regency,
                      area.province,
                    ].join(' · ')}
                  </span>
                </li>
              ))}
            </ul>
          ) : (
            <p className={`${styles['alone']} lk-muted`} role="status">
              {t(answer.failed ? 'widgets.village.failed' : 'widgets.village.none')}
            </p>
          )}
          <p className={`${styles['note']} lk-muted lk-small`}>{t('widgets.village.source')}</p>
        </div>
      )}
    </div>
  );
}
