import type { Same } from './wording.ts';

const id = {
  button: 'Ekspor',
  title: 'Ekspor {{what}}',
  hint_other: '{{count}} baris, seperti yang tampak di daftar.',
  format: 'Bentuk',
  formats: { xlsx: 'Excel (.xlsx)', csv: 'CSV (.csv)', pdf: 'PDF untuk dicetak' },
  columns: 'Kolom',
  all: 'Semua',
  usual: 'Yang biasa',
  personal: 'Berkas ini berisi data pribadi. Ekspor tercatat dengan nama Anda.',
  start: 'Ekspor',
  working: '{{done}} dari {{total}} baris',
  stop: 'Hentikan',
  done_other: '{{count}} baris diekspor',
  nothing: 'Tidak ada baris untuk diekspor.',
  customers: 'pelanggan',
  complaints: 'pengaduan',
  subtitle: '{{branch}} · {{at}} · {{name}}',
};

const en = {
  button: 'Export',
  title: 'Export {{what}}',
  hint_other: '{{count}} rows, as the list shows them.',
  format: 'Form',
  formats: { xlsx: 'Excel (.xlsx)', csv: 'CSV (.csv)', pdf: 'PDF for printing' },
  columns: 'Columns',
  all: 'All',
  usual: 'The usual ones',
  personal: 'This file holds personal data. The export is recorded in your name.',
  start: 'Export',
  working: '{{done}} of {{total}} rows',
  stop: 'Stop',
  done_other: '{{count}} rows exported',
  nothing: 'There are no rows to export.',
  customers: 'customers',
  complaints: 'complaints',
  subtitle: '{{branch}} · {{at}} · {{name}}',
} satisfies Same<typeof id>;

export const exports = { id, en };
