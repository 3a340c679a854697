import { IconArrowBackUp } from '@tabler/icons-react';
import { useState } from 'react';
import { useT } from '#renderer/i18n/index.ts';
import { Button, ConfirmDialog } from '#renderer/ui/index.ts';

/** Asks once: what is taken out comes back only by another import. */
export function UndoButton({ file, onUndo }: { readonly file: string; readonly onUndo: () => void }) {
  const t = useT();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button
        icon={<IconArrowBackUp size={16} aria-hidden />}
        onClick={() => {
          setAsking(true);
        }}
      >
        {t('imports.undo')}
      </Button>
      <ConfirmDialog
        open={asking}
        title={t('imports.undoTitle')}
        text={t('imports.undoText', { file })}
        confirm={t('imports.undo')}
        danger
        onClose={() => {
          setAsking(false);
        }}
        onConfirm={() => {
          setAsking(false);
          onUndo();
        }}
      />
    </>
  );
}
