import { expect, test } from 'vitest';
import type { Task } from '#shared/domain/task.ts';
import { agreements } from '../../i18n/agreements.ts';
import { taskTitle } from './use-tasks.ts';

const english = ((key: string, { name }: { readonly name: string }) => {
  const step = key.split('.').at(-1) as keyof typeof agreements.en.stepTitle;
  return agreements.en.stepTitle[step].replace('{{name}}', name);
}) as never;

const title = (kind: Task['kind'], text: string, agreementId = 'a'): string =>
  taskTitle({ kind, title: text, agreementId }, english);

test('what is planned for an agreement is named in the language of the screen, with or without a number', () => {
  expect(title('visit', 'Kunjungan perpanjangan PKS 12/PKS/2025')).toBe('Renewal visit PKS 12/PKS/2025');
  expect(title('visit', 'Kunjungan perpanjangan PKS')).toBe('Renewal visit PKS');
  expect(title('evaluation', 'Evaluasi PKS Kurir PKS')).toBe('Evaluation PKS Kurir PKS');
  expect(title('decision', 'Keputusan PKS 12')).toBe('Decision PKS 12');
  expect(title('follow_up', 'Penyelesaian akhir PKS 12')).toBe('Final settlement PKS 12');
});

test('what a person wrote stays as it was written', () => {
  expect(title('visit', 'Kunjungan perpanjangan PKS 12', '')).toBe('Kunjungan perpanjangan PKS 12');
  expect(title('visit', 'Antar naskah PKS 12')).toBe('Antar naskah PKS 12');
  expect(title('follow_up', 'Evaluasi PKS 12')).toBe('Evaluasi PKS 12');
});
