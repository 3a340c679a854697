/** Moves a task to another time, or cancels it with a reason. */
import { useState, type FormEvent } from 'react';
import { localTime } from '#shared/domain/time.ts';
import type { LoketError } from '#shared/errors/errors.ts';
import { errorText } from '#renderer/i18n/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import {
  Button,
  Checkbox,
  ConfirmDialog,
  DayField,
  Dialog,
  DialogActions,
  ErrorLine,
  FieldRow,
  formatDate,
  SelectField,
  Stack,
  TextArea,
  TextField,
  toast,
  useZone,
} from '#renderer/ui/index.ts';
import { momentOf, timeText, zoneOf } from '#renderer/widgets/agenda/days.ts';
import { usePersonName } from '#renderer/widgets/agenda/use-person-name.ts';
import { taskTitle, type TaskDoc } from '#renderer/widgets/agenda/use-tasks.ts';
import { useRun } from '#renderer/widgets/desk-context.tsx';
import { TimeField } from './TimeField.tsx';
import { usePeople } from './use-people.ts';

interface TaskDialogProps {
  readonly open: boolean;
  readonly task: TaskDoc;
  readonly onClose: () => void;
}

export function MoveDialog({ open, task, onClose }: TaskDialogProps) {
  const t = useT();
  return (
    <Dialog open={open} title={t('agenda.moveTitle', { title: taskTitle(task, t) })} onClose={onClose}>
      {open && <MoveForm task={task} onClose={onClose} />}
    </Dialog>
  );
}

function MoveForm({ task, onClose }: Omit<TaskDialogProps, 'open'>) {
  const t = useT();
  const language = useLanguage();
  const zone = zoneOf(useZone());
  const run = useRun();
  const people = usePeople();
  const nameOf = usePersonName();
  const [start] = useState(() => localTime(task.dueAt, zone));
  const [day, setDay] = useState(start.day);
  const [time, setTime] = useState(timeText(start.minutes));
  const [place, setPlace] = useState(task.place ?? '');
  const [assigneeId, setAssignee] = useState(task.assigneeId ?? '');
  const [reason, setReason] = useState('');
  const [error, setError] = useState<LoketError>();
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const dueAt = momentOf(day, time, zone);
    if (!dueAt) return;
    const before = task.dueAt;
    const moved = await run(
      'moveTask',
      {
        id: task.id,
        dueAt,
        ...(place.trim() ? { place: place.trim() } : {}),
        ...(assigneeId ? { assigneeId } : {}),
        ...(reason.trim() ? { reason: reason.trim() } : {}),
      },
      { quiet: true },
    );
    if (!moved.ok) {
      setError(moved.error);
      return;
    }
    if (dueAt !== before)
      toast(t('agenda.moved', { day: formatDate(dueAt, zone, language) }), () => {
        void run('moveTask', { id: task.id, dueAt: before, reason: t('common.undo') });
      });
    onClose();
  };
  // somebody who left, or of another branch, is still shown as the one who has it
  const options = people.some(({ value }) => value === assigneeId)
    ? people
    : [{ value: assigneeId, label: assigneeId ? nameOf(assigneeId) : t('common.none') }, ...people];
  return (
    <form noValidate onSubmit={(event) => void save(event)}>
      <Stack>
        <FieldRow>
          <DayField
            label={t('agenda.date')}
            required
            value={day}
            error={day === '' ? t('common.required') : undefined}
            onChange={setDay}
          />
          <TimeField label={t('agenda.time')} required value={time} onChange={setTime} />
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
            options={options}
            onChange={setAssignee}
            searchable
          />
        </FieldRow>
        <TextField
          label={`${t('agenda.reason')} (${t('common.optional')})`}
          value={reason}
          maxLength={500}
          onChange={(event) => {
            setReason(event.currentTarget.value);
          }}
        />
        <ErrorLine error={error} />
        <DialogActions>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" variant="primary">
            {t('agenda.move')}
          </Button>
        </DialogActions>
      </Stack>
    </form>
  );
}

export function CancelDialog({ open, task, onClose }: TaskDialogProps) {
  const t = useT();
  const language = useLanguage();
  const run = useRun();
  const [reason, setReason] = useState('');
  const [endRhythm, setEndRhythm] = useState(false);
  const [error, setError] = useState<LoketError>();
  const confirm = async () => {
    const done = await run(
      'cancelTask',
      { id: task.id, reason: reason.trim() || ' ', ...(endRhythm ? { endRhythm } : {}) },
      { quiet: true },
    );
    if (done.ok) onClose();
    else setError(done.error);
  };
  return (
    <ConfirmDialog
      open={open}
      danger
      title={t('agenda.cancelTitle', { title: taskTitle(task, t) })}
      text={t('agenda.cancelText')}
      confirm={t('agenda.cancel')}
      onClose={onClose}
      onConfirm={() => void confirm()}
    >
      <Stack>
        <TextArea
          label={t('agenda.reason')}
          required
          data-autofocus
          value={reason}
          maxLength={500}
          error={error ? errorText(error, language) : undefined}
          onChange={(event) => {
            setReason(event.currentTarget.value);
            setError(undefined);
          }}
        />
        {task.rhythm && (
          <Checkbox
            label={t('agenda.endRhythm')}
            checked={endRhythm}
            onChange={(event) => {
              setEndRhythm(event.currentTarget.checked);
            }}
          />
        )}
      </Stack>
    </ConfirmDialog>
  );
}
