import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import type { LoketError } from '#shared/errors/errors.ts';
import type { DryRun, ImportBatch, ImportReading, JoinedRow } from '#renderer/data/desk-types.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import {
  Banner,
  Button,
  DateTimeText,
  ErrorLine,
  formatNumber,
  KeyValue,
  PlainTable,
  Section,
} from '#renderer/ui/index.ts';
import { useActor, useDesk } from '#renderer/widgets/desk-context.tsx';
import { BatchMark } from './BatchMark.tsx';
import { ErrorFileButton } from './ErrorFileButton.tsx';
import styles from './import.module.css';
import { LeftOut } from './LeftOut.tsx';
import { UndoButton } from './UndoButton.tsx';
import { drawnOf, keptOf } from './wizard.ts';

/** What became of an import, what was joined, and what a taking back left. */
export function ResultStep(props: {
  readonly batch: ImportBatch;
  /** The rows of the file, while they are still here. */
  readonly reading: ImportReading | undefined;
  /** What was left out of it, as long. */
  readonly dry: DryRun | undefined;
  readonly error: LoketError | null;
  readonly onUndo: () => void;
  readonly onResume: () => void;
  readonly onAnother: () => void;
}) {
  const t = useT();
  const language = useLanguage();
  const desk = useDesk();
  const { userId, role } = useActor();
  const { batch, reading } = props;
  const number = (value: number | undefined): string | undefined =>
    value === undefined || value === 0 ? undefined : formatNumber(value, language);
  const mayUndo = batch.userId === userId || role === 'supervisor';
  return (
    <>
      <ErrorLine error={props.error ?? (batch.error ? { code: batch.error, kind: 'retryable' } : null)} />
      <Section title={batch.file}>
        {batch.state === 'stopped' && (
          <Banner tone="warn" action={<Button onClick={props.onResume}>{t('imports.continue')}</Button>}>
            {t('imports.stoppedAt', {
              file: batch.file,
              done: formatNumber(batch.done, language),
              total: formatNumber(batch.total, language),
            })}
          </Banner>
        )}
        <KeyValue
          items={[
            [t('common.status'), <BatchMark key="state" state={batch.state} />],
            [t('common.when'), <DateTimeText key="at" value={batch.startedAt} />],
            [t('imports.by_'), batch.userName],
            [t('imports.rowsInFile'), number(batch.rows)],
            [t('imports.made'), formatNumber(batch.made, language)],
            [t('imports.filled'), number(batch.filled)],
            [t('imports.unchanged'), number(batch.unchanged)],
            [t('imports.skipped'), number(batch.skipped)],
            [t('imports.refused'), number(batch.refused)],
            [t('imports.leftContacts'), number(batch.leftContacts)],
            [t('imports.gone'), batch.gone.join(', ')],
            [t('imports.removed'), number(batch.removed)],
            [t('imports.emptied'), number(batch.emptied)],
          ]}
        />
        {reading && props.dry && <LeftOut dry={props.dry} />}
        <div className={styles['actions']}>
          <Button variant="primary" onClick={props.onAnother}>
            {t('imports.another')}
          </Button>
          {reading && <ErrorFileButton reading={reading} fileName={batch.file} />}
          {batch.state === 'stopped' && (
            <Button onClick={() => void desk.imports.giveUp(batch.id)}>{t('imports.giveUp')}</Button>
          )}
          {mayUndo && batch.state !== 'undone' && <UndoButton file={batch.file} onUndo={props.onUndo} />}
        </div>
      </Section>
      {batch.kept && batch.kept.length > 0 && (
        <Section title={t('imports.kept', { n: formatNumber(keptOf(batch), language) })}>
          <Records
            label={t('imports.kept', { n: formatNumber(keptOf(batch), language) })}
            count={keptOf(batch)}
            rows={batch.kept.map((row) => ({ ...row, why: t(`imports.keptReason.${row.reason}`) }))}
          />
        </Section>
      )}
      {batch.state !== 'undone' && <Joined key={batch.id} batch={batch.id} />}
    </>
  );
}

function Joined({ batch }: { readonly batch: string }) {
  const t = useT();
  const language = useLanguage();
  const desk = useDesk();
  const [rows, setRows] = useState<readonly JoinedRow[]>([]);
  useEffect(() => {
    let left = false;
    void desk.imports.joined(batch).then((found) => {
      if (!left) setRows(found);
    });
    return () => {
      left = true;
    };
  }, [desk, batch]);
  if (rows.length === 0) return null;
  const title = t('imports.joined', { n: formatNumber(rows.length, language) });
  return (
    <Section title={title}>
      <p className="lk-muted">{t('imports.joinedHint')}</p>
      <Records label={title} count={rows.length} rows={rows} />
    </Section>
  );
}

function Records(props: {
  readonly label: string;
  /** How many there are; the rows may be a part of them. */
  readonly count: number;
  readonly rows: readonly (JoinedRow & { readonly why?: string })[];
}) {
  const t = useT();
  const language = useLanguage();
  const why = props.rows.some((row) => row.why !== undefined);
  const { rows, more } = drawnOf(props.rows, props.count);
  return (
    <>
      <PlainTable
        label={props.label}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          { key: 'row', title: t('imports.row'), cell: ({ row }) => row },
          { key: 'number', title: t('imports.number'), cell: ({ number }) => number },
          {
            key: 'name',
            title: t('imports.name'),
            cell: ({ id, name }) => <Link to={`/pelanggan/${encodeURIComponent(id)}`}>{name}</Link>,
          },
          ...(why
            ? [{ key: 'why', title: t('common.reason'), cell: (row: { why?: string }) => row.why }]
            : []),
        ]}
      />
      {more > 0 && <p className="lk-muted">{t('imports.more', { n: formatNumber(more, language) })}</p>}
    </>
  );
}
