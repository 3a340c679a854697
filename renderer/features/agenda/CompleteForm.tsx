/** What came of a visit, and what is done next. It survives leaving the page. */
import { useState, type FormEvent, type KeyboardEvent } from 'react';
import { isRenewable } from '#shared/domain/renewal.ts';
import { stepAfter } from '#shared/domain/renewal-day.ts';
import type { LoketError } from '#shared/errors/errors.ts';
import { errorText } from '#renderer/i18n/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import {
  Button,
  DayField,
  ErrorLine,
  FieldRow,
  SelectField,
  Stack,
  TextArea,
  TextField,
  toast,
  useZone,
} from '#renderer/ui/index.ts';
import { momentOf, zoneOf } from '#renderer/widgets/agenda/days.ts';
import type { CustomerDoc, TaskDoc } from '#renderer/widgets/agenda/use-tasks.ts';
import { linesOf } from '#renderer/widgets/agreements/agreement-form.ts';
import type { AgreementDoc } from '#renderer/widgets/agreements/use-renewals.ts';
import { useRun } from '#renderer/widgets/desk-context.tsx';
import { useToday } from '#renderer/widgets/hooks/clock.ts';
import { useDraftValue } from '#renderer/widgets/hooks/draft.ts';
import { useSaving } from '#renderer/widgets/hooks/saving.ts';
import styles from './agenda.module.css';
import { TimeField } from './TimeField.tsx';

const EMPTY = {
  outcome: '',
  needs: '',
  offers: '',
  next: '',
  nextDay: '',
  nextTime: '09.00',
  nextKind: 'follow_up',
};
const NEXT_KINDS = ['follow_up', 'visit'] as const;

interface CompleteFormProps {
  readonly task: TaskDoc;
  /** Whose needs and offers are found: the task's, or the one that it was joined to. */
  readonly customer: CustomerDoc | undefined;
  readonly agreement: AgreementDoc | undefined;
}

/** Give it a `key` of the task. */
export function CompleteForm({ task, customer, agreement }: CompleteFormProps) {
  const t = useT();
  const language = useLanguage();
  const zone = zoneOf(useZone());
  const today = useToday();
  const run = useRun();
  const draft = useDraftValue('visit', task.id, EMPTY);
  const form = draft.value;
  const [error, setError] = useState<LoketError>();
  const [tried, setTried] = useState(false);
  const { busy, once } = useSaving();
  const set = (changes: Partial<typeof EMPTY>) => {
    draft.set({ ...form, ...changes });
    setError(undefined);
  };
  const wantsNext = form.next.trim() !== '';
  const nextAt = momentOf(form.nextDay, form.nextTime, zone);
  const nextMissing = tried && wantsNext && nextAt === undefined;

  const save = async () => {
    setTried(true);
    if (wantsNext && nextAt === undefined) return;
    await once(async () => {
      await draft.settle();
      const kind = NEXT_KINDS.find((one) => one === form.nextKind) ?? 'follow_up';
      const [needs, offers] = [linesOf(form.needs), linesOf(form.offers)];
      const done = await run(
        'completeVisit',
        {
          id: task.id,
          outcome: form.outcome,
          ...(customer ? { customerId: customer.id } : {}),
          ...(task.agreementId ? { agreementId: task.agreementId } : {}),
          ...(agreement?.end ? { end: agreement.end } : {}),
          ...(needs.length > 0 ? { needs } : {}),
          ...(offers.length > 0 ? { offers } : {}),
          ...(wantsNext && nextAt ? { next: { title: form.next.trim(), dueAt: nextAt, kind } } : {}),
        },
        { draftId: draft.draftId, quiet: true },
      );
      draft.finish(done.ok);
      if (!done.ok) {
        setError(done.error);
        document.querySelector<HTMLElement>('[data-outcome] textarea')?.focus();
        return;
      }
      const end = agreement && isRenewable(agreement) ? agreement.end : undefined;
      const step = end === undefined ? undefined : stepAfter(task.kind, end, today);
      toast(
        !step
          ? t('agenda.completed')
          : end !== undefined && end < today
            ? t('agenda.completedOver')
            : t('agenda.completedNext', { step: t(`agenda.kind.${step}`).toLowerCase() }),
      );
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') (event.target as HTMLElement).blur();
    if (!event.ctrlKey || event.key !== 'Enter') return;
    event.preventDefault();
    void save();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };
  const ofOutcome = error?.code === 'outcome_missing' ? errorText(error, language) : undefined;
  return (
    <form className={styles['group']} noValidate onSubmit={submit} onKeyDown={onKeyDown} data-outcome>
      <h3>{t('agenda.completeHead')}</h3>
      <Stack>
        <TextArea
          label={t('agenda.outcome')}
          placeholder={t('agenda.outcomeHint')}
          required
          value={form.outcome}
          maxLength={8000}
          error={ofOutcome}
          autosize
          minRows={2}
          maxRows={8}
          onChange={(event) => {
            set({ outcome: event.currentTarget.value });
          }}
        />
        {customer && (
          <FieldRow>
            <TextArea
              label={t('agenda.needs')}
              description={t('agenda.onePerLine')}
              value={form.needs}
              autosize
              minRows={1}
              maxRows={4}
              onChange={(event) => {
                set({ needs: event.currentTarget.value });
              }}
            />
            <TextArea
              label={t('agenda.offers')}
              description={t('agenda.onePerLine')}
              value={form.offers}
              autosize
              minRows={1}
              maxRows={4}
              onChange={(event) => {
                set({ offers: event.currentTarget.value });
              }}
            />
          </FieldRow>
        )}
        <TextField
          label={t('agenda.next')}
          description={t('agenda.nextHint')}
          value={form.next}
          maxLength={200}
          onChange={(event) => {
            set({ next: event.currentTarget.value });
          }}
        />
        {wantsNext && (
          <>
            <FieldRow>
              <DayField
                label={t('agenda.date')}
                required
                value={form.nextDay}
                error={nextMissing && form.nextDay === '' ? t('common.required') : undefined}
                onChange={(nextDay) => {
                  set({ nextDay });
                }}
              />
              <TimeField
                label={t('agenda.time')}
                required
                value={form.nextTime}
                onChange={(nextTime) => {
                  set({ nextTime });
                }}
              />
            </FieldRow>
            <SelectField
              label={t('agenda.nextKind')}
              value={form.nextKind}
              options={NEXT_KINDS.map((value) => ({ value, label: t(`agenda.kind.${value}`) }))}
              onChange={(nextKind) => {
                set({ nextKind });
              }}
            />
          </>
        )}
        {!ofOutcome && <ErrorLine error={error} />}
        <span>
          <Button type="submit" variant="primary" shortcut="Ctrl ↵" busy={busy}>
            {t('agenda.complete')}
          </Button>
        </span>
      </Stack>
    </form>
  );
}
