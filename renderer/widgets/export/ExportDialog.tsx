/** What is seen leaves as a file: which form, which columns; with progress, and on record. */
import { Progress } from '@mantine/core';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { ExportField, ExportFormat } from '#shared/export/table.ts';
import type { LoketError } from '#shared/errors/errors.ts';
import { exportList } from '#renderer/data/export/export.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  ErrorLine,
  formatDateTime,
  formatNumber,
  SelectField,
  Stack,
  toast,
  useZone,
} from '#renderer/ui/index.ts';
import { useActor, useDesk, useHost, useIdentity, useRun } from '../desk-context.tsx';
import styles from './export.module.css';

const FORMATS = ['xlsx', 'csv', 'pdf'] as const;
const MIME: Readonly<Record<ExportFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
  pdf: 'application/pdf',
};

export interface ExportSource<Row> {
  /** Of the file and of the remembered columns: letters only. */
  readonly name: 'customers' | 'complaints';
  /** What is on screen, for the record: view and words that were searched for. */
  readonly what: string;
  readonly fields: readonly ExportField<Row>[];
  /** Keys of the columns that are chosen at first; identity numbers are not among them. */
  readonly usual: readonly string[];
  /** Ids of the rows, in the order of the screen. */
  ids(): Promise<readonly string[]>;
  read(ids: readonly string[]): Promise<readonly Row[]>;
}

interface ExportDialogProps<Row> {
  readonly open: boolean;
  readonly total: number;
  readonly source: ExportSource<Row>;
  readonly onClose: () => void;
}

export function ExportDialog<Row>({ open, onClose, ...rest }: ExportDialogProps<Row>) {
  const t = useT();
  return (
    <Dialog
      open={open}
      size="lg"
      title={t('exports.title', { what: t(`exports.${rest.source.name}`) })}
      onClose={onClose}
    >
      {open && <ExportForm {...rest} onClose={onClose} />}
    </Dialog>
  );
}

function ExportForm<Row>({ total, source, onClose }: Omit<ExportDialogProps<Row>, 'open'>) {
  const t = useT();
  const language = useLanguage();
  const desk = useDesk();
  const host = useHost();
  const run = useRun();
  const zone = useZone();
  const actor = useActor();
  const { branch } = useIdentity();
  const remembered = `export.${source.name}`;
  const [format, setFormat] = useState<ExportFormat>('xlsx');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(source.usual));
  const [done, setDone] = useState<number>();
  const [error, setError] = useState<LoketError | null>(null);
  const stopping = useRef<AbortController>(undefined);
  useEffect(() => {
    void desk.preference<readonly string[]>(remembered, 'user').then((keys) => {
      if (keys) setChosen(new Set(keys));
    });
    return () => {
      stopping.current?.abort();
    };
  }, [desk, remembered]);
  const fields = source.fields.filter(({ key }) => chosen.has(key));
  const choose = (keys: readonly string[]) => {
    setChosen(new Set(keys));
    setError(null);
  };

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (fields.length === 0) {
      setError({ code: 'columns_missing', kind: 'person' });
      return;
    }
    const stop = new AbortController();
    stopping.current = stop;
    setError(null);
    setDone(0);
    const at = desk.now();
    const title = t(`exports.${source.name}`);
    const made = await source
      .ids()
      .then((ids) =>
        exportList(
          {
            title: title.charAt(0).toUpperCase() + title.slice(1),
            subtitle: t('exports.subtitle', {
              branch: branch.name,
              at: formatDateTime(at, zone, language),
              name: actor.name,
            }),
            fields,
            language,
            ids,
            read: (block) => source.read(block),
            onProgress: setDone,
            signal: stop.signal,
          },
          format,
        ),
      )
      .catch(() => null);
    setDone(undefined);
    if (made === undefined) return;
    if (made === null) {
      setError({ code: 'export_failed', kind: 'person' });
      return;
    }
    const name = `${source.name === 'customers' ? 'pelanggan' : 'pengaduan'}-${branch.code}-${at.slice(0, 10)}.${format}`;
    // on record before it leaves: what cannot be recorded does not go
    const logged = await run(
      'recordExport',
      { what: source.what, format, count: made.rows },
      { quiet: true },
    );
    if (!logged.ok) {
      setError(logged.error);
      return;
    }
    const saved = await host.files.save({ name, mime: MIME[format], data: made.bytes });
    if (!saved.ok) {
      setError(saved.error);
      return;
    }
    void desk.setPreference(remembered, [...chosen], 'user');
    if (saved.value === 'cancelled') return;
    toast(t('exports.done', { count: made.rows }));
    onClose();
  };

  return (
    <form noValidate onSubmit={(event) => void save(event)}>
      <Stack>
        <p>{total === 0 ? t('exports.nothing') : t('exports.hint', { count: total })}</p>
        <SelectField
          autoFocus
          label={t('exports.format')}
          value={format}
          options={FORMATS.map((value) => ({ value, label: t(`exports.formats.${value}`) }))}
          onChange={setFormat}
        />
        <fieldset className={styles['columns']}>
          <legend>{t('exports.columns')}</legend>
          <div className={styles['quick']}>
            <Button
              variant="subtle"
              onClick={() => {
                choose(source.usual);
              }}
            >
              {t('exports.usual')}
            </Button>
            <Button
              variant="subtle"
              onClick={() => {
                choose(source.fields.map(({ key }) => key));
              }}
            >
              {t('exports.all')}
            </Button>
          </div>
          <div className={styles['grid']}>
            {source.fields.map(({ key, title }) => (
              <Checkbox
                key={key}
                label={title[language]}
                checked={chosen.has(key)}
                onChange={(event) => {
                  const next = new Set(chosen);
                  if (event.currentTarget.checked) next.add(key);
                  else next.delete(key);
                  choose([...next]);
                }}
              />
            ))}
          </div>
        </fieldset>
        <p className="lk-muted lk-small">{t('exports.personal')}</p>
        {done !== undefined && (
          <div role="status">
            <Progress value={total === 0 ? 100 : (100 * done) / total} aria-label={t('exports.start')} />
            <p className="lk-muted lk-small">
              {t('exports.working', {
                done: formatNumber(done, language),
                total: formatNumber(total, language),
              })}
            </p>
          </div>
        )}
        <ErrorLine error={error} />
        <DialogActions>
          {done === undefined ? (
            <Button onClick={onClose}>{t('common.cancel')}</Button>
          ) : (
            <Button
              onClick={() => {
                stopping.current?.abort();
              }}
            >
              {t('exports.stop')}
            </Button>
          )}
          <Button type="submit" variant="primary" busy={done !== undefined} disabled={total === 0}>
            {t('exports.start')}
          </Button>
        </DialogActions>
      </Stack>
    </form>
  );
}
