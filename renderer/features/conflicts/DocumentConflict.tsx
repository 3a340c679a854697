/** Every field of one document that waits, decided together. */
import { IconExternalLink } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { LoketError } from '#shared/errors/errors.ts';
import type { Content } from '#shared/sync/document.ts';
import { errorText } from '#renderer/i18n/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { Button, ErrorLine, toast } from '#renderer/ui/index.ts';
import type { OpenConflict } from '#renderer/widgets/conflicts/use-conflicts.ts';
import { useRun } from '#renderer/widgets/desk-context.tsx';
import { useDoc } from '#renderer/widgets/hooks/documents.ts';
import { useScreenKeys } from '#renderer/widgets/hooks/keys.ts';
import { useSaving } from '#renderer/widgets/hooks/saving.ts';
import { documentKind } from '#renderer/widgets/sync/sentences.ts';
import { pageOf } from '#renderer/widgets/values/document-page.ts';
import { useDocumentName } from '#renderer/widgets/values/use-document-name.ts';
import { choicesOf, decisionOf, type Picked } from './choices.ts';
import { FieldChoice } from './FieldChoice.tsx';
import styles from './conflicts.module.css';

interface DocumentConflictProps {
  readonly conflict: OpenConflict;
  /** Nothing of it waits any more. */
  readonly onDecided: () => void;
}

export function DocumentConflict({ conflict, onDecided }: DocumentConflictProps) {
  const t = useT();
  const language = useLanguage();
  const navigate = useNavigate();
  const run = useRun();
  const { value, loading } = useDoc(conflict.collection as CollectionName, conflict.documentId);
  const doc = value as unknown as Content | undefined;
  const nameOf = useDocumentName();
  const [picked, setPicked] = useState<Readonly<Record<string, Picked>>>({});
  const [refused, setRefused] = useState<LoketError>();
  const { busy, once } = useSaving();
  const fields = conflict.fields.map((note) => choicesOf(note, doc));
  const page = doc && pageOf(conflict.collection, doc);
  const name = doc ? nameOf(conflict.collection, doc) : '';

  const save = async () => {
    if (loading) return;
    await once(async () => {
      const answer = await run(
        'resolveMerge',
        {
          collection: conflict.collection,
          documentId: conflict.documentId,
          decisions: fields.map((choices) => decisionOf(choices, picked[choices.note.id])),
        },
        { quiet: true },
      );
      if (!answer.ok) {
        setRefused(answer.error);
        return;
      }
      toast(t('conflicts.saved'));
      onDecided();
    });
  };
  useScreenKeys({ 'Ctrl+Enter': () => void save() });
  if (loading) return null;
  const shown = fields.some(({ note }) => note.field === refused?.field);
  return (
    <form
      className={styles['form']}
      aria-label={name}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div className={styles['document']}>
        <h2>
          <span className="lk-muted">{documentKind(conflict.collection, t)}</span> {name}
        </h2>
        {page && (
          <Button
            variant="subtle"
            icon={<IconExternalLink size={16} aria-hidden />}
            onClick={() => {
              void navigate(page);
            }}
          >
            {t('conflicts.openDocument')}
          </Button>
        )}
      </div>
      {!doc && <p>{t('conflicts.gone')}</p>}
      {fields.map((choices) => (
        <FieldChoice
          key={choices.note.id}
          choices={choices}
          picked={picked[choices.note.id]}
          error={refused && refused.field === choices.note.field ? errorText(refused, language) : undefined}
          onPick={(next) => {
            setPicked((before) => ({ ...before, [choices.note.id]: next }));
            setRefused(undefined);
          }}
        />
      ))}
      {refused && !shown && <ErrorLine error={refused} />}
      <div className={styles['actions']}>
        <Button type="submit" variant="primary" shortcut="Ctrl ↵" busy={busy}>
          {t('conflicts.save')}
        </Button>
      </div>
    </form>
  );
}
