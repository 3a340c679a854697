/** The form of the intake. Keys: last digits, Enter, a digit for the category, the description, Ctrl+Enter. */
import { Checkbox, NativeSelect } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { CHANNELS, COMPLAINT_KINDS } from '#shared/domain/complaint.ts';
import type { DirectoryRow } from '#renderer/data/desk-types.ts';
import { errorText } from '#renderer/i18n/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { announce } from '#renderer/state/shell.ts';
import { Banner, Button, ErrorLine, FieldRow, formatMoment, useZone } from '#renderer/ui/index.ts';
import { useDesk } from '#renderer/widgets/desk-context.tsx';
import { useMinute } from '#renderer/widgets/hooks/clock.ts';
import { useSaving } from '#renderer/widgets/hooks/saving.ts';
import { CustomerPicker } from '#renderer/widgets/picker/CustomerPicker.tsx';
import { NewcomerFields } from '#renderer/widgets/picker/NewcomerFields.tsx';
import { TemplateText } from '#renderer/widgets/templates/TemplateText.tsx';
import type { LoketError } from '#shared/errors/errors.ts';
import { CategoryField } from './CategoryField.tsx';
import { ChosenCustomerCard } from './ChosenCustomerCard.tsx';
import styles from './intake.module.css';
import {
  beginNewcomer,
  checkIntake,
  fieldOfCommand,
  firstError,
  firstOpenField,
  intakeArgs,
  isDigits,
  readPhone,
  type IntakeErrors,
  type IntakeField,
  type IntakeState,
} from './intake-state.ts';
import { PromiseLine } from './PromiseLine.tsx';
import { ReferencesField } from './ReferencesField.tsx';
import type { IntakeDraft } from './use-intake-draft.ts';

interface IntakeFormProps {
  readonly draft: IntakeDraft;
  readonly onSaved: (complaintId: string) => void;
  readonly onPark: () => void;
  readonly onDiscard: () => void;
}

type FieldRefs = Partial<Record<IntakeField, HTMLElement | null>>;

export function IntakeForm({ draft, onSaved, onPark, onDiscard }: IntakeFormProps) {
  const t = useT();
  const desk = useDesk();
  const language = useLanguage();
  const zone = useZone();
  const now = useMinute();
  const { state, update } = draft;
  const [errors, setErrors] = useState<IntakeErrors>({});
  const [refused, setRefused] = useState<LoketError>();
  const { busy, once } = useSaving();
  const fields = useRef<FieldRefs>({});
  /** Where the work begins: what is there already is not asked for again. */
  const [first] = useState<IntakeField>(() => firstOpenField(state));
  const ref = (field: IntakeField) => (element: HTMLElement | null) => {
    fields.current[field] = element;
  };
  /** Before the next key: a clerk types faster than the screen is drawn. */
  const focus = (field: IntakeField) => {
    queueMicrotask(() => {
      const element = fields.current[field];
      if (element) element.focus();
      else requestAnimationFrame(() => fields.current[field]?.focus());
    });
  };
  const change = (changes: Partial<IntakeState>, ...mended: IntakeField[]) => {
    update((old) => ({ ...old, ...changes }));
    setErrors((old) =>
      Object.fromEntries(Object.entries(old).filter(([key]) => !mended.includes(key as IntakeField))),
    );
  };
  const words = (field: IntakeField): string | undefined => {
    const code = errors[field];
    return code === undefined ? undefined : errorText({ code, kind: 'person' }, language);
  };

  const choose = (row: DirectoryRow) => {
    const { id, name, number, phone, openComplaints } = row;
    const tier = row.tier === 'bronze' || row.tier === 'silver' || row.tier === 'gold' ? row.tier : '';
    change(
      { customer: { id, name, number, phone, tier, openComplaints }, newcomer: undefined, search: '' },
      'customer',
      'name',
      'phone',
    );
  };
  const beginNew = () => {
    const digits = isDigits(state.search);
    update(beginNewcomer);
    setErrors({});
    focus(digits ? 'name' : 'phone');
  };
  const searchAgain = () => {
    update((old) => ({ ...old, customer: undefined, newcomer: undefined }));
    focus('customer');
  };

  const save = async () => {
    const found = checkIntake(state);
    setErrors(found);
    setRefused(undefined);
    const wrong = firstError(found);
    if (wrong) {
      announce(t('intake.errors', { count: Object.keys(found).length }));
      focus(wrong);
      return;
    }
    await once(async () => {
      await draft.settle();
      const saved = await desk.run('registerComplaint', intakeArgs(state), { draftId: draft.draftId });
      if (saved.ok) {
        onSaved((saved.value.result as { readonly id: string }).id);
        return;
      }
      draft.resume();
      const field = fieldOfCommand(saved.error.field);
      if (field) {
        setErrors({ [field]: saved.error.code });
        focus(field);
      } else setRefused(saved.error);
    });
  };

  const customerId = state.customer?.id ?? '';
  const before = useRef(customerId);
  useLayoutEffect(() => {
    if (customerId && customerId !== before.current) fields.current.category?.focus();
    before.current = customerId;
  }, [customerId]);

  const latest = useRef(save);
  useEffect(() => {
    latest.current = save;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey && event.key === 'Enter')) return;
      event.preventDefault();
      void latest.current();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
    };
  }, []);

  return (
    <form
      className={styles['form']}
      aria-label={t(`intake.title.${state.kind}`)}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <div className={styles['fields']}>
        {draft.resumed && (
          <Banner tone="info" action={<Button onClick={onDiscard}>{t('intake.startOver')}</Button>}>
            {t('intake.resumed')}
          </Banner>
        )}
        {draft.kept === 'failed' && <Banner tone="danger">{t('intake.draftFailed')}</Banner>}
        {state.newcomer ? (
          <section aria-label={t('intake.newcomer')} className={styles['newcomer']}>
            <div className={styles['newcomerHead']}>
              <h3>{t('intake.newcomer')}</h3>
              <Button variant="subtle" onClick={searchAgain}>
                {t('intake.searchAgain')}
              </Button>
            </div>
            <NewcomerFields
              value={state.newcomer}
              onChange={(newcomer) => {
                change({ newcomer }, 'name', 'phone');
              }}
              onUse={choose}
              onPhoneLeft={() => {
                const wrong = readPhone(state.newcomer?.phone ?? '').invalid;
                setErrors(({ phone: _, ...others }) =>
                  wrong ? { ...others, phone: 'phone_invalid' } : others,
                );
              }}
              nameError={words('name')}
              phoneError={words('phone')}
              nameRef={ref('name')}
              phoneRef={ref('phone')}
            />
          </section>
        ) : state.customer ? (
          <ChosenCustomerCard customer={state.customer} onChange={searchAgain} buttonRef={ref('customer')} />
        ) : (
          <CustomerPicker
            value={state.search}
            onType={(search) => {
              change({ search }, 'customer');
            }}
            onChoose={choose}
            onNew={beginNew}
            error={words('customer')}
            inputRef={ref('customer')}
            autoFocus={first === 'customer'}
          />
        )}
        <CategoryField
          value={state.category}
          onChange={(category) => {
            change({ category }, 'category');
          }}
          onDone={() => {
            focus('description');
          }}
          error={words('category')}
          inputRef={ref('category')}
          autoFocus={first === 'category'}
        />
        <TemplateText
          label={t('intake.description')}
          placeholder={t('intake.descriptionHint')}
          value={state.description}
          onChange={(description) => {
            change({ description }, 'description');
          }}
          error={words('description')}
          required
          minRows={4}
          inputRef={ref('description')}
          autoFocus={first === 'description'}
        />
        <FieldRow>
          <NativeSelect
            label={t('intake.kind')}
            value={state.kind}
            data={COMPLAINT_KINDS.map((value) => ({ value, label: t(`domain.kind.${value}`) }))}
            onChange={(event) => {
              const kind = COMPLAINT_KINDS.find((one) => one === event.currentTarget.value);
              if (kind) change({ kind });
            }}
          />
          <NativeSelect
            label={t('intake.channel')}
            value={state.channel}
            data={CHANNELS.map((value) => ({ value, label: t(`domain.channel.${value}`) }))}
            onChange={(event) => {
              const channel = CHANNELS.find((one) => one === event.currentTarget.value);
              if (channel) change({ channel });
            }}
          />
        </FieldRow>
        <ReferencesField
          value={state.references}
          onChange={(references) => {
            change({ references }, 'references');
          }}
          error={words('references')}
          inputRef={ref('references')}
        />
        <Checkbox
          label={t('intake.confidential')}
          description={t('intake.confidentialHint')}
          checked={state.confidential}
          onChange={(event) => {
            change({ confidential: event.currentTarget.checked });
          }}
        />
        <ErrorLine error={refused} />
      </div>
      <footer className={styles['foot']}>
        <PromiseLine state={state} />
        <div className={styles['footLine']}>
          <span className="lk-muted lk-small" role="status">
            {state.startedAt &&
              t('intake.received', { at: formatMoment(state.startedAt, zone, language, now) })}
            {draft.kept === 'saved' && ` · ${t('intake.draftSaved')}`}
          </span>
          {draft.kept !== 'nothing' && (
            <Button variant="subtle" icon={<IconTrash size={16} aria-hidden />} onClick={onDiscard}>
              {t('intake.discard')}
            </Button>
          )}
          <Button shortcut="Esc" onClick={onPark}>
            {t('intake.park')}
          </Button>
          <Button variant="primary" shortcut="Ctrl ↵" busy={busy} onClick={() => void save()}>
            {t('intake.save')}
          </Button>
        </div>
      </footer>
    </form>
  );
}
