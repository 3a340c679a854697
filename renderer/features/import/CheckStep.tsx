import { IconUpload } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { formatPhone } from '#shared/domain/phone.ts';
import type { LoketError } from '#shared/errors/errors.ts';
import { CHOICES, type Choice, type Choices } from '#shared/import/plan.ts';
import type { DryRun, ImportReading, RowGroup, RowView } from '#renderer/data/desk-types.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import {
  Banner,
  Button,
  CutText,
  DetailPane,
  EmptyState,
  ErrorLine,
  formatNumber,
  ListPane,
  Pill,
  SelectField,
  Split,
  TwoLines,
  ViewChips,
  type ListColumn,
  type Tone,
} from '#renderer/ui/index.ts';
import { useScreenKeys } from '#renderer/widgets/hooks/keys.ts';
import { ErrorFileButton } from './ErrorFileButton.tsx';
import styles from './import.module.css';
import { LeftOut } from './LeftOut.tsx';
import { useRows } from './use-rows.ts';
import { useSentences } from './use-sentences.ts';
import { withAll, withRow } from './wizard.ts';

const GROUPS = ['all', 'refused', 'problem', 'inFile', 'inBook', 'similar'] as const;
const TONES: Readonly<Record<RowGroup, Tone>> = {
  refused: 'danger',
  problem: 'warn',
  inFile: 'info',
  inBook: 'info',
  similar: 'neutral',
};

/** What would happen, row by row; nothing is written yet. */
export function CheckStep(props: {
  readonly head: ReactNode;
  readonly reading: ImportReading;
  readonly dry: DryRun;
  readonly error: LoketError | null;
  readonly fileName: string;
  readonly onDry: (dry: DryRun) => void;
  readonly onBack: () => void;
  readonly onBegin: () => void;
}) {
  const t = useT();
  const language = useLanguage();
  const { dry, reading } = props;
  const [group, setGroup] = useState<(typeof GROUPS)[number]>('all');
  const [at, setAt] = useState(-1);
  const rows = useRows(reading, group, dry);
  const chosen = at < 0 ? undefined : rows.rowAt(at);
  const number = (value: number): string => formatNumber(value, language);
  const choose = (choices: Choices): void => {
    void reading.choose(choices).then(props.onDry);
  };
  const chooseRow = (row: RowView | undefined, choice: Choice | undefined): boolean => {
    if (!row?.choice || choice === undefined) return false;
    choose(withRow(dry.choices, row.row, row.repeats ? 'file' : 'book', choice));
    return true;
  };
  const total = dry.made + dry.filled;
  const begin = (): void => {
    if (total > 0) props.onBegin();
  };
  useScreenKeys({
    'Ctrl+Enter': begin,
    1: () => chooseRow(chosen, CHOICES[0]),
    2: () => chooseRow(chosen, CHOICES[1]),
    3: () => chooseRow(chosen, CHOICES[2]),
  });
  const countOf = (name: (typeof GROUPS)[number]): string =>
    number(name === 'all' ? dry.summary.rows : dry.groups[name]);
  const columns: readonly ListColumn<RowView>[] = [
    { key: 'row', title: t('imports.row'), width: '72px', cell: ({ line }) => number(line) },
    {
      key: 'name',
      title: t('imports.name'),
      width: 'minmax(0, 1fr)',
      cell: (row) => (
        <TwoLines
          first={row.name || t('imports.noName')}
          second={[row.phone && formatPhone(row.phone), row.place].filter(Boolean).join(' · ')}
        />
      ),
    },
    {
      key: 'remark',
      title: t('imports.remark'),
      width: 'minmax(0, 1fr)',
      wideOnly: true,
      cell: (row) => <Remark row={row} mark={group === 'all'} />,
    },
    {
      key: 'choice',
      title: t('imports.forRow'),
      width: '136px',
      cell: ({ choice }) => (choice ? <CutText>{t(`imports.choice.${choice}`)}</CutText> : null),
    },
  ];
  return (
    <Split
      detailOpen={chosen !== undefined}
      list={
        <>
          {props.head}
          <div className={styles['above']}>
            <ErrorLine error={props.error} />
            <div className={styles['figures']} role="status" aria-label={t('imports.figures')}>
              <Pill tone="ok">{t('imports.willMake', { count: dry.made, n: number(dry.made) })}</Pill>
              {dry.filled > 0 && (
                <Pill tone="info">{t('imports.willFill', { count: dry.filled, n: number(dry.filled) })}</Pill>
              )}
              {dry.folded > 0 && (
                <Pill tone="info">{t('imports.willFold', { count: dry.folded, n: number(dry.folded) })}</Pill>
              )}
              {dry.skipped > 0 && (
                <Pill tone="neutral">{t('imports.willSkip', { n: number(dry.skipped) })}</Pill>
              )}
              {dry.refused > 0 && (
                <Pill tone="danger">{t('imports.willRefuse', { n: number(dry.refused) })}</Pill>
              )}
            </div>
            <LeftOut dry={dry} />
            {total === 0 && <Banner tone="info">{t('imports.nothing')}</Banner>}
            {(dry.groups.inFile > 0 || dry.groups.inBook > 0) && (
              <div className={styles['choices']}>
                {(['file', 'book'] as const)
                  .filter((kind) => dry.groups[kind === 'file' ? 'inFile' : 'inBook'] > 0)
                  .map((kind) => (
                    <SelectField
                      key={kind}
                      label={t(kind === 'file' ? 'imports.inFileChoice' : 'imports.inBookChoice')}
                      value={dry.choices[kind]}
                      options={CHOICES.map((value) => ({ value, label: t(`imports.choice.${value}`) }))}
                      onChange={(choice) => {
                        choose(withAll(dry.choices, kind, choice));
                      }}
                    />
                  ))}
              </div>
            )}
            <ViewChips
              label={t('imports.groups')}
              views={GROUPS.map((name) => ({
                name,
                label: t(`imports.group.${name}`),
                count: countOf(name),
              }))}
              chosen={group}
              onChoose={(name) => {
                setGroup(name);
                setAt(-1);
              }}
            />
          </div>
          <ListPane
            label={t('imports.rows')}
            columns={columns}
            count={rows.count}
            loading={rows.loading}
            rowAt={rows.rowAt}
            rowKey={({ row }) => String(row)}
            chosen={at}
            onChoose={(_row, index) => {
              setAt(index);
            }}
            onRange={rows.onRange}
            empty={<EmptyState title={t('imports.noneHere')} heading="h3" />}
          />
          <div className={styles['below']}>
            <Button onClick={props.onBack}>{t('common.back')}</Button>
            <ErrorFileButton reading={reading} fileName={props.fileName} />
            <Button
              variant="primary"
              icon={<IconUpload size={16} aria-hidden />}
              shortcut="Ctrl ↵"
              disabled={total === 0}
              onClick={begin}
            >
              {t('imports.begin', { count: total, n: number(total) })}
            </Button>
          </div>
        </>
      }
      detail={
        chosen && (
          <DetailPane
            label={t('common.detail')}
            top={<span className="lk-muted">{t('imports.rowOf', { row: number(chosen.line) })}</span>}
            title={chosen.name || t('imports.noName')}
            onClose={() => {
              setAt(-1);
            }}
          >
            <RowDetail row={chosen} onChoose={(choice) => void chooseRow(chosen, choice)} />
          </DetailPane>
        )
      }
    />
  );
}

/** Among all rows a mark says what to look at; within a group of one kind, the first sentence does. */
function Remark({ row, mark }: { readonly row: RowView; readonly mark: boolean }) {
  const t = useT();
  const sentences = useSentences();
  const [first] = row.groups;
  if (!first) return null;
  if (mark) return <Pill tone={TONES[first]}>{t(`imports.group.${first}`)}</Pill>;
  return <CutText muted>{sentences(row)[0] ?? ''}</CutText>;
}

function RowDetail({
  row,
  onChoose,
}: {
  readonly row: RowView;
  readonly onChoose: (choice: Choice) => void;
}) {
  const t = useT();
  const sentences = useSentences();
  return (
    <>
      <ul className={styles['sentences']}>
        {sentences(row).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {row.choice && (
        <SelectField
          label={t('imports.forRow')}
          value={row.choice}
          options={CHOICES.map((value, at) => ({
            value,
            label: `${at + 1} · ${t(`imports.choice.${value}`)}`,
          }))}
          onChange={onChoose}
        />
      )}
    </>
  );
}
