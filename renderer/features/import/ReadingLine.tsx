import type { ImportReading } from '#renderer/data/desk-types.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { Banner, Button, formatNumber } from '#renderer/ui/index.ts';
import { useLive } from '#renderer/widgets/desk-context.tsx';

/** How far a reading is, with a way to stop it. Nothing while nothing is read. */
export function ReadingLine(props: { readonly reading: ImportReading; readonly onCancel: () => void }) {
  const t = useT();
  const language = useLanguage();
  const progress = useLive(props.reading.progress);
  if (!progress) return null;
  return (
    <div role="status">
      <Banner tone="info" action={<Button onClick={props.onCancel}>{t('common.cancel')}</Button>}>
        {t(`imports.${progress.phase}`, { done: formatNumber(progress.done, language) })}
      </Banner>
    </div>
  );
}
