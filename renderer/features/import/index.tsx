/** Impor: a customer book in five steps. Its rows stay in a Worker; nothing is written before the fourth step. */
import { startTransition, useCallback, useEffect, useRef, useState } from 'react';
import { fail, type LoketError, type Result } from '#shared/errors/errors.ts';
import type { BookFile, LookedFile, Mapping } from '#shared/import/index.ts';
import type { DryRun, ImportReading } from '#renderer/data/desk-types.ts';
import { useT } from '#renderer/i18n/index.ts';
import { PageHeader, Split } from '#renderer/ui/index.ts';
import { useDesk, useLive } from '#renderer/widgets/desk-context.tsx';
import { CheckStep } from './CheckStep.tsx';
import { ColumnsStep } from './ColumnsStep.tsx';
import { FileStep } from './FileStep.tsx';
import styles from './import.module.css';
import { ReadingLine } from './ReadingLine.tsx';
import { ResultStep } from './ResultStep.tsx';
import { RunStep } from './RunStep.tsx';
import { mappingOf, MAX_BYTES, STEPS, type Step } from './wizard.ts';

export default function ImportPage() {
  const t = useT();
  const desk = useDesk();
  const batches = useLive(desk.imports.batches);
  const busy = batches.find(({ state }) => state === 'running' || state === 'undoing');
  const [chosen, setChosen] = useState<Step>('files');
  const [reading, setReading] = useState<ImportReading>();
  const [looked, setLooked] = useState<readonly LookedFile[]>([]);
  const [files, setFiles] = useState<readonly BookFile[]>([]);
  const [mappings, setMappings] = useState<readonly Mapping[]>([]);
  const [dry, setDry] = useState<DryRun>();
  const [shown, setShown] = useState<string>();
  const [error, setError] = useState<LoketError | null>(null);
  const open = useRef<ImportReading>(undefined);
  useEffect(
    () => () => {
      open.current?.close();
    },
    [],
  );

  const leave = (): void => {
    open.current?.close();
    open.current = undefined;
    setReading(undefined);
    setDry(undefined);
  };
  const onMapping = useCallback((at: number, changed: Mapping) => {
    setMappings((before) => before.map((old, place) => (place === at ? changed : old)));
  }, []);
  const begun = <T,>(answer: Result<T>, then: (value: T) => void): void => {
    if (answer.ok) {
      // a step of many fields is drawn in parts, with room between them for a key
      startTransition(() => {
        then(answer.value);
      });
    }
    // who stopped it knows why
    else if (answer.error.code !== 'import.aborted') setError(answer.error);
  };
  const look = async (
    chosenFiles: readonly BookFile[],
    wanted: readonly { readonly sheet?: string; readonly headerLine?: number }[] = [],
  ): Promise<void> => {
    setError(null);
    if (wanted.length === 0) leave();
    const made = open.current ?? desk.imports.open();
    open.current = made;
    setReading(made);
    setFiles(chosenFiles);
    begun(await made.look(chosenFiles, wanted), (found) => {
      setLooked(found);
      setMappings(found.map(mappingOf));
      setChosen('columns');
    });
  };
  const read = async (): Promise<void> => {
    const made = open.current;
    if (!made) return;
    setError(null);
    const answer = await made.read(mappings);
    begun(answer, (found) => {
      setDry(found);
      setChosen('check');
      void desk.imports.remember(looked[0]?.name ?? '', looked, mappings);
    });
  };
  const begin = async (): Promise<void> => {
    const made = open.current;
    if (!made) return;
    setError(null);
    setChosen('run');
    const answer = await desk.imports.begin(made);
    if (answer.ok) {
      setShown(answer.value.id);
      setChosen('result');
    } else {
      setError(answer.error);
      setChosen(answer.error.code === 'import.busy' ? 'check' : 'files');
    }
  };
  const work = async (id: string, doing: () => Promise<Result<unknown>>): Promise<void> => {
    setError(null);
    setShown(id);
    setChosen('run');
    const answer = await doing();
    if (!answer.ok) setError(answer.error);
    setChosen('result');
  };
  const undo = (id: string, file: string): void => {
    leave();
    void work(id, () => desk.imports.undo(id, file));
  };

  const step: Step = busy && chosen !== 'result' ? 'run' : chosen;
  const result = batches.find(({ id }) => id === shown);
  const head = (
    <>
      <PageHeader title={t('nav.imports')} />
      <ol className={styles['steps']} aria-label={t('imports.steps')}>
        {STEPS.map((name, at) => (
          <li key={name} aria-current={name === step ? 'step' : undefined}>
            <span aria-hidden>{at + 1}</span>
            {t(`imports.step.${name}`)}
          </li>
        ))}
      </ol>
    </>
  );

  const line = reading && step !== 'run' && (
    <ReadingLine
      reading={reading}
      onCancel={() => {
        leave();
        setChosen('files');
      }}
    />
  );

  if (step === 'check' && reading && dry)
    return (
      <CheckStep
        head={head}
        reading={reading}
        dry={dry}
        error={error}
        onDry={setDry}
        onBack={() => {
          setChosen('columns');
        }}
        onBegin={() => void begin()}
        fileName={looked[0]?.name ?? ''}
      />
    );
  if (step === 'columns' && reading)
    return (
      <Split
        list={
          <>
            {head}
            <ColumnsStep
              line={line}
              looked={looked}
              mappings={mappings}
              reading={reading}
              error={error}
              onMapping={onMapping}
              onLook={(wanted) => void look(files, wanted)}
              onBack={() => {
                leave();
                setChosen('files');
              }}
              onNext={() => void read()}
            />
          </>
        }
      />
    );
  return (
    <Split
      list={
        <>
          {head}
          <div className={styles['body']}>
            {line}
            {step === 'run' ? (
              <RunStep batch={busy ?? result} error={error} />
            ) : step === 'result' && result ? (
              <ResultStep
                batch={result}
                reading={reading}
                dry={dry}
                error={error}
                onUndo={() => {
                  undo(result.id, result.file);
                }}
                onResume={() => void work(result.id, () => desk.imports.resume(result.id))}
                onAnother={() => {
                  leave();
                  setError(null);
                  setChosen('files');
                }}
              />
            ) : (
              <FileStep
                error={error}
                onFiles={(next) => void look(next)}
                onTooLarge={() => {
                  setError(fail('host.tooLarge', 'person', { detail: { maxBytes: MAX_BYTES } }).error);
                }}
                onShow={(id) => {
                  setShown(id);
                  setChosen('result');
                }}
                onResume={(id) => void work(id, () => desk.imports.resume(id))}
                onUndo={undo}
              />
            )}
          </div>
        </>
      }
    />
  );
}
