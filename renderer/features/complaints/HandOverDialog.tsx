/** Passes a complaint on to a division, with a word for those who take it. */
import { useState } from 'react';
import { errorText } from '#renderer/i18n/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { Button, Dialog, DialogActions, SelectField, Stack } from '#renderer/ui/index.ts';
import { useRun } from '#renderer/widgets/desk-context.tsx';
import { useReference, type DocOf } from '#renderer/widgets/hooks/documents.ts';
import { useDraftText } from '#renderer/widgets/hooks/draft.ts';
import { formSavedBy } from '#renderer/widgets/hooks/form-keys.ts';
import { useSaving } from '#renderer/widgets/hooks/saving.ts';
import { TemplateText } from '#renderer/widgets/templates/TemplateText.tsx';

interface HandOverDialogProps {
  readonly open: boolean;
  readonly complaint: DocOf<'complaints'>;
  readonly onClose: () => void;
}

export function HandOverDialog({ open, complaint, onClose }: HandOverDialogProps) {
  const t = useT();
  return (
    <Dialog open={open} title={t('complaints.handOverTitle', { number: complaint.number })} onClose={onClose}>
      {open && <HandOverForm complaint={complaint} onClose={onClose} />}
    </Dialog>
  );
}

/** Stands for "nobody in particular": a select takes no empty value. */
const ANYONE = ':anyone';

function HandOverForm({ complaint, onClose }: Omit<HandOverDialogProps, 'open'>) {
  const t = useT();
  const language = useLanguage();
  const run = useRun();
  const reference = useReference();
  const draft = useDraftText('handOver', complaint.id);
  const [divisionId, setDivisionId] = useState(complaint.divisionId);
  const [handlerId, setHandlerId] = useState(complaint.handlerId ?? ANYONE);
  const [error, setError] = useState<string>();
  const { busy, once } = useSaving();
  const people = reference.people.filter((one) => one.active && one.divisionId === divisionId);

  const save = async () => {
    await once(async () => {
      await draft.settle();
      const args = {
        id: complaint.id,
        divisionId,
        ...(handlerId === ANYONE ? {} : { handlerId }),
        ...(draft.text.trim() ? { text: draft.text } : {}),
      };
      const done = await run('handOver', args, { draftId: draft.draftId, quiet: true });
      draft.finish(done.ok);
      if (done.ok) onClose();
      else setError(errorText(done.error, language));
    });
  };
  return (
    <form {...formSavedBy(save)}>
      <Stack>
        <SelectField
          label={t('complaints.handOverTo')}
          value={divisionId}
          options={reference.divisions.map(({ code, name }) => ({ value: code, label: name[language] }))}
          onChange={(code) => {
            setDivisionId(code);
            setHandlerId(ANYONE);
            setError(undefined);
          }}
          searchable
          required
          autoFocus
          error={error}
        />
        {people.length > 0 && (
          <SelectField
            label={t('complaints.handOverPerson')}
            value={handlerId}
            options={[
              { value: ANYONE, label: t('complaints.handOverAnyone') },
              ...people.map(({ userId, name }) => ({ value: userId, label: name })),
            ]}
            onChange={(id) => {
              setHandlerId(id);
              setError(undefined);
            }}
          />
        )}
        <TemplateText label={t('complaints.handOverText')} value={draft.text} onChange={draft.setText} />
        <DialogActions>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" variant="primary" shortcut="Ctrl ↵" busy={busy}>
            {t('complaints.handOver')}
          </Button>
        </DialogActions>
      </Stack>
    </form>
  );
}
