import { expect, test } from 'vitest';
import { overtakenIn, typedInto } from '#renderer/widgets/hooks/edit.ts';
import { contactForm, contactOf } from './contact-form.ts';

const sri = {
  id: 'sri',
  name: 'Sri',
  role: 'Gudang',
  phones: [{ number: '+6281230001037', label: 'kantor' }],
};
const seen = contactForm(sri);

test('only what was typed is put over what another desk wrote meanwhile', () => {
  const edit = typedInto({ seen, form: seen }, seen, { role: 'Kepala gudang ' });
  const now = { ...sri, email: 'sri@contoh.id', phones: [{ number: '+6281330002048' }] };
  expect(contactOf(now, edit)).toEqual({ ...now, role: 'Kepala gudang' });
  expect(overtakenIn(edit, contactForm(now))).toEqual([]);
  expect(overtakenIn(edit, contactForm({ ...now, role: 'Direktur' }))).toEqual(['role']);
});

test('a phone keeps its label, what is emptied goes', () => {
  const edit = typedInto({ seen, form: seen }, seen, { role: '', phones: '0812-3000-1037, 0813 3000 2048' });
  expect(contactOf(sri, edit)).toEqual({
    id: 'sri',
    name: 'Sri',
    phones: [{ number: '+6281230001037', label: 'kantor' }, { number: '+6281330002048' }],
  });
});

test('a new person is what was typed', () => {
  const none = contactForm();
  const edit = { seen: none, form: { ...none, name: ' Budi ', phones: '081330002048' } };
  expect(contactOf({ id: 'b', phones: [] }, edit)).toEqual({
    id: 'b',
    name: 'Budi',
    phones: [{ number: '+6281330002048' }],
  });
});
