import { PROBLEM_SENTENCES } from '#shared/import/messages.ts';
import type { RowView } from '#renderer/data/desk-types.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';

const KEYS = ['phone', 'nik', 'npwp', 'externalId', 'row'] as const;

/** @returns a function that says in words all that is to be said of a row, the most telling first. */
export function useSentences(): (row: RowView) => readonly string[] {
  const t = useT();
  const language = useLanguage();
  return ({ problems, repeats, known, similar }) => {
    const keyName = (key: string): string => {
      const name = KEYS.find((one) => one === key);
      return name ? t(`imports.key.${name}`) : key;
    };
    return [
      ...(repeats
        ? [t('imports.repeatsRow', { row: repeats.line, name: repeats.name, key: keyName(repeats.key) })]
        : []),
      ...(known
        ? [
            t('imports.inBookAs', {
              name: known.customer.name,
              number: known.customer.number,
              key: keyName(known.key),
            }),
          ]
        : []),
      ...problems.map(
        ({ code, column, raw }) =>
          `${raw === '' ? column : `${column} “${raw}”`}: ${PROBLEM_SENTENCES[code][language]}`,
      ),
      ...(similar
        ? [
            similar.line === undefined
              ? t('imports.similarBook', { name: similar.name, number: similar.number ?? '' })
              : t('imports.similarRow', { row: similar.line, name: similar.name }),
          ]
        : []),
    ];
  };
}
