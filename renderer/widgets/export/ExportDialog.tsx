/** What is seen leaves as a file: which form, which columns; with progress, and on record. */
import { Progress } from '@mantine/core';
import { useEffect, useMemo, useRef, useState, type FormEvent } from 'react';
import type { ExportedView } from '#shared/domain/said.ts';
import type { ExportField, ExportFormat } from '#shared/export/table.ts';
import type { LoketError } from '#shared/errors/errors.ts';
import { exportList } from '#renderer/data/export/export.ts';
import { errorText } from '#renderer/i18n/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import {
  Button,
  Dialog,
  DialogActions,
  ErrorLine,
  formatDateTime,
  formatNumber,
  SelectField,
  Stack,
  TextField,
  toast,
  useZone,
} from '#renderer/ui/index.ts';
import { useActor, useDesk, useHost, useIdentity, useRun } from '../desk-context.tsx';
import { exportedWords } from '../timeline/said-words.ts';
import { firstChoice, needsReason, withoutIdentity } from './choice.ts';
import { ColumnChoice } from './ColumnChoice.tsx';

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
  readonly of: ExportedView;
  readonly fields: readonly ExportField<Row>[];
  /** Keys of the columns that are chosen where nothing says better; identity numbers are not among them. */
  readonly usual: readonly string[];
  /** Keys of the columns that the list shows, where a person chooses them: the dialog begins with these. */
  readonly shown?: readonly string[];
  /** Ids of the rows, in the order of the screen. */
  ids(): Promise<readonly string[]>;
  /** @param columns keys of those that leave */
  read(ids: readonly string[], columns: ReadonlySet<string>): Promise<readonly Row[]>;
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
      size="xl"
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
  const { shown, usual } = source;
  const [last, setLast] = useState<readonly string[]>();
  const [picked, setPicked] = useState<readonly string[]>();
  const chosen = useMemo(
    () => new Set(picked ?? firstChoice({ shown, last, usual })),
    [picked, shown, last, usual],
  );
  const [reason, setReason] = useState('');
  const [isReasonMissing, setReasonMissing] = useState(false);
  const asksReason = needsReason(chosen);
  const [done, setDone] = useState<number>();
  const [error, setError] = useState<LoketError | null>(null);
  const stopping = useRef<AbortController>(undefined);
  useEffect(() => {
    void desk.preference<readonly string[]>(remembered, 'user').then((keys) => {
      if (keys) setLast(withoutIdentity(keys));
    });
    return () => {
      stopping.current?.abort();
    };
  }, [desk, remembered]);
  const fields = source.fields.filter(({ key }) => chosen.has(key));
  const choose = (keys: readonly string[]) => {
    setPicked(keys);
    setError(null);
  };

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (fields.length === 0) {
      setError({ code: 'columns_missing', kind: 'person' });
      return;
    }
    const why = reason.trim();
    if (asksReason && why === '') {
      setReasonMissing(true);
      return;
    }
    const columns = fields.map(({ key }) => key);
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
            read: (block) => source.read(block, new Set(columns)),
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
      {
        what: exportedWords(source.of, { t, language }).slice(0, 300),
        of: source.of,
        format,
        count: made.rows,
        columns,
        ...(asksReason ? { reason: why } : {}),
      },
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
    void desk.setPreference(remembered, withoutIdentity(columns), 'user');
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
        <ColumnChoice
          fields={source.fields}
          chosen={chosen}
          usual={usual}
          shown={shown}
          last={last}
          onChoose={choose}
        />
        {asksReason && (
          <TextField
            label={t('exports.reason')}
            description={t('exports.reasonText')}
            placeholder={t('exports.reasonHint')}
            value={reason}
            maxLength={500}
            withAsterisk
            autoComplete="off"
            error={
              isReasonMissing ? errorText({ code: 'reason_missing', kind: 'person' }, language) : undefined
            }
            onChange={(event) => {
              setReason(event.currentTarget.value);
              setReasonMissing(false);
            }}
          />
        )}
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
