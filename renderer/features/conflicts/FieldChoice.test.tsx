import { MantineProvider } from '@mantine/core';
import i18next from 'i18next';
import { renderToStaticMarkup } from 'react-dom/server';
import { initReactI18next } from 'react-i18next';
import { expect, test, vi } from 'vitest';
import type { MergeNote } from '#shared/domain/merge-note.ts';
import { textsOf, type Translate } from '#renderer/i18n/index.ts';
import { choicesOf } from './choices.ts';
import { FieldChoice } from './FieldChoice.tsx';

vi.mock('#renderer/widgets/values/use-value-words.ts', () => ({
  useValueWords: () => ({ t: ((key: string) => key) as Translate }),
}));
vi.mock('#renderer/widgets/desk-context.tsx', () => ({
  useActor: () => ({ userId: 'rina' }),
  useRun: () => () => Promise.resolve({ ok: true }),
}));

await i18next
  .use(initReactI18next)
  .init({ lng: 'id', resources: { id: { translation: textsOf('id') } }, react: { useSuspense: false } });

test.each([
  ['nik', ['3521112205617035', '3521112205617041'], ['352111••••••••35', '352111••••••••41']],
  ['npwp', ['091234567012000', '091234567012015'], ['0912••••••••••00', '0912••••••••••15']],
])('%s is masked on both sides, by ends that tell them apart', (field, [mine = '', theirs = ''], masks) => {
  const note: MergeNote = {
    id: 'a',
    collection: 'customers',
    documentId: 'c',
    field,
    side: 'local',
    notTaken: mine,
    taken: theirs,
    base: mine,
    uncertain: true,
  };
  const page = renderToStaticMarkup(
    <MantineProvider>
      <FieldChoice
        choices={choicesOf(note, { id: 'c', [field]: theirs })}
        picked={undefined}
        onPick={() => undefined}
      />
    </MantineProvider>,
  );
  for (const number of [mine, theirs]) expect(page).not.toContain(number);
  for (const mask of masks) expect(page).toContain(mask);
  expect(page).toContain('Lihat');
});
