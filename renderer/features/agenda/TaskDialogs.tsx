/** Moves a task to another time, or cancels it with a reason. */
import { useState, type FormEvent } from 'react';
import type { CommandArgs } from '#shared/domain/commands/index.ts';
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
  formatDateTime,
  SelectField,
  Stack,
  TextArea,
  TextField,
  toast,
  useZone,
} from '#renderer/ui/index.ts';
import { zoneOf } from '#renderer/widgets/agenda/days.ts';
import { usePersonName } from '#renderer/widgets/agenda/use-person-name.ts';
import { taskTitle, type TaskDoc } from '#renderer/widgets/agenda/use-tasks.ts';
import { useRun } from '#renderer/widgets/desk-context.tsx';
import { useOpenEdit } from '#renderer/widgets/hooks/edit.ts';
import { useSaving } from '#renderer/widgets/hooks/saving.ts';
import { Overtaken } from '#renderer/widgets/overtaken/Overtaken.tsx';
import { moveArgs, moveForm, type MoveForm } from './task-move.ts';
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
      {open && <MoveEditor task={task} onClose={onClose} />}
    </Dialog>
  );
}

function MoveEditor({ task, onClose }: Omit<TaskDialogProps, 'open'>) {
  const t = useT();
  const language = useLanguage();
  const zone = zoneOf(useZone());
  const run = useRun();
  const people = usePeople();
  const nameOf = usePersonName();
  const now = moveForm(task, zone);
  const { edit, value, put, overtaken, mayWrite } = useOpenEdit(now);
  const { day, time } = value.when;
  const [reason, setReason] = useState('');
  const [error, setError] = useState<LoketError>();
  const { busy, once } = useSaving();
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const args = moveArgs(task.id, edit, zone);
    if (args === 'no-time' || !mayWrite()) return;
    if (args === 'nothing') {
      onClose();
      return;
    }
    const why = reason.trim();
    await once(async () => {
      const moved = await run(
        'moveTask',
        {
          ...args,
          ...(why ? { reason: why } : {}),
          ...(task.agreementId ? { agreementId: task.agreementId } : {}),
        },
        { quiet: true },
      );
      if (!moved.ok) {
        setError(moved.error);
        return;
      }
      const { inverse } = moved.value.result as { readonly inverse?: CommandArgs<'moveTask'> };
      if (inverse)
        toast(
          inverse.dueAt && args.dueAt
            ? t('agenda.moved', { day: formatDate(args.dueAt, zone, language) })
            : t('agenda.changed'),
          () => void run('moveTask', { ...inverse, undone: true }),
        );
      onClose();
    });
  };
  const words = (field: keyof MoveForm): { readonly label: string; readonly value: string } =>
    field === 'when'
      ? { label: t('agenda.when'), value: formatDateTime(task.dueAt, zone, language) }
      : field === 'place'
        ? { label: t('agenda.place'), value: now.place }
        : { label: t('agenda.who'), value: now.assigneeId && nameOf(now.assigneeId) };
  const { assigneeId } = value;
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
            onChange={(next) => {
              put({ when: { day: next, time } });
            }}
          />
          <TimeField
            label={t('agenda.time')}
            required
            value={time}
            onChange={(next) => {
              put({ when: { day, time: next } });
            }}
          />
        </FieldRow>
        <FieldRow>
          <TextField
            label={t('agenda.place')}
            value={value.place}
            maxLength={200}
            onChange={(event) => {
              put({ place: event.currentTarget.value });
            }}
          />
          <SelectField
            label={t('agenda.who')}
            value={assigneeId}
            options={options}
            onChange={(chosen) => {
              put({ assigneeId: chosen });
            }}
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
        <Overtaken fields={overtaken.map(words)} />
        <DialogActions>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" variant="primary" busy={busy}>
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
