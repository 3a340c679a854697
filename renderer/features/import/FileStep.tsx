import { IconFileSpreadsheet, IconUpload } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { LoketError } from '#shared/errors/errors.ts';
import type { BookFile } from '#shared/import/index.ts';
import type { FoundImport, ImportBatch } from '#renderer/data/desk-types.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import {
  Banner,
  Button,
  CutText,
  DateTimeText,
  EmptyState,
  ErrorLine,
  formatNumber,
  PlainTable,
  Section,
} from '#renderer/ui/index.ts';
import { useActor, useDesk, useLive } from '#renderer/widgets/desk-context.tsx';
import { useScreenKeys } from '#renderer/widgets/hooks/keys.ts';
import { ActivityTimeline } from '#renderer/widgets/timeline/ActivityTimeline.tsx';
import { BatchMark } from './BatchMark.tsx';
import styles from './import.module.css';
import { UndoButton } from './UndoButton.tsx';
import { MAX_BYTES } from './wizard.ts';

/** A book is dropped or chosen; imports of before are gone on with, looked at, or taken back. */
export function FileStep(props: {
  readonly error: LoketError | null;
  readonly onFiles: (files: readonly BookFile[]) => void;
  readonly onTooLarge: () => void;
  readonly onShow: (batch: string) => void;
  readonly onResume: (batch: string) => void;
  readonly onUndo: (batch: string, file: string) => void;
}) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = async (list: FileList | null): Promise<void> => {
    const chosen = [...(list ?? [])].slice(0, 2);
    if (chosen.length === 0) return;
    if (chosen.some(({ size }) => size > MAX_BYTES)) return props.onTooLarge();
    props.onFiles(
      await Promise.all(
        chosen.map(async (file) => ({ name: file.name, content: new Uint8Array(await file.arrayBuffer()) })),
      ),
    );
  };
  const choose = (): void => {
    input.current?.click();
  };
  useScreenKeys({ 'Ctrl+o': choose });
  return (
    <>
      <ErrorLine error={props.error} />
      <div
        className={styles['drop']}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => {
          setOver(false);
        }}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void take(event.dataTransfer.files);
        }}
      >
        <IconFileSpreadsheet size={32} stroke={1.5} aria-hidden />
        <strong>{t('imports.dropTitle')}</strong>
        <p className="lk-muted">{t('imports.dropHint')}</p>
        <Button
          variant="primary"
          icon={<IconUpload size={16} aria-hidden />}
          shortcut="Ctrl O"
          onClick={choose}
        >
          {t('imports.choose')}
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          accept=".xlsx,.csv"
          aria-label={t('imports.choose')}
          onChange={(event) => {
            void take(event.target.files);
            event.target.value = '';
          }}
        />
      </div>
      <Recent {...props} />
      <Exported />
    </>
  );
}

/** Lists that left the branch: who took them, with which numbers, and why. */
function Exported() {
  const t = useT();
  const { role } = useActor();
  if (role !== 'supervisor') return null;
  return (
    <Section title={t('imports.exported')}>
      <ActivityTimeline customerId="" kind="exported" />
    </Section>
  );
}

/** What is listed of an import, of this PC or of another desk. */
interface Listed {
  readonly id: string;
  readonly file: string;
  readonly at: string;
  readonly by: string;
  readonly customers: number;
  readonly own: boolean;
  readonly batch: ImportBatch | undefined;
}

function Recent(props: {
  readonly onShow: (batch: string) => void;
  readonly onResume: (batch: string) => void;
  readonly onUndo: (batch: string, file: string) => void;
}) {
  const t = useT();
  const language = useLanguage();
  const desk = useDesk();
  const { userId, role } = useActor();
  const [found, setFound] = useState<readonly FoundImport[]>();
  const [looking, setLooking] = useState(false);
  const batches = useLive(desk.imports.batches).filter(
    (one) => one.userId === userId || role === 'supervisor',
  );
  const here = new Set(batches.map(({ id }) => id));
  const elsewhere = (found ?? []).filter(({ batch }) => !here.has(batch));
  const rows: readonly Listed[] = [
    ...batches.map((batch) => ({
      id: batch.id,
      file: batch.file,
      at: batch.startedAt,
      by: batch.userName,
      customers: batch.made + batch.filled,
      own: batch.userId === userId,
      batch,
    })),
    ...elsewhere.map(({ batch, ...one }) => ({ ...one, id: batch, own: false, batch: undefined })),
  ];
  const stopped = batches.find(({ state }) => state === 'stopped');
  const actions = ({ id, file, batch, own }: Listed) => (
    <span className={styles['actions']}>
      {batch?.state === 'stopped' && (
        <Button
          onClick={() => {
            props.onResume(id);
          }}
        >
          {t('imports.continue')}
        </Button>
      )}
      {batch && batch.state !== 'stopped' && (
        <Button
          variant="subtle"
          onClick={() => {
            props.onShow(id);
          }}
        >
          {t('imports.result')}
        </Button>
      )}
      {(own || role === 'supervisor') && batch?.state !== 'undone' && (
        <UndoButton
          file={file}
          onUndo={() => {
            props.onUndo(id, file);
          }}
        />
      )}
    </span>
  );
  return (
    <Section
      title={t('imports.recent')}
      actions={
        role === 'supervisor' && (
          <Button
            variant="subtle"
            busy={looking}
            onClick={() => {
              setLooking(true);
              void desk.imports.found().then((list) => {
                setFound(list);
                setLooking(false);
              });
            }}
          >
            {t('imports.others')}
          </Button>
        )
      }
    >
      {stopped && (
        <Banner
          tone="warn"
          action={
            <Button
              onClick={() => {
                props.onResume(stopped.id);
              }}
            >
              {t('imports.continue')}
            </Button>
          }
        >
          {t('imports.stoppedAt', {
            file: stopped.file,
            done: formatNumber(stopped.done, language),
            total: formatNumber(stopped.total, language),
          })}
        </Banner>
      )}
      {found && elsewhere.length === 0 && <p className="lk-muted">{t('imports.othersNone')}</p>}
      {rows.length === 0 ? (
        <EmptyState title={t('imports.recentNone')} heading="h3" />
      ) : (
        <PlainTable<Listed>
          label={t('imports.recent')}
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            { key: 'file', title: t('imports.file'), cell: ({ file }) => <CutText>{file}</CutText> },
            { key: 'at', title: t('common.when'), cell: ({ at }) => <DateTimeText value={at} /> },
            { key: 'by', title: t('imports.by_'), cell: ({ by }) => <CutText>{by}</CutText> },
            {
              key: 'customers',
              title: t('imports.taken'),
              cell: ({ customers }) => formatNumber(customers, language),
            },
            {
              key: 'state',
              title: t('common.status'),
              cell: ({ batch }) => <BatchMark state={batch?.state ?? 'done'} />,
            },
            { key: 'actions', title: t('imports.actions'), cell: actions },
          ]}
        />
      )}
    </Section>
  );
}
