import { expect, test } from 'vitest';
import type { Agreement } from '#shared/domain/agreement.ts';
import { overtakenIn, savedIn, typedInto } from '../hooks/edit.ts';
import { changesOf, fieldsOf, formAfter, formOf, NEW_AGREEMENT } from './agreement-form.ts';

const by = { id: 'sari', name: 'Sari' };
const agreement: Agreement = {
  id: 'a',
  branchId: 'NGW',
  createdBy: by,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedBy: by,
  updatedAt: '2026-01-01T00:00:00.000Z',
  clock: { offset: 0, uncertainty: 0 },
  kind: 'pks',
  customerId: 'c',
  number: '12/PKS/2025',
  start: '2025-07-01',
  end: '2026-06-30',
  monthlyAmount: 1_500_000,
  facilities: ['pickup', 'Jemput malam'],
  sla: [{ id: 's1', text: 'Antaran H+1', hours: 24 }],
  offers: ['Diskon 5%'],
};

test('a form that was not touched changes nothing', () => {
  expect(changesOf(agreement, formOf(agreement))).toEqual({ changes: {}, clear: [] });
});

test('only what says something else is changed, and what was emptied is cleared', () => {
  const form = {
    ...formOf(agreement),
    end: '2026-12-31',
    number: ' ',
    known: [],
    others: 'Jemput malam\n\nJemput malam ',
    sla: [...formOf(agreement).sla, { text: ' Klaim 3 hari ', hours: undefined }, { text: ' ', hours: 4 }],
  };
  expect(changesOf(agreement, form)).toEqual({
    changes: {
      end: '2026-12-31',
      facilities: ['Jemput malam'],
      sla: [{ id: 's1', text: 'Antaran H+1', hours: 24 }, { text: 'Klaim 3 hari' }],
    },
    clear: ['number'],
  });
});

test('an empty form asks for nothing but the kind', () => {
  expect(fieldsOf(NEW_AGREEMENT)).toEqual({ kind: 'pks' });
});

test('what follows has the same terms, the next time and no number yet', () => {
  expect(fieldsOf(formAfter(agreement))).toEqual({
    kind: 'pks',
    start: '2026-07-01',
    end: '2027-06-30',
    monthlyAmount: 1_500_000,
    facilities: ['pickup', 'Jemput malam'],
    sla: [{ text: 'Antaran H+1', hours: 24 }],
    offers: ['Diskon 5%'],
  });
});

test('what another desk changes while the form is open is not put back', () => {
  const seen = formOf(agreement);
  const edit = typedInto({ seen, form: seen }, seen, { remarks: 'Telepon dulu', known: [] });
  const now = { ...agreement, monthlyAmount: 2_000_000, facilities: ['pickup', 'Jemput malam', 'Kardus'] };
  expect(changesOf(now, savedIn(edit, formOf(now)))).toEqual({
    changes: { remarks: 'Telepon dulu', facilities: ['Jemput malam', 'Kardus'] },
    clear: [],
  });
  expect(overtakenIn(edit, formOf(now))).toEqual([]);
  expect(overtakenIn(edit, formOf({ ...now, remarks: 'Lewat surel' }))).toEqual(['remarks']);
});
