/** One field that was changed in two places: both values side by side with who and when, and a third one if need be. */
import { IconCheck, IconEye, IconEyeOff } from '@tabler/icons-react';
import { useId, useState, type ReactNode } from 'react';
import { useT } from '#renderer/i18n/index.ts';
import { Button, DateTimeText, StatusPill, TextField } from '#renderer/ui/index.ts';
import { useActor } from '#renderer/widgets/desk-context.tsx';
import { RevealDialog } from '#renderer/widgets/reason/RevealDialog.tsx';
import { useShown } from '#renderer/widgets/reason/use-shown.ts';
import { fieldName } from '#renderer/widgets/values/field-name.ts';
import { useValueWords } from '#renderer/widgets/values/use-value-words.ts';
import { valueText } from '#renderer/widgets/values/value-text.ts';
import { identityOf, type FieldChoices, type Option, type Picked, type Side } from './choices.ts';
import styles from './conflicts.module.css';

interface FieldChoiceProps {
  readonly choices: FieldChoices;
  readonly picked: Picked | undefined;
  readonly onPick: (picked: Picked) => void;
  readonly error?: string | undefined;
}

export function FieldChoice({ choices, picked, onPick, error }: FieldChoiceProps) {
  const t = useT();
  const { userId } = useActor();
  const words = useValueWords();
  const group = useId();
  const { note, local, master, used, typed, current } = choices;
  const name = fieldName(note.field, t);
  const chosen = picked?.option ?? used;
  const text = picked?.text ?? '';
  const identity = identityOf(note);
  const [open, setOpen] = useShown();
  const show = (value: unknown): string => valueText(note.collection, note.field, value, words, open);
  const option = (of: Option, title: string, body: ReactNode, more?: ReactNode) => (
    <label className={styles['option']} data-chosen={chosen === of || undefined}>
      <span className={styles['optionHead']}>
        <input
          type="radio"
          name={group}
          checked={chosen === of}
          onChange={() => {
            onPick({ option: of, text });
          }}
        />
        <b>{title}</b>
        {used === of && (
          <StatusPill tone="ok" icon={<IconCheck size={14} aria-hidden />}>
            {t('conflicts.used')}
          </StatusPill>
        )}
      </span>
      {body}
      {more}
    </label>
  );
  const version = (of: 'local' | 'master', title: string, from: Side) =>
    option(of, title, <span className={styles['value']}>{show(from.value)}</span>, <Author side={from} />);
  return (
    <fieldset className={styles['field']}>
      <legend>{name}</legend>
      <p className={styles['before']}>
        <span className="lk-muted">{t('conflicts.before')}</span>{' '}
        <span className={styles['value']}>{show(note.base)}</span>
      </p>
      {/* what stands nowhere in the document any more cannot be asked for: its mask has to do */}
      {identity && typeof current === 'string' && current !== '' && (
        <Reveal {...identity} label={name} open={open} onOpen={setOpen} />
      )}
      <div className={styles['options']}>
        {version(
          'local',
          !local.by || local.by.id === userId
            ? t('conflicts.yours')
            : t('conflicts.yoursOf', { name: local.by.name }),
          local,
        )}
        {version('master', t('conflicts.theirs'), master)}
        {used === 'now' &&
          option(
            'now',
            t('conflicts.now'),
            <span className={styles['value']}>{show(current)}</span>,
            <span className="lk-muted lk-small">{t('conflicts.nowHint')}</span>,
          )}
      </div>
      {typed && (
        <div className={styles['other']} data-chosen={chosen === 'other' || undefined}>
          <label className={styles['optionHead']}>
            <input
              type="radio"
              name={group}
              checked={chosen === 'other'}
              onChange={() => {
                onPick({ option: 'other', text });
              }}
            />
            <b>{t('conflicts.other')}</b>
          </label>
          <TextField
            aria-label={t('conflicts.otherValue', { field: name })}
            value={text}
            error={error}
            maxLength={8000}
            autoComplete="off"
            onChange={(event) => {
              onPick({ option: 'other', text: event.currentTarget.value });
            }}
          />
        </div>
      )}
      {error && !typed && (
        <p role="alert" className={styles['error']}>
          {error}
        </p>
      )}
    </fieldset>
  );
}

interface RevealProps {
  readonly customerId: string;
  readonly field: 'nik' | 'npwp';
  readonly label: string;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}

/** Two numbers that differ in their middle look the same masked: who must tell them apart says why. */
function Reveal({ customerId, field, label, open, onOpen }: RevealProps) {
  const t = useT();
  const [asking, setAsking] = useState(false);
  return (
    <div className={styles['reveal']}>
      <Button
        variant="subtle"
        icon={open ? <IconEyeOff size={16} aria-hidden /> : <IconEye size={16} aria-hidden />}
        onClick={() => {
          if (open) onOpen(false);
          else setAsking(true);
        }}
      >
        {t(open ? 'customer.hide' : 'customer.reveal')} {label}
      </Button>
      <RevealDialog
        open={asking}
        customerId={customerId}
        field={field}
        label={label}
        onClose={() => {
          setAsking(false);
        }}
        onAllowed={() => {
          setAsking(false);
          onOpen(true);
        }}
      />
    </div>
  );
}

function Author({ side: { by, at } }: { readonly side: Side }) {
  const t = useT();
  const parts = by ? [by.name, ...(by.desk ? [t('conflicts.desk', { desk: by.desk })] : [])] : [];
  return (
    <span className="lk-muted lk-small">
      {parts.length > 0 ? parts.join(' · ') : t('conflicts.unknown')}
      {at && (
        <>
          {' · '}
          <DateTimeText value={at} />
        </>
      )}
    </span>
  );
}
