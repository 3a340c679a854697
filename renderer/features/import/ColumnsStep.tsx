import { memo, useCallback, useEffect, useMemo, useRef, type ReactNode } from 'react';
import { FIELDS } from '#shared/import/columns.ts';
import type { LookedFile, Mapping } from '#shared/import/index.ts';
import type { LoketError } from '#shared/errors/errors.ts';
import type { ImportReading } from '#renderer/data/desk-types.ts';
import { useT } from '#renderer/i18n/index.ts';
import { Banner, Button, ErrorLine, Pill, Section, SelectField } from '#renderer/ui/index.ts';
import { useLivePart } from '#renderer/widgets/desk-context.tsx';
import { useGrown } from '#renderer/widgets/hooks/grown.ts';
import { useScreenKeys } from '#renderer/widgets/hooks/keys.ts';
import styles from './import.module.css';
import { isColumnTaken, isNamed, sampleShown, withField } from './wizard.ts';

/** A value that no select loses: Mantine takes an empty text for nothing chosen. */
const OUT = 'out';

/** What each column means, as it was found; a person corrects it. */
export function ColumnsStep(props: {
  readonly looked: readonly LookedFile[];
  readonly mappings: readonly Mapping[];
  readonly reading: ImportReading;
  readonly error: LoketError | null;
  /** How far a reading is, seen wherever the columns are scrolled to. */
  readonly line: ReactNode;
  /** Stays the same one: what each column means is drawn again only when it changes. */
  readonly onMapping: (at: number, changed: Mapping) => void;
  /** Another sheet or header line. */
  readonly onLook: (wanted: readonly { readonly sheet?: string; readonly headerLine?: number }[]) => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
}) {
  const t = useT();
  const { looked, mappings } = props;
  const isBusy = useLivePart(props.reading.progress, (progress) => progress !== null);
  const ready = mappings.length > 0 && mappings.every(isNamed);
  const next = (): void => {
    if (ready && !isBusy) props.onNext();
  };
  useScreenKeys({ 'Ctrl+Enter': next });
  const settledOf = (at: number, change: { sheet?: string; headerLine?: number }) =>
    looked.map(({ sheet, headerLine }, file) => (file === at ? change : { sheet, headerLine }));
  return (
    <>
      <div className={styles['body']}>
        <p className="lk-muted">{t('imports.columnsHint')}</p>
        {looked.map((file, at) => (
          <Section key={file.name} title={`${t(`imports.table.${file.table}`)} · ${file.name}`}>
            <div className={styles['form']}>
              {file.sheets.length > 1 && (
                <SelectField
                  label={t('imports.sheet')}
                  value={file.sheet}
                  options={file.sheets.map((name) => ({ value: name, label: name }))}
                  disabled={isBusy}
                  onChange={(sheet) => {
                    props.onLook(settledOf(at, { sheet }));
                  }}
                />
              )}
              <SelectField
                label={t('imports.headerLine')}
                value={String(file.headerLine)}
                options={file.lines.map(({ line, text }) => ({
                  value: String(line),
                  label: t('imports.lineOf', { line, text }),
                }))}
                disabled={isBusy}
                onChange={(line) => {
                  props.onLook(settledOf(at, { sheet: file.sheet, headerLine: Number(line) }));
                }}
              />
            </div>
            {mappings[at] && (
              <Columns file={file} at={at} mapping={mappings[at]} onMapping={props.onMapping} />
            )}
          </Section>
        ))}
      </div>
      <div className={styles['told']}>
        {props.line}
        <ErrorLine error={props.error} />
        {!ready && <Banner tone="warn">{t('imports.nameNeeded')}</Banner>}
      </div>
      <div className={styles['below']}>
        <Button onClick={props.onBack}>{t('common.back')}</Button>
        <Button variant="primary" shortcut="Ctrl ↵" busy={isBusy} disabled={!ready} onClick={next}>
          {t('imports.readAll')}
        </Button>
      </div>
    </>
  );
}

const Columns = memo(function Columns(props: {
  readonly file: LookedFile;
  readonly at: number;
  readonly mapping: Mapping;
  readonly onMapping: (at: number, changed: Mapping) => void;
}) {
  const t = useT();
  const { file, mapping } = props;
  const drawn = useGrown(file.columns.length);
  const options = useMemo(
    () => [
      { value: OUT, label: t('imports.leaveOut') },
      ...FIELDS.map((field) => ({ value: field as string, label: t(`imports.field.${field}`) })),
    ],
    [t],
  );
  // one function for as long as the step stands: a column is drawn again only when it changes itself
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const onField = useCallback((nth: number, field: string): void => {
    const { at, mapping: now, onMapping } = latest.current;
    onMapping(at, withField(now, nth, field));
  }, []);
  return (
    <ul className={styles['columns']}>
      {file.columns.slice(0, drawn).map((column, nth) => (
        <ColumnLine
          key={nth}
          nth={nth}
          column={column}
          field={mapping.fields[nth] ?? ''}
          isTaken={isColumnTaken(mapping, nth)}
          options={options}
          onField={onField}
        />
      ))}
    </ul>
  );
});

const ColumnLine = memo(function ColumnLine(props: {
  readonly nth: number;
  readonly column: LookedFile['columns'][number];
  readonly field: string;
  readonly isTaken: boolean;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onField: (nth: number, field: string) => void;
}) {
  const t = useT();
  const { nth, column, field, isTaken } = props;
  const by = field === column.field ? t(`imports.by.${column.by}`) : t('imports.byHand');
  const tone = !isTaken ? 'neutral' : column.by === 'content' ? 'warn' : 'ok';
  const samples = column.samples.map((sample) => sampleShown(sample, [column.field, field])).join(' · ');
  return (
    <li>
      <SelectField
        label={column.heading || t('imports.column', { n: nth + 1 })}
        value={field === '' ? OUT : field}
        options={props.options}
        searchable
        onChange={(value) => {
          props.onField(nth, value);
        }}
      />
      <span>
        <Pill tone={tone}>{isTaken ? by : t('imports.by.none')}</Pill>
      </span>
      <span className={styles['samples']} title={samples}>
        {samples || t('imports.noSamples')}
      </span>
    </li>
  );
});
