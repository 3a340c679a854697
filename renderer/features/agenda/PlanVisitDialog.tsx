/** Plans a visit: whom, why, when, and whether it comes back. */
import { useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import { RHYTHM_UNITS, type Rhythm } from '#shared/domain/task.ts';
import type { LoketError } from '#shared/errors/errors.ts';
import type { DirectoryHit } from '#renderer/data/desk-types.ts';
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
  SelectField,
  Stack,
  TextField,
  toast,
  useZone,
} from '#renderer/ui/index.ts';
import { momentOf, zoneOf } from '#renderer/widgets/agenda/days.ts';
import { useActor, useRun } from '#renderer/widgets/desk-context.tsx';
import { CustomerLine, CustomerPicker } from '#renderer/widgets/picker/CustomerPicker.tsx';
import styles from './agenda.module.css';
import { TimeField } from './TimeField.tsx';
import { usePeople } from './use-people.ts';

interface PlanVisitDialogProps {
  readonly open: boolean;
  /** The day that is looked at. */
  readonly day: string;
  readonly onClose: () => void;
}

export function PlanVisitDialog({ open, day, onClose }: PlanVisitDialogProps) {
  const t = useT();
  return (
    <Dialog open={open} title={t('agenda.planTitle')} size="lg" onClose={onClose}>
      {open && <PlanVisitForm day={day} onClose={onClose} />}
    </Dialog>
  );
}

const LENGTHS = [30, 45, 60, 90, 120] as const;

function PlanVisitForm({ day: first, onClose }: Omit<PlanVisitDialogProps, 'open'>) {
  const t = useT();
  const language = useLanguage();
  const zone = zoneOf(useZone());
  const actor = useActor();
  const run = useRun();
  const people = usePeople();
  const [search, setSearch] = useState('');
  const [customer, setCustomer] = useState<DirectoryHit>();
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
  const [busy, setBusy] = useState(false);
  const subject = useRef<HTMLInputElement>(null);

  const save = async () => {
    const dueAt = momentOf(day, time, zone);
    if (!customer) setWrong(t('agenda.customerNeeded'));
    if (!title.trim()) setError({ code: 'title_missing', kind: 'person' });
    if (busy || !customer || !dueAt || !title.trim()) return;
    setBusy(true);
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
    setBusy(false);
    if (!saved.ok) {
      setError(saved.error);
      return;
    }
    toast(t('agenda.saved'));
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.ctrlKey || event.key !== 'Enter') return;
    event.preventDefault();
    void save();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };
  const ofTitle = error?.code === 'title_missing' ? errorText(error, language) : undefined;
  return (
    <form noValidate onSubmit={submit} onKeyDown={onKeyDown}>
      <Stack>
        {customer ? (
          <div className={styles['card']}>
            <CustomerLine row={customer} />
            <Button
              onClick={() => {
                setCustomer(undefined);
              }}
            >
              {t('widgets.picker.change')}
            </Button>
          </div>
        ) : (
          <CustomerPicker
            value={search}
            autoFocus
            error={wrong}
            onType={(text) => {
              setSearch(text);
              setWrong(undefined);
            }}
            onChoose={(hit) => {
              setCustomer(hit);
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
