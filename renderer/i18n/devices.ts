import type { Same } from './wording.ts';

const id = {
  views: 'Pilihan perangkat',
  view: { watch: 'Perlu dilihat', active: 'Dipakai', ended: 'Diakhiri', all: 'Semua' },
  desk: 'Loket',
  nameAndSeen: 'Nama dan terakhir terlihat',
  app: 'Versi aplikasi',
  lastSeen: 'Terakhir terlihat',
  never: 'Belum pernah',
  enrolled: 'Terdaftar',
  clock: 'Jam komputer',
  clockRight: 'Tepat',
  clockBehind: 'Terlambat {{span}}',
  clockAhead: 'Lebih cepat {{span}}',
  state: {
    active: 'Dipakai',
    away: 'Lama tak terlihat',
    revoked: 'Dicabut',
    wiped: 'Sudah dihapus',
    cloned: 'Disalin',
  },
  hint: {
    revoked:
      'Dicabut. Datanya dihapus begitu komputer itu tersambung lagi ke pusat; sampai saat itu masih ada di sana.',
    wiped: 'Dicabut, dan komputer itu sudah melaporkan bahwa datanya terhapus.',
    cloned:
      'Profil loket ini dipakai dua komputer. Keduanya harus didaftarkan lagi dan mendapat kode loket baru.',
    clock:
      'Jam komputer ini salah. Waktu yang dicatat pusat tetap benar; perbaiki jam dan zona waktunya di Windows.',
  },
  none: 'Belum ada perangkat',
  noneHint: 'Buat kode pendaftaran di Cabang & perangkat, lalu daftarkan komputer di loket.',
  noneHere: 'Tidak ada perangkat di pilihan ini',
  noneHereHint: 'Pilih keadaan lain di atas.',
  revoke: 'Cabut perangkat…',
  revokeTitle: 'Cabut loket {{name}}?',
  revokeText:
    'Semua yang masuk di loket ini langsung keluar. Begitu tersambung, datanya dihapus, termasuk yang belum terkirim. Kode loketnya tidak dipakai lagi. Ini tidak dapat diurungkan.',
  revokeDo: 'Cabut dan hapus datanya',
  revoked: 'Loket {{name}} dicabut',
  revokedAt: 'Dicabut',
  revokedBy: 'Dicabut oleh',
  wipedAt: 'Data terhapus',
  thisOne: 'Ini komputer yang sedang Anda pakai.',
};

const en = {
  views: 'Choice of devices',
  view: { watch: 'Worth a look', active: 'In use', ended: 'Ended', all: 'All' },
  desk: 'Desk',
  nameAndSeen: 'Name and last seen',
  app: 'Version of the program',
  lastSeen: 'Last seen',
  never: 'Never yet',
  enrolled: 'Enrolled',
  clock: 'Clock',
  clockRight: 'Right',
  clockBehind: '{{span}} slow',
  clockAhead: '{{span}} fast',
  state: {
    active: 'In use',
    away: 'Long away',
    revoked: 'Revoked',
    wiped: 'Wiped',
    cloned: 'Copied',
  },
  hint: {
    revoked:
      'Revoked. Its data is deleted as soon as that computer reaches head office again; until then it is there.',
    wiped: 'Revoked, and that computer has reported that its data is gone.',
    cloned: 'Two computers used the profile of this desk. Both have to enrol again and get a new desk code.',
    clock:
      'The clock of this computer is wrong. Times at head office are right; correct its clock and zone in Windows.',
  },
  none: 'No devices yet',
  noneHint: 'Make an enrolment code in Branches & devices, then enrol a computer at a desk.',
  noneHere: 'No device in this choice',
  noneHereHint: 'Choose another state above.',
  revoke: 'Revoke the device…',
  revokeTitle: 'Revoke desk {{name}}?',
  revokeText:
    'Everybody who is signed in there is signed out at once. As soon as it is connected its data is deleted, with what was not sent yet. Its desk code is not used again. This cannot be undone.',
  revokeDo: 'Revoke and delete its data',
  revoked: 'Desk {{name}} has been revoked',
  revokedAt: 'Revoked',
  revokedBy: 'Revoked by',
  wipedAt: 'Data deleted',
  thisOne: 'This is the computer that you are using.',
} satisfies Same<typeof id>;

export const devices = { id, en };
