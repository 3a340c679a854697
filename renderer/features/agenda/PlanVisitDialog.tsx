/** Plans a visit: whom, why, when, and whether it comes back. */
import { useRef, useState } from 'react';
import { RHYTHM_UNITS, type Rhythm } from '#shared/domain/task.ts';
import type { LoketError } from '#shared/errors/errors.ts';
import { errorText } from '#renderer/i18n/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import {
  Button,
  CountField,
  DayField,
  Dialog,
  DialogActions,
  ErrorLine,
  FieldRow,
  maskPhone,
  SelectField,
  Stack,
  TextField,
  toast,
  useZone,
} from '#renderer/ui/index.ts';
import { momentOf, zoneOf } from '#renderer/widgets/agenda/days.ts';
import { useActor, useRun } from '#renderer/widgets/desk-context.tsx';
import { formSavedBy } from '#renderer/widgets/hooks/form-keys.ts';
import { useSaving } from '#renderer/widgets/hooks/saving.ts';
import { useSurvivor } from '#renderer/widgets/hooks/whole.ts';
import {
  CustomerLine,
  CustomerPicker,
  type CustomerInLine,
} from '#renderer/widgets/picker/CustomerPicker.tsx';
import styles from './agenda.module.css';
import { TimeField } from './TimeField.tsx';
import { usePeople } from './use-people.ts';

interface PlanVisitDialogProps {
  readonly open: boolean;
  /** The day that is looked at. */
  readonly day: string;
  /** Whom it is for, where that is known; `''` leaves it to be chosen. */
  readonly customerId?: string;
  readonly onClose: () => void;
}

export function PlanVisitDialog({ open, onClose, ...rest }: PlanVisitDialogProps) {
  const t = useT();
  return (
    <Dialog open={open} title={t('agenda.planTitle')} size="lg" onClose={onClose}>
      {open && <PlanVisitForm onClose={onClose} {...rest} />}
    </Dialog>
  );
}

const LENGTHS = [30, 45, 60, 90, 120] as const;

type Chosen = CustomerInLine & { readonly id: string };

/** The customer that was given: what is known of it without a search. */
function useGiven(id: string): Chosen | undefined {
  const { value } = useSurvivor(id);
  if (!value) return undefined;
  const { name, number, phones, address, tier = '' } = value;
  return {
    id: value.id,
    name,
    number,
    phone: phones[0] ? maskPhone(phones[0].number) : '',
    detail: [address?.village, address?.district].filter(Boolean).join(', '),
    tier,
    openComplaints: 0,
  };
}

function PlanVisitForm({ day: first, customerId = '', onClose }: Omit<PlanVisitDialogProps, 'open'>) {
  const t = useT();
  const language = useLanguage();
  const zone = zoneOf(useZone());
  const actor = useActor();
  const run = useRun();
  const people = usePeople();
  const [search, setSearch] = useState('');
  const given = useGiven(customerId);
  /** None while another one than the given is looked for. */
  const [choice, setChoice] = useState<Chosen | 'none' | 'given'>('given');
  const customer = choice === 'given' ? given : choice === 'none' ? undefined : choice;
  const [title, setTitle] = useState('');
  const [day, setDay] = useState(first);
  const [time, setTime] = useState('09.00');
  const [minutes, setMinutes] = useState('60');
  const [place, setPlace] = useState('');
  const [assigneeId, setAssignee] = useState(actor.userId);
  const [unit, setUnit] = useState<Rhythm['unit'] | 'none'>('none');
  const [every, setEvery] = useState<number | undefined>(2);
  const [error, setError] = useState<LoketError>();
  const [wrong, setWrong] = useState<string>();
  const { busy, once } = useSaving();
  const subject = useRef<HTMLInputElement>(null);

  const save = async () => {
    const dueAt = momentOf(day, time, zone);
    if (!customer) setWrong(t('agenda.customerNeeded'));
    if (!title.trim()) setError({ code: 'title_missing', kind: 'person' });
    if (!customer || !dueAt || !title.trim()) return;
    await once(async () => {
      const saved = await run(
        'planVisit',
        {
          customerId: customer.id,
          title: title.trim(),
          dueAt,
          minutes: Number(minutes),
          ...(place.trim() ? { place: place.trim() } : {}),
          assigneeId,
          ...(unit === 'none' ? {} : { rhythm: { every: every ?? 1, unit } }),
        },
        { quiet: true },
      );
      if (!saved.ok) {
        setError(saved.error);
        return;
      }
      toast(t('agenda.saved'));
      onClose();
    });
  };
  const ofTitle = error?.code === 'title_missing' ? errorText(error, language) : undefined;
  return (
    <form {...formSavedBy(save)}>
      <Stack>
        {customer ? (
          <div className={styles['card']}>
            <CustomerLine row={customer} />
            <Button
              onClick={() => {
                setChoice('none');
              }}
            >
              {t('widgets.picker.change')}
            </Button>
          </div>
        ) : (
          <CustomerPicker
            value={search}
            autoFocus={customerId === ''}
            error={wrong}
            onType={(text) => {
              setSearch(text);
              setWrong(undefined);
            }}
            onChoose={(hit) => {
              setChoice(hit);
              subject.current?.focus();
            }}
            onNew={() => {
              setWrong(t('agenda.newCustomerFirst'));
            }}
          />
        )}
        <TextField
          ref={subject}
          label={t('agenda.subject')}
          placeholder={t('agenda.subjectHint')}
          required
          {...(customerId ? { 'data-autofocus': true } : {})}
          maxLength={200}
          value={title}
          error={ofTitle}
          onChange={(event) => {
            setTitle(event.currentTarget.value);
            setError(undefined);
          }}
        />
        <FieldRow>
          <DayField
            label={t('agenda.date')}
            required
            value={day}
            error={day === '' ? t('common.required') : undefined}
            onChange={setDay}
          />
          <TimeField
            label={t('agenda.time')}
            required
            value={time}
            error={time.trim() === '' ? t('common.required') : undefined}
            onChange={setTime}
          />
          <SelectField
            label={t('agenda.minutes')}
            value={minutes}
            options={LENGTHS.map((length) => ({
              value: String(length),
              label: t('agenda.minutesOf', { minutes: length }),
            }))}
            onChange={setMinutes}
          />
        </FieldRow>
        <FieldRow>
          <TextField
            label={t('agenda.place')}
            value={place}
            maxLength={200}
            onChange={(event) => {
              setPlace(event.currentTarget.value);
            }}
          />
          <SelectField
            label={t('agenda.who')}
            value={assigneeId}
            options={people}
            onChange={setAssignee}
            searchable
          />
        </FieldRow>
        <FieldRow>
          <SelectField
            label={t('agenda.rhythm')}
            value={unit}
            options={(['none', ...RHYTHM_UNITS] as const).map((value) => ({
              value,
              label: t(`agenda.rhythmOf.${value}`),
            }))}
            onChange={setUnit}
          />
          {unit !== 'none' && (
            <CountField
              label={t('agenda.every')}
              value={every}
              max={52}
              description={t(unit === 'week' ? 'agenda.everyWeek' : 'agenda.everyMonth', {
                count: every ?? 1,
              })}
              onChange={setEvery}
            />
          )}
        </FieldRow>
        {!ofTitle && <ErrorLine error={error} />}
        <DialogActions>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" variant="primary" shortcut="Ctrl ↵" busy={busy}>
            {t('common.save')}
          </Button>
        </DialogActions>
      </Stack>
    </form>
  );
}
