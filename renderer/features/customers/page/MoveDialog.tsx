/** Hands a customer over to another branch: head office does it, because no desk has both sides. */
import { useState, type FormEvent } from 'react';
import type { TransferRequest } from '#shared/api/customers.ts';
import { HEAD_OFFICE } from '#shared/domain/actor.ts';
import type { LoketError } from '#shared/errors/errors.ts';
import { errorText } from '#renderer/i18n/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import {
  Banner,
  Button,
  Dialog,
  DialogActions,
  ErrorLine,
  SelectField,
  Stack,
  TextArea,
  toast,
} from '#renderer/ui/index.ts';
import { rememberMove } from '#renderer/widgets/away/moved.ts';
import { useDesk, useLive } from '#renderer/widgets/desk-context.tsx';
import { useReference, type DocOf } from '#renderer/widgets/hooks/documents.ts';
import { useSaving } from '#renderer/widgets/hooks/saving.ts';

interface MoveDialogProps {
  readonly open: boolean;
  readonly customer: DocOf<'customers'>;
  readonly onClose: () => void;
  readonly onMoved: () => void;
}

export function MoveDialog({ open, customer, onClose, onMoved }: MoveDialogProps) {
  const t = useT();
  return (
    <Dialog open={open} title={t('customer.moveTitle', { name: customer.name })} onClose={onClose}>
      {open && <MoveForm customer={customer} onClose={onClose} onMoved={onMoved} />}
    </Dialog>
  );
}

/** States of sync in which nothing can be asked of head office. */
const AWAY: ReadonlySet<string> = new Set(['offline', 'unreachable', 'sign-in-expired']);

function MoveForm({ customer, onClose, onMoved }: Omit<MoveDialogProps, 'open'>) {
  const t = useT();
  const language = useLanguage();
  const desk = useDesk();
  const reference = useReference();
  const sync = useLive(desk.sync.state);
  const [branchId, setBranch] = useState('');
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<{ readonly branchId?: string; readonly reason?: string }>({});
  const [refused, setRefused] = useState<LoketError>();
  const { busy, once } = useSaving();
  const away = AWAY.has(sync.kind);
  const branches = reference.branches.filter(
    ({ code }) => code !== customer.branchId && code !== HEAD_OFFICE,
  );
  const words = (code: string) => errorText({ code, kind: 'person' }, language);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    const found = {
      ...(branchId ? {} : { branchId: words('branch_unknown') }),
      ...(reason.trim() ? {} : { reason: words('reason_missing') }),
    };
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    await once(async () => {
      const body: TransferRequest = { branchId, reason: reason.trim() };
      const done = await desk.api<null>('POST', `/api/customers/${customer.id}/transfer`, body);
      if (!done.ok) {
        setRefused(done.error);
        return;
      }
      await rememberMove(desk, { id: customer.id, to: branchId, at: desk.now() });
      toast(
        t('customer.moved', { name: customer.name, branch: reference.branch(branchId)?.name ?? branchId }),
      );
      void desk.sync.sendNow();
      onMoved();
    });
  };
  const stop = away ? t('customer.moveOffline') : customer.unsent ? t('customer.moveUnsent') : undefined;
  return (
    <form noValidate onSubmit={(event) => void save(event)}>
      <Stack>
        <p>{t('customer.moveText')}</p>
        {stop && <Banner tone="warn">{stop}</Banner>}
        <SelectField
          label={t('customer.moveTo')}
          value={branchId || null}
          options={branches.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))}
          onChange={(next) => {
            setBranch(next);
            setErrors({});
          }}
          searchable
          required
          error={errors.branchId}
          autoFocus
        />
        <TextArea
          label={t('customer.moveReason')}
          value={reason}
          maxLength={500}
          required
          autosize
          minRows={2}
          error={errors.reason}
          onChange={(event) => {
            setReason(event.currentTarget.value);
            setErrors({});
          }}
        />
        <ErrorLine error={refused} />
        <DialogActions>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" variant="primary" busy={busy} disabled={stop !== undefined}>
            {t('customer.moveSave')}
          </Button>
        </DialogActions>
      </Stack>
    </form>
  );
}
