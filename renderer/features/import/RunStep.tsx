import type { LoketError } from '#shared/errors/errors.ts';
import type { ImportBatch } from '#renderer/data/desk-types.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { Button, ErrorLine, formatNumber, Section, SkeletonList } from '#renderer/ui/index.ts';
import { useDesk } from '#renderer/widgets/desk-context.tsx';
import styles from './import.module.css';

/** How far the writing or the taking back is. It goes on when the page is left. */
export function RunStep(props: {
  readonly batch: ImportBatch | undefined;
  readonly error: LoketError | null;
}) {
  const t = useT();
  const language = useLanguage();
  const desk = useDesk();
  const { batch } = props;
  if (!batch) return <SkeletonList rows={3} />;
  const undoing = batch.state === 'undoing';
  const number = (value: number): string => formatNumber(value, language);
  const removed = (batch.removed ?? 0) + (batch.emptied ?? 0);
  return (
    <Section title={batch.file}>
      <ErrorLine error={props.error} />
      <progress
        className={styles['progress']}
        aria-label={t('imports.progress')}
        max={Math.max(1, undoing ? removed + batch.done : batch.total)}
        value={undoing ? removed : batch.done}
      />
      <p role="status">
        {undoing
          ? t('imports.undoing', { removed: number(removed) })
          : t('imports.writing', { done: number(batch.done), total: number(batch.total) })}
      </p>
      {batch.state === 'running' && (
        <>
          <p className="lk-muted">{t('imports.stopHint')}</p>
          <div className={styles['actions']}>
            <Button
              onClick={() => {
                desk.imports.stop(batch.id);
              }}
            >
              {t('imports.stop')}
            </Button>
          </div>
        </>
      )}
    </Section>
  );
}
