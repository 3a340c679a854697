/** Sentences for what this computer and the way to head office refuse. */
import type { ErrorTexts } from './errors.ts';

const noAnswer = {
  id: 'Server pusat tidak menjawab. Periksa jaringan dan alamatnya, lalu coba lagi.',
  en: 'Head office does not answer. Check the network and the address, then try again.',
};
const portal = {
  id: 'Yang menjawab bukan server pusat, mungkin halaman masuk Wi-Fi. Masuk ke Wi-Fi itu dulu, lalu coba lagi.',
  en: 'What answers is not head office, perhaps a Wi-Fi sign-in page. Sign in to that Wi-Fi first, then try again.',
};
const slow = {
  id: 'Server pusat terlalu lambat menjawab. Tunggu sebentar, lalu coba lagi.',
  en: 'Head office takes too long to answer. Wait a moment, then try again.',
};
const busy = {
  id: 'Server pusat sedang sibuk. Tunggu sebentar, lalu coba lagi.',
  en: 'Head office is busy. Wait a moment, then try again.',
};

export const HOST_ERROR_TEXTS = {
  network: noAnswer,
  offline: {
    id: 'Komputer ini tidak tersambung. Sambungkan jaringan, lalu coba lagi.',
    en: 'This computer is not connected. Connect the network, then try again.',
  },
  timeout: slow,
  portal,
  malformed_answer: portal,
  server_busy: busy,
  'host.unreachable': noAnswer,
  'host.redirected': portal,
  'host.tlsRefused': {
    id: 'Sertifikat server tidak dipercaya, jadi tidak ada yang dikirim. Periksa jam komputer, lalu hubungi administrator.',
    en: 'The certificate of the server is not trusted, so nothing was sent. Check the clock, then call the administrator.',
  },
  'host.aborted': { id: 'Dihentikan. Coba lagi bila perlu.', en: 'Stopped. Try again if needed.' },
  'host.notHeadOffice': {
    id: 'Alamat ini bukan kantor pusat loket ini.',
    en: 'This address is not the head office of this desk.',
  },
  'host.unsupported': {
    id: 'Komputer ini tidak dapat melakukannya. Pakai aplikasi desktop Loket.',
    en: 'This computer cannot do it. Use the Loket desktop application.',
  },
  'host.badArguments': {
    id: 'Isian ditolak. Alamat harus https, atau http untuk localhost.',
    en: 'That was refused. The address must be https, or http for localhost.',
  },
  'host.busy': busy,
  'host.tooLarge': {
    id: 'Berkas atau jawabannya terlalu besar. Bagi menjadi beberapa bagian.',
    en: 'The file or the answer is too large. Split it into parts.',
  },
  'host.io': {
    id: 'Berkas tidak dapat dibaca atau ditulis ({{reason}}). Periksa ruang disk dan folder, lalu coba lagi.',
    en: 'The file could not be read or written ({{reason}}). Check disk space and folder, then try again.',
  },
  'host.noSecretStore': {
    id: 'Penyimpanan rahasia sistem terkunci atau tidak ada. Masuk ulang ke Windows, lalu coba lagi.',
    en: 'The secret store of the system is locked or missing. Sign in to Windows again, then try again.',
  },
  'host.secretUnreadable': {
    id: 'Kunci loket dibuat oleh akun atau komputer lain. Daftarkan loket ini lagi.',
    en: 'Another account or computer made the key of this desk. Enrol this desk again.',
  },
  'host.backupDamaged': {
    id: 'Cadangan ini rusak. Pilih cadangan lain.',
    en: 'This backup is damaged. Choose another one.',
  },
  'host.backupMissing': {
    id: 'Cadangan ini tidak ada lagi. Pilih cadangan lain.',
    en: 'This backup is gone. Choose another one.',
  },
  'host.printFailed': {
    id: 'Pencetakan gagal. Periksa kertas dan kabel, lalu cetak lagi.',
    en: 'Printing failed. Check paper and cable, then print again.',
  },
  'host.printerMissing': {
    id: 'Pencetak itu tidak ada di komputer ini. Pilih pencetak lain.',
    en: 'That printer is not on this computer. Choose another one.',
  },
  'host.unsentWork': {
    id: '{{unsent}} perubahan belum terkirim. Kirim dulu, lalu perbarui.',
    en: '{{unsent}} changes have not been sent. Send them first, then update.',
  },
  'host.noUpdate': { id: 'Tidak ada versi baru.', en: 'There is no new version.' },
  'host.updateFailed': {
    id: 'Pembaruan gagal diunduh. Akan dicoba lagi nanti.',
    en: 'The update could not be fetched. It will be tried again later.',
  },
  'host.unexpected': {
    id: 'Aplikasi mengalami kesalahan. Mulai ulang Loket; yang tersimpan tetap aman.',
    en: 'The application had an error. Restart Loket; what was saved is safe.',
  },
} as const satisfies ErrorTexts;
