import { maskPhone } from '#shared/domain/phone.ts';
import { expect, test } from 'vitest';
import type { Complaint } from '#shared/domain/complaint.ts';
import { runCommand } from '#shared/domain/commands/index.ts';
import { testWorld } from '#test/support/domain.ts';
import { receiptModel, withoutPersonalNumbers, type ReceiptIdentity } from './receipt-model.ts';

const IDENTITY: ReceiptIdentity = {
  company: 'Contoh Nusantara',
  branchName: 'Ngawi',
  branchAddress: 'Jl. Sultan Agung 1',
  branchPhone: '',
  zone: 'Asia/Jakarta',
  demo: false,
};

function registered(description = 'Kemasan sobek', change: Partial<Complaint> = {}) {
  const world = testWorld();
  const made = runCommand('registerComplaint', world.context, {
    kind: 'complaint',
    newCustomer: { name: 'Kartini', phone: '+6281230001037' },
    channel: 'walk_in',
    category: 'rusak',
    description,
  });
  if (!made.ok) throw new Error(made.error.code);
  world.keep(made.value.writes);
  const [complaint] = world.all('complaints');
  const [customer] = world.all('customers');
  if (!complaint) throw new Error('no complaint');
  return receiptModel({ ...complaint, ...change }, customer, IDENTITY, world.context.reference, 'id');
}

test('a receipt names number, customer, category, division, promise and officer', () => {
  expect(registered()).toMatchObject({
    number: 'K-NGW-D1-1',
    customer: 'Kartini',
    phone: '0812-••••-1037',
    category: 'Kiriman rusak',
    division: 'Klaim dan ganti rugi',
    officer: 'Rina',
    print: 1,
    void: undefined,
  });
  expect(registered().promised).toMatchObject({ basis: 'working_hours', amount: 16 });
});

test('the second print says that it is one, and a cancelled complaint that it is void', () => {
  expect(registered('x', { prints: 1 }).print).toBe(2);
  expect(registered('x', { status: 'cancelled' }).void).toBe('cancelled');
});

test.each([
  ['+6281230001037', '0812-••••-1037'],
  ['+62812345678', '0812-••••-78'],
  ['+62351749096', '(0351) ••••96'],
])('of %s no more than the ends are printed', (full, masked) => {
  expect(maskPhone(full).replace(/\D/g, '').length).toBeLessThanOrEqual(full.replace(/\D/g, '').length - 3);
  expect(maskPhone(full)).toBe(masked);
});

test('a NIK or a phone typed into the description never reaches the paper', () => {
  const text = withoutPersonalNumbers(
    'NIK 3521114501900001, 35.2111-4501900001, hp 0812 3000 1037 atau +62 812-3000-1037',
  );
  expect(text).not.toMatch(/4501900001|30001037|3000 1037|3000-1037/);
  expect(text).toContain('NIK 3521••••••••••01');
});

test('a contract number or a date in the description stays readable', () => {
  const text = 'Kontrak 0123-456-789, resi P2603050001234, 5 Maret 2026, Rp 12.500.000';
  expect(withoutPersonalNumbers(text)).toBe(text);
});
