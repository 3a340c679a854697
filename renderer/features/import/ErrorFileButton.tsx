import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import type { ImportReading } from '#renderer/data/desk-types.ts';
import { host } from '#renderer/data/host/index.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { Button, toast, toastError } from '#renderer/ui/index.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The rows that were not taken as they are, back as a workbook with the reason in words. */
export function ErrorFileButton({
  reading,
  fileName,
}: {
  readonly reading: ImportReading;
  readonly fileName: string;
}) {
  const t = useT();
  const language = useLanguage();
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    setBusy(true);
    const data = await reading.errorFile(language);
    const name = t('imports.errorFileName', { file: fileName.replace(/\.[^.]*$/, '') });
    const saved = await host.files.save({ name, mime: XLSX, data });
    setBusy(false);
    if (!saved.ok) toastError(saved.error);
    else if (saved.value === 'saved') toast(t('imports.errorSaved'));
  };
  return (
    <Button icon={<IconDownload size={16} aria-hidden />} busy={busy} onClick={() => void save()}>
      {t('imports.errorFile')}
    </Button>
  );
}
