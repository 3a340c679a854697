import type { Same } from './wording.ts';

const id = {
  title: 'Pengaturan',
  look: 'Tampilan',
  language: 'Bahasa',
  theme: 'Tema',
  themes: { auto: 'Ikut sistem', light: 'Terang', dark: 'Gelap' },
  density: 'Kerapatan baris',
  densities: { normal: 'Longgar', compact: 'Rapat' },
  me: 'Saya dan komputer ini',
  demo: 'Data contoh',
  demoHint: 'Anda memakai cabang contoh. Tinggalkan bila ingin memakai data perusahaan sendiri.',
  leaveDemo: 'Tinggalkan data contoh…',
  leaveDemoTitle: 'Tinggalkan data contoh?',
  leaveDemoText:
    'Data contoh di komputer ini dihapus dan Loket kembali ke halaman penghubung. Ini tidak dapat diurungkan.',
  leaveDemoDo: 'Hapus data contoh',
  about: 'Tentang',
  version: 'Versi',
  browser: 'Berjalan di',
  storage: 'Penyimpanan',
  storagePersistent: 'dijaga tetap oleh sistem',
  storageEvictable: 'dapat dihapus sistem bila disk penuh',
};

const en = {
  title: 'Settings',
  look: 'Appearance',
  language: 'Language',
  theme: 'Theme',
  themes: { auto: 'As the system', light: 'Light', dark: 'Dark' },
  density: 'Height of rows',
  densities: { normal: 'Roomy', compact: 'Compact' },
  me: 'Me and this computer',
  demo: 'Sample data',
  demoHint: "You are using the sample branch. Leave it to work with your company's own data.",
  leaveDemo: 'Leave the sample data…',
  leaveDemoTitle: 'Leave the sample data?',
  leaveDemoText:
    'The sample data on this computer is deleted and Loket goes back to the connection page. This cannot be undone.',
  leaveDemoDo: 'Delete the sample data',
  about: 'About',
  version: 'Version',
  browser: 'Runs in',
  storage: 'Storage',
  storagePersistent: 'kept by the system',
  storageEvictable: 'the system may delete it when the disk is full',
} satisfies Same<typeof id>;

export const settings = { id, en };
