/** Steps that need words on record: a resolution, or a reason. */
import { useState } from 'react';
import { errorText } from '#renderer/i18n/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { Banner, Button, Dialog, DialogActions, Stack } from '#renderer/ui/index.ts';
import { useRun } from '#renderer/widgets/desk-context.tsx';
import type { DocOf } from '#renderer/widgets/hooks/documents.ts';
import { useDraftText } from '#renderer/widgets/hooks/draft.ts';
import { onCtrlEnter } from '#renderer/widgets/hooks/form-keys.ts';
import { useSaving } from '#renderer/widgets/hooks/saving.ts';
import { TemplateText } from '#renderer/widgets/templates/TemplateText.tsx';

export type WordsAction = 'resolve' | 'reopen' | 'cancel' | 'withdraw';

const COMMAND = {
  resolve: 'resolveComplaint',
  reopen: 'reopenComplaint',
  cancel: 'cancelComplaint',
  withdraw: 'withdrawComplaint',
} as const;

interface WordsDialogProps {
  readonly action: WordsAction | undefined;
  readonly complaint: DocOf<'complaints'>;
  readonly onClose: () => void;
}

export function WordsDialog({ action, complaint, onClose }: WordsDialogProps) {
  const t = useT();
  const title = action ? t(`complaints.${action}Title`, { number: complaint.number }) : '';
  return (
    <Dialog open={action !== undefined} title={title} onClose={onClose}>
      {action && <WordsForm key={action} action={action} id={complaint.id} onClose={onClose} />}
    </Dialog>
  );
}

function WordsForm(props: {
  readonly action: WordsAction;
  readonly id: string;
  readonly onClose: () => void;
}) {
  const { action, id, onClose } = props;
  const t = useT();
  const language = useLanguage();
  const run = useRun();
  const draft = useDraftText(action, id);
  const [error, setError] = useState<string>();
  const { busy, once } = useSaving();

  const save = async () => {
    if (!draft.text.trim()) {
      const code = action === 'resolve' ? 'resolution_missing' : 'reason_missing';
      setError(errorText({ code, kind: 'person' }, language));
      return;
    }
    await once(async () => {
      await draft.settle();
      const words = action === 'resolve' ? { resolution: draft.text } : { reason: draft.text };
      const done = await run(COMMAND[action], { id, ...words }, { draftId: draft.draftId });
      draft.finish(done.ok);
      if (done.ok) onClose();
    });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Stack>
        {action === 'cancel' && <Banner tone="warn">{t('complaints.cancelText')}</Banner>}
        {action === 'withdraw' && <Banner tone="warn">{t('complaints.withdrawText')}</Banner>}
        <TemplateText
          label={t(`complaints.${action}Label`)}
          value={draft.text}
          onChange={(text) => {
            draft.setText(text);
            setError(undefined);
          }}
          error={error}
          required
          autoFocus
          onKeyDown={onCtrlEnter(save)}
        />
        <DialogActions>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button
            type="submit"
            variant={action === 'cancel' || action === 'withdraw' ? 'danger' : 'primary'}
            shortcut="Ctrl ↵"
            busy={busy}
          >
            {t(`complaints.${action}`)}
          </Button>
        </DialogActions>
      </Stack>
    </form>
  );
}
