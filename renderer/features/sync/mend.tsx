import { useState } from 'react';
import type { LoketError } from '#shared/errors/errors.ts';
import { useT } from '#renderer/i18n/index.ts';
import {
  Button,
  Dialog,
  DialogActions,
  ErrorLine,
  Stack,
  TextArea,
  toast,
  toastError,
} from '#renderer/ui/index.ts';
import type { QuarantineItem } from '#renderer/data/desk-types.ts';
import { useDesk, useRun } from '#renderer/widgets/desk-context.tsx';
import { useSaving } from '#renderer/widgets/hooks/saving.ts';
import { fieldName } from '#renderer/widgets/values/field-name.ts';

interface MendProps {
  readonly item: QuarantineItem;
  readonly field: string;
  readonly onClose: () => void;
}

/** Corrects the text that was refused where it stands, and sends the change again. */
export function Mend({ item, field, onClose }: MendProps) {
  const t = useT();
  const run = useRun();
  const desk = useDesk();
  const before = typeof item.mine[field] === 'string' ? item.mine[field] : '';
  const [value, setValue] = useState(before);
  const [refused, setRefused] = useState<LoketError>();
  const { busy, once } = useSaving();
  const name = fieldName(field, t);
  const save = async () => {
    await once(async () => {
      const args = { collection: item.collection, documentId: item.id, field, seen: before, value };
      const saved = await run('correctText', args, { quiet: true });
      if (!saved.ok) {
        setRefused(saved.error);
        return;
      }
      onClose();
      toast(t('sync.retried'));
      const sent = await desk.sync.sendNow();
      if (!sent.ok && sent.error.kind === 'person') toastError(sent.error);
    });
  };
  return (
    <Dialog open title={t('sync.mendTitle', { field: name })} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Stack>
          <TextArea
            label={name}
            data-autofocus
            autosize
            minRows={2}
            maxRows={10}
            value={value}
            onChange={(event) => {
              setValue(event.currentTarget.value);
              setRefused(undefined);
            }}
          />
          <ErrorLine error={refused} />
          <DialogActions>
            <Button onClick={onClose}>{t('common.cancel')}</Button>
            <Button type="submit" variant="primary" busy={busy} disabled={value.trim() === before.trim()}>
              {t('sync.mendDo')}
            </Button>
          </DialogActions>
        </Stack>
      </form>
    </Dialog>
  );
}
