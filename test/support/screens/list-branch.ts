/** The screens of the branch: intake, receipt, complaints, customers. */
import type { Page } from 'playwright-core';
import type { Screen } from './list.ts';

const openIntake = async (page: Page): Promise<void> => {
  await page.keyboard.press('F2');
  await page.getByRole('combobox', { name: 'Pelanggan' }).waitFor();
};

const fillIntake = async (page: Page): Promise<void> => {
  await openIntake(page);
  await page.keyboard.type('1037');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('2');
  await page.keyboard.type('Kemasan sobek, dua dari lima barang hilang. Minta ganti rugi.');
};

const saveIntake = async (page: Page): Promise<void> => {
  await fillIntake(page);
  await page.keyboard.press('Control+Enter');
  await page.getByLabel('Nomor', { exact: true }).getByText(/K-/).waitFor();
};

const chooseRow = (down: number) => async (page: Page) => {
  await page.getByRole('grid').focus();
  for (let step = 0; step < down; step++) await page.keyboard.press('j');
  await page
    .getByRole('complementary')
    .getByText(/Riwayat|History/)
    .first()
    .waitFor();
};

const openCustomer = async (page: Page): Promise<void> => {
  await page.getByRole('grid').focus();
  await page.keyboard.press('j');
  await page.getByRole('complementary').waitFor();
  await page.getByRole('grid').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Catat izin' }).waitFor();
};

/** The company that is known for long, with everything. */
const openCompany = async (page: Page): Promise<void> => {
  await page.getByLabel('Cari pelanggan').fill('P-NGW-D2-1');
  await page.getByRole('row', { name: /PT Sinar Jaya/ }).waitFor();
  await openCustomer(page);
};

/** The choice of columns, with an identity number among them. */
const openExport = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: /^(?:Ekspor|Export)$/ }).click();
  await page.getByRole('dialog').getByRole('checkbox', { name: 'NIK' }).check();
};

export const BRANCH_SCREENS: readonly Screen[] = [
  { name: 'complaints', query: 'world=offline', path: '/pengaduan', act: chooseRow(2) },
  { name: 'complaints-dark', query: 'world=offline', path: '/pengaduan', act: chooseRow(2), dark: true },
  { name: 'complaints-empty', query: 'world=empty', path: '/pengaduan' },
  {
    name: 'complaints-english',
    query: 'lang=en&density=compact',
    path: '/pengaduan?tampilan=all',
    act: chooseRow(3),
  },
  {
    name: 'complaint-hand-over',
    query: '',
    path: '/pengaduan',
    act: async (page) => {
      await chooseRow(1)(page);
      await page.keyboard.press('d');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'complaint-print',
    query: '',
    path: '/pengaduan',
    act: async (page) => {
      await chooseRow(1)(page);
      await page.keyboard.press('Control+p');
      await page.getByRole('dialog').getByRole('article').waitFor();
    },
  },
  {
    name: 'intake-search',
    query: '',
    path: '/pengaduan',
    act: async (page) => {
      await openIntake(page);
      await page.keyboard.type('ka');
      await page.getByRole('option').first().waitFor();
    },
  },
  { name: 'intake', query: '', path: '/pengaduan', act: fillIntake },
  { name: 'intake-dark', query: 'world=offline', path: '/pengaduan', act: fillIntake, dark: true },
  {
    name: 'intake-errors',
    query: '',
    path: '/pelanggan',
    act: async (page) => {
      await openIntake(page);
      await page.keyboard.type('Sukarna');
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Enter');
      await page.getByLabel('Telepon pelanggan baru').fill('0812300');
      await page.keyboard.press('Control+Enter');
      await page.getByText('Nomor ini tidak dapat dihubungi').waitFor();
    },
  },
  {
    name: 'intake-parked',
    query: '',
    path: '/pengaduan',
    act: async (page) => {
      await fillIntake(page);
      await page.keyboard.press('Escape');
      await page.getByRole('combobox', { name: 'Kategori' }).waitFor({ state: 'detached' });
      await openIntake(page);
    },
  },
  { name: 'intake-saved', query: '', path: '/pengaduan', act: saveIntake },
  { name: 'intake-saved-dark', query: 'world=offline', path: '/pengaduan', act: saveIntake, dark: true },
  { name: 'customers', query: '', path: '/pelanggan', act: chooseRow(2) },
  { name: 'customers-dark', query: '', path: '/pelanggan', act: chooseRow(2), dark: true },
  { name: 'customers-empty', query: 'world=empty', path: '/pelanggan' },
  { name: 'customer', query: 'actor=dewi', path: '/pelanggan', act: openCompany },
  { name: 'customer-dark', query: 'actor=dewi', path: '/pelanggan', act: openCompany, dark: true },
  {
    name: 'customer-down',
    query: 'actor=dewi',
    path: '/pelanggan',
    act: async (page) => {
      await openCompany(page);
      await page.getByRole('region', { name: 'Tanggapan kampanye' }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'customer-join',
    query: 'actor=dewi',
    path: '/pelanggan',
    act: async (page) => {
      await openCompany(page);
      await page.getByRole('button', { name: 'Bandingkan' }).first().click();
      await page.getByRole('dialog').getByRole('radio').first().waitFor();
    },
  },
  {
    name: 'customer-address',
    query: 'actor=dewi',
    path: '/pelanggan',
    act: async (page) => {
      await openCompany(page);
      await page.getByRole('button', { name: /^Alamat/ }).click();
      await page.getByRole('combobox', { name: 'Desa/kelurahan' }).fill('sido');
      await page.getByRole('dialog').getByRole('option').first().waitFor({ timeout: 60_000 });
    },
  },
  {
    name: 'customer-inline',
    query: 'actor=dewi',
    path: '/pelanggan',
    act: async (page) => {
      await openCompany(page);
      await page.getByRole('button', { name: /^Telepon/ }).press('F2');
      await page.getByRole('textbox', { name: 'Telepon' }).fill('0812-3001-0409');
      await page.getByText('telepon sama').nth(1).waitFor();
      await page
        .getByRole('textbox', { name: 'Telepon' })
        .evaluate((field) => field.scrollIntoView({ block: 'center' }));
    },
  },
  {
    name: 'customer-edit',
    query: '',
    path: '/pelanggan',
    act: async (page) => {
      await openCustomer(page);
      await page.getByRole('button', { name: 'Ubah E' }).click();
      await page.getByRole('dialog').getByLabel('Nama lengkap').waitFor();
    },
  },
  {
    name: 'customer-english',
    query: 'actor=dewi&lang=en&density=compact',
    path: '/pelanggan',
    act: async (page) => {
      await page.getByLabel('Search customers').fill('P-NGW-D2-1');
      await page.getByRole('row', { name: /PT Sinar Jaya/ }).waitFor();
      await page.getByRole('grid').focus();
      await page.keyboard.press('j');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Record consent' }).waitFor();
      await page.getByText('Perhaps the same customer').waitFor();
    },
  },
  { name: 'export', query: 'actor=dewi', path: '/pelanggan', act: openExport },
  {
    name: 'export-english-dark',
    query: 'actor=dewi&lang=en',
    path: '/pelanggan',
    dark: true,
    act: openExport,
  },
  {
    name: 'customers-marked',
    query: 'actor=dewi',
    path: '/pelanggan',
    act: async (page) => {
      await page.getByRole('grid').focus();
      await page.keyboard.press('j');
      await page.keyboard.press('Space');
      await page.keyboard.press('Shift+ArrowDown');
      await page.keyboard.press('Shift+ArrowDown');
      await page.getByRole('toolbar').waitFor();
    },
  },
  {
    name: 'customers-filter',
    query: 'actor=dewi',
    path: '/pelanggan',
    dark: true,
    act: async (page) => {
      await page.getByRole('button', { name: 'Saring', exact: true }).click();
      await page.getByRole('dialog').getByLabel('Tahap').click();
      await page.getByRole('option', { name: /Prospek/ }).waitFor();
    },
  },
  {
    name: 'customer-move',
    query: 'actor=dewi&world=offline',
    path: '/pelanggan',
    act: async (page) => {
      await openCompany(page);
      await page.getByRole('button', { name: 'Lainnya' }).click();
      await page.getByRole('menuitem', { name: /^Pindahkan/ }).click();
      await page.getByRole('dialog').getByText('Cabang tujuan').waitFor();
    },
  },
  {
    name: 'customer-new',
    query: '',
    path: '/pelanggan',
    act: async (page) => {
      await page.getByRole('button', { name: 'Pelanggan baru' }).click();
      await page.getByLabel('Nama pelanggan baru').fill('Kartini');
      await page.getByLabel('Telepon pelanggan baru').fill('0812-3001-1037');
      await page.getByText('telepon sama').waitFor();
    },
  },
];
