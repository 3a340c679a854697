/** What happens next with a customer: a task with a day and somebody who does it. */
import { useState } from 'react';
import type { Customer } from '#shared/domain/customer.ts';
import { ZONES } from '#shared/domain/reference.ts';
import { instantOf, nextDay } from '#shared/domain/time.ts';
import { errorText } from '#renderer/i18n/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import {
  Button,
  DayField,
  Dialog,
  DialogActions,
  FieldRow,
  formatDay,
  SelectField,
  Stack,
  TextField,
  toast,
  useZone,
} from '#renderer/ui/index.ts';
import { useActor, useRun } from '#renderer/widgets/desk-context.tsx';
import { useToday } from '#renderer/widgets/hooks/clock.ts';
import { useReference } from '#renderer/widgets/hooks/documents.ts';
import { usePeopleMenu } from '#renderer/widgets/hooks/people.ts';
import { formSavedBy } from '#renderer/widgets/hooks/form-keys.ts';
import { useSaving } from '#renderer/widgets/hooks/saving.ts';

interface PlanDialogProps {
  readonly open: boolean;
  readonly customer: Customer;
  readonly onClose: () => void;
}

export function PlanDialog({ open, customer, onClose }: PlanDialogProps) {
  const t = useT();
  return (
    <Dialog open={open} title={t('customer.planTitle', { name: customer.name })} onClose={onClose}>
      {open && <PlanForm customer={customer} onClose={onClose} />}
    </Dialog>
  );
}

/** 09.00 at the branch. */
const MORNING = 9 * 60;

function PlanForm({ customer, onClose }: Omit<PlanDialogProps, 'open'>) {
  const t = useT();
  const language = useLanguage();
  const run = useRun();
  const actor = useActor();
  const zone = useZone();
  const reference = useReference();
  const today = useToday();
  const [title, setTitle] = useState('');
  const [day, setDay] = useState(() => nextDay(today));
  // what comes next is not for somebody who has left
  const [assigneeId, setAssignee] = useState(() =>
    customer.ownerId && reference.staff(customer.ownerId)?.active ? customer.ownerId : actor.userId,
  );
  const people = usePeopleMenu(assigneeId);
  const [errors, setErrors] = useState<{ readonly title?: string; readonly day?: string }>({});
  const { busy, once } = useSaving();
  const save = async () => {
    const found = {
      ...(title.trim() ? {} : { title: errorText({ code: 'title_missing', kind: 'person' }, language) }),
      ...(day ? {} : { day: t('customer.dayMissing') }),
    };
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    const where = ZONES.find((one) => one === zone) ?? 'Asia/Jakarta';
    await once(async () => {
      const saved = await run('addTask', {
        kind: 'follow_up',
        customerId: customer.id,
        title: title.trim(),
        dueAt: instantOf(day, MORNING, where),
        assigneeId,
      });
      if (!saved.ok) return;
      toast(t('customer.planned', { day: formatDay(day, language) }));
      onClose();
    });
  };
  return (
    <form {...formSavedBy(save)}>
      <Stack>
        <TextField
          label={t('customer.planWhat')}
          placeholder={t('customer.planHint')}
          value={title}
          maxLength={200}
          required
          data-autofocus
          autoComplete="off"
          error={errors.title}
          onChange={(event) => {
            setTitle(event.currentTarget.value);
            setErrors({});
          }}
        />
        <FieldRow>
          <DayField label={t('customer.planDay')} value={day} onChange={setDay} error={errors.day} required />
          <SelectField
            label={t('customer.planWho')}
            value={assigneeId}
            options={people}
            onChange={setAssignee}
            searchable
          />
        </FieldRow>
        <DialogActions>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" variant="primary" shortcut="Ctrl ↵" busy={busy}>
            {t('customer.planSave')}
          </Button>
        </DialogActions>
      </Stack>
    </form>
  );
}
