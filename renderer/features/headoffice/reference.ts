/** Names of codes for head-office pages: reference data is replicated to every desk. */
import { useMemo } from 'react';
import { useLanguage } from '#renderer/i18n/index.ts';
import { useDesk, useLive } from '#renderer/widgets/desk-context.tsx';

interface Named {
  readonly code: string;
  readonly name: string;
}

/** @returns the entries of one kind of reference with their name in the language of the screen, by name. */
export function useNames(kind: 'branch' | 'category' | 'division'): readonly Named[] {
  const desk = useDesk();
  const language = useLanguage();
  const docs = useLive(useMemo(() => desk.list('reference', { where: { kind } }), [desk, kind]));
  return useMemo(
    () =>
      docs.value
        .map((doc) => ({ code: textOf(doc['code']), name: bilingual(doc['name'], language) }))
        .filter(({ code }) => code !== '')
        .toSorted((a, b) => a.name.localeCompare(b.name)),
    [docs, language],
  );
}

/** @returns the name of a code, or the code itself while unknown. */
export const nameOf = (names: readonly Named[], code: string): string =>
  names.find((entry) => entry.code === code)?.name ?? code;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function bilingual(value: unknown, language: 'id' | 'en'): string {
  if (typeof value !== 'object' || value === null) return textOf(value);
  return textOf((value as Record<string, unknown>)[language]);
}
