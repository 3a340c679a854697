import type { Same } from './wording.ts';

/** Of the field that finds a customer or begins a new one. */
const id = {
  label: 'Pelanggan',
  hint: '4 digit akhir telepon, atau nama',
  new: 'Pelanggan baru: {{name}}',
  newPhone: 'Pelanggan baru dengan telepon {{phone}}',
  searching: 'Mencari…',
  nothing: 'Belum ada di buku pelanggan.',
  more: '{{total}} ditemukan. Ketik lebih banyak untuk mempersempit.',
  change: 'Ganti',
  results: 'Pelanggan yang cocok',
  chosen: 'Pelanggan terpilih',
  building: 'Daftar pelanggan sedang disiapkan. Yang belum muncul dapat dicatat sebagai pelanggan baru.',
  name: 'Nama pelanggan baru',
  phone: 'Telepon pelanggan baru',
  phoneHint: 'Boleh kosong',
  duplicates: 'Mungkin sudah ada di buku',
  use: 'Pakai yang ini',
};

const en = {
  label: 'Customer',
  hint: 'Last 4 digits of the phone, or a name',
  new: 'New customer: {{name}}',
  newPhone: 'New customer with phone {{phone}}',
  searching: 'Searching…',
  nothing: 'Not in the customer book yet.',
  more: '{{total}} found. Type more to narrow it down.',
  change: 'Change',
  results: 'Matching customers',
  chosen: 'Chosen customer',
  building: 'The list of customers is being prepared. Whoever is missing can be registered as new.',
  name: 'Name of the new customer',
  phone: 'Phone of the new customer',
  phoneHint: 'May be empty',
  duplicates: 'Perhaps in the book already',
  use: 'Use this one',
} satisfies Same<typeof id>;

export const picker = { id, en };
