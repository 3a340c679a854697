/** The columns of an export: one by one, or a known choice at once. */
import type { ExportField } from '#shared/export/table.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { Button, Checkbox } from '#renderer/ui/index.ts';
import styles from './export.module.css';

interface ColumnChoiceProps {
  readonly fields: readonly Pick<ExportField<never>, 'key' | 'title'>[];
  readonly chosen: ReadonlySet<string>;
  readonly usual: readonly string[];
  readonly shown: readonly string[] | undefined;
  readonly last: readonly string[] | undefined;
  readonly onChoose: (keys: readonly string[]) => void;
}

export function ColumnChoice({ fields, chosen, usual, shown, last, onChoose }: ColumnChoiceProps) {
  const t = useT();
  const language = useLanguage();
  const quick = (label: string, keys: readonly string[] | undefined) =>
    keys && (
      <Button
        variant="subtle"
        onClick={() => {
          onChoose(keys);
        }}
      >
        {label}
      </Button>
    );
  return (
    <fieldset className={styles['columns']}>
      <legend>{t('exports.columns')}</legend>
      <div className={styles['quick']}>
        {quick(t('exports.shown'), shown)}
        {quick(t('exports.usual'), usual)}
        {quick(t('exports.last'), last)}
        {quick(
          t('exports.all'),
          fields.map(({ key }) => key),
        )}
      </div>
      <div className={styles['grid']}>
        {fields.map(({ key, title }) => (
          <Checkbox
            key={key}
            label={title[language]}
            checked={chosen.has(key)}
            onChange={(event) => {
              const next = new Set(chosen);
              if (event.currentTarget.checked) next.add(key);
              else next.delete(key);
              onChoose([...next]);
            }}
          />
        ))}
      </div>
    </fieldset>
  );
}
