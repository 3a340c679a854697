/** A note on what has been done. It is a draft from its first character. */
import { useState, type KeyboardEvent } from 'react';
import { isOpen } from '#shared/domain/complaint.ts';
import { errorText } from '#renderer/i18n/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { announce } from '#renderer/state/shell.ts';
import { Button } from '#renderer/ui/index.ts';
import { useRun } from '#renderer/widgets/desk-context.tsx';
import type { DocOf } from '#renderer/widgets/hooks/documents.ts';
import { useDraftText } from '#renderer/widgets/hooks/draft.ts';
import { useScreenKeys } from '#renderer/widgets/hooks/keys.ts';
import { useSaving } from '#renderer/widgets/hooks/saving.ts';
import { TemplateText } from '#renderer/widgets/templates/TemplateText.tsx';
import styles from './complaints.module.css';

const focusField = () => {
  document.querySelector<HTMLElement>('[data-follow-up] textarea')?.focus();
};

export function FollowUp({ complaint }: { readonly complaint: DocOf<'complaints'> }) {
  const t = useT();
  const language = useLanguage();
  const run = useRun();
  const note = useDraftText('followUp', complaint.id);
  const [error, setError] = useState<string>();
  const { busy, once } = useSaving();
  const open = isOpen(complaint.status);
  useScreenKeys({
    t: () => {
      if (!open) return false;
      focusField();
      return true;
    },
  });
  if (!open) return null;

  const save = async (status?: 'in_progress' | 'waiting_customer') => {
    if (!note.text.trim()) {
      setError(errorText({ code: 'text_missing', kind: 'person' }, language));
      focusField();
      return;
    }
    await once(async () => {
      await note.settle();
      const args = { id: complaint.id, text: note.text, ...(status ? { status } : {}) };
      const saved = await run('followUp', args, { draftId: note.draftId });
      note.finish(saved.ok);
      if (saved.ok) announce(t('common.saved'));
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey && event.key === 'Enter') {
      event.preventDefault();
      void save();
    }
    if (event.key === 'Escape') (event.target as HTMLElement).blur();
  };
  const other = complaint.status === 'waiting_customer' ? 'in_progress' : 'waiting_customer';
  return (
    <section className={styles['followUp']} data-follow-up aria-label={t('complaints.followUp')}>
      <TemplateText
        label={t('complaints.followUp')}
        placeholder={t('complaints.followUpHint')}
        value={note.text}
        onChange={(text) => {
          note.setText(text);
          setError(undefined);
        }}
        error={error}
        minRows={2}
        onKeyDown={onKeyDown}
      />
      <div className={styles['actions']}>
        <Button variant="primary" shortcut="Ctrl ↵" busy={busy} onClick={() => void save()}>
          {t('complaints.save')}
        </Button>
        <Button onClick={() => void save(other)}>
          {t(other === 'waiting_customer' ? 'complaints.waiting' : 'complaints.resume')}
        </Button>
      </div>
    </section>
  );
}
