/** What was talked about, on the customer's timeline. */
import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { errorText } from '#renderer/i18n/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { announce } from '#renderer/state/shell.ts';
import { Button } from '#renderer/ui/index.ts';
import { useRun } from '#renderer/widgets/desk-context.tsx';
import { useDraftText } from '#renderer/widgets/hooks/draft.ts';
import { onCtrlEnter } from '#renderer/widgets/hooks/form-keys.ts';
import { useSaving } from '#renderer/widgets/hooks/saving.ts';
import { TemplateText } from '#renderer/widgets/templates/TemplateText.tsx';
import styles from './customers.module.css';

const KINDS = ['note', 'call', 'visit', 'message'] as const;

export function NoteField({ customerId }: { readonly customerId: string }) {
  const t = useT();
  const language = useLanguage();
  const run = useRun();
  const draft = useDraftText('note', customerId);
  const [kind, setKind] = useState<(typeof KINDS)[number]>('note');
  const [error, setError] = useState<string>();
  const { busy, once } = useSaving();
  const save = async () => {
    if (!draft.text.trim()) {
      setError(errorText({ code: 'text_missing', kind: 'person' }, language));
      return;
    }
    await once(async () => {
      await draft.settle();
      const saved = await run('addNote', { customerId, kind, text: draft.text }, { draftId: draft.draftId });
      draft.finish(saved.ok);
      if (saved.ok) announce(t('common.saved'));
    });
  };
  return (
    <section className={styles['note']} aria-label={t('customers.note')}>
      <TemplateText
        label={t('customers.note')}
        placeholder={t('customers.noteHint')}
        value={draft.text}
        onChange={(text) => {
          draft.setText(text);
          setError(undefined);
        }}
        error={error}
        minRows={2}
        onKeyDown={onCtrlEnter(save)}
      />
      <div className={styles['actions']}>
        <NativeSelect
          aria-label={t('customers.noteKind')}
          value={kind}
          data={KINDS.map((value) => ({ value, label: t(`customers.noteKinds.${value}`) }))}
          onChange={(event) => {
            const next = KINDS.find((one) => one === event.currentTarget.value);
            if (next) setKind(next);
          }}
        />
        <Button variant="primary" shortcut="Ctrl ↵" busy={busy} onClick={() => void save()}>
          {t('customers.saveNote')}
        </Button>
      </div>
    </section>
  );
}
