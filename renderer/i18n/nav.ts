import type { Same } from './wording.ts';

const id = {
  home: 'Beranda',
  customers: 'Pelanggan',
  newCustomer: 'Pelanggan baru',
  complaints: 'Pengaduan',
  newComplaint: 'Pengaduan baru',
  agenda: 'Agenda',
  campaigns: 'Kampanye',
  imports: 'Impor',
  sync: 'Sinkronisasi',
  conflicts: 'Berubah di dua tempat',
  settings: 'Pengaturan',
  hqComplaints: 'Pengaduan semua cabang',
  hqCampaigns: 'Kampanye pusat',
  hqTiers: 'Kelas pelanggan',
  hqBranches: 'Cabang & perangkat',
  hqDevices: 'Perangkat',
  hqRefusals: 'Kiriman ditolak',
};

const en = {
  home: 'Home',
  customers: 'Customers',
  newCustomer: 'New customer',
  complaints: 'Complaints',
  newComplaint: 'New complaint',
  agenda: 'Agenda',
  campaigns: 'Campaigns',
  imports: 'Import',
  sync: 'Synchronisation',
  conflicts: 'Changed in two places',
  settings: 'Settings',
  hqComplaints: 'Complaints, all branches',
  hqCampaigns: 'Head-office campaigns',
  hqTiers: 'Customer tiers',
  hqBranches: 'Branches & devices',
  hqDevices: 'Devices',
  hqRefusals: 'Refused writes',
} satisfies Same<typeof id>;

export const nav = { id, en };
