/** Sentences for what head office answers, and for sign-in, enrolment and storage at the desk. */
import { BACKUP_SENTENCES } from '#shared/errors/backup.ts';
import type { ErrorTexts } from './errors.ts';

const signInAgain = {
  id: 'Masa masuk Anda habis. Masuk lagi untuk mengirim; data tetap aman.',
  en: 'Your sign-in has run out. Sign in again to send; your work is safe.',
};
const oldVersion = {
  id: 'Loket ini terlalu lama untuk pusat. Perbarui aplikasi; yang tersimpan tetap aman.',
  en: 'This Loket is too old for head office. Update it; what was saved is safe.',
};
const support = {
  id: 'Permintaan ditolak pusat. Muat ulang; bila terulang, sebutkan kode ini kepada administrator.',
  en: 'Head office refused the request. Reload; if it happens again, name this code to the administrator.',
};
const enrolAgain = {
  id: 'Komputer ini tidak dikenal pusat lagi. Minta kode pendaftaran, lalu daftarkan lagi; yang tersimpan tetap aman.',
  en: 'Head office no longer knows this computer. Ask for an enrolment code and enrol again; what was saved is safe.',
};
const cloned = {
  id: 'Profil loket ini disalin ke komputer lain. Daftarkan komputer ini lagi agar nomornya tidak tertukar.',
  en: 'The profile of this desk was copied to another computer. Enrol this one again, so that numbers never mix.',
};

export const SERVER_ERRORS = {
  wrong_credentials: {
    id: 'Nama pengguna atau kata sandi salah. Periksa huruf besar dan coba lagi.',
    en: 'The user name or the password is wrong. Check capitals and try again.',
  },
  too_many_attempts: {
    id: 'Terlalu banyak percobaan. Tunggu {{retryAfter}} detik, lalu coba lagi.',
    en: 'Too many tries. Wait {{retryAfter}} seconds, then try again.',
  },
  too_many_requests: {
    id: 'Terlalu banyak permintaan. Tunggu {{retryAfter}} detik, lalu coba lagi.',
    en: 'Too many requests. Wait {{retryAfter}} seconds, then try again.',
  },
  unauthenticated: {
    id: 'Nama pengguna atau kata sandi salah, atau masa masuk Anda habis. Masuk lagi; data tetap aman.',
    en: 'The user name or password is wrong, or your sign-in has run out. Sign in again; your work is safe.',
  },
  signed_out: {
    id: 'Belum ada yang masuk di loket ini. Masuk dulu, lalu coba lagi.',
    en: 'Nobody is signed in at this desk. Sign in first, then try again.',
  },
  session_ended: signInAgain,
  sign_in_expired: signInAgain,
  token_expired: signInAgain,
  lease_ended: {
    id: 'Batas kerja tanpa sambungan sudah lewat. Sambungkan ke pusat, lalu masuk; yang tersimpan tetap aman.',
    en: 'The time for work without a connection is over. Connect to head office and sign in; your work is safe.',
  },
  code_invalid: {
    id: 'Kode pendaftaran salah, sudah dipakai atau kedaluwarsa. Periksa, atau minta kode baru.',
    en: 'The enrolment code is wrong, used or expired. Check it, or ask for a new one.',
  },
  device_unknown: enrolAgain,
  device_revoked: {
    id: 'Kantor pusat mencabut loket ini, jadi datanya di komputer ini dihapus. Minta kode pendaftaran baru bila ini keliru.',
    en: 'Head office has revoked this desk, so its data on this computer is deleted. Ask for a new enrolment code if that is a mistake.',
  },
  device_cloned: cloned,
  unenrolled: {
    id: 'Komputer ini belum terdaftar sebagai loket. Daftarkan dulu.',
    en: 'This computer is not enrolled as a desk. Enrol it first.',
  },
  desk_code_needed: {
    id: 'Loket ini belum punya kode untuk nomor pengaduan. Masuk sekali saat tersambung ke pusat.',
    en: 'This desk has no code for complaint numbers yet. Sign in once while connected to head office.',
  },
  not_head_office: {
    id: 'Yang menjawab di alamat itu bukan server Loket. Periksa alamatnya.',
    en: 'What answers at that address is no Loket server. Check the address.',
  },
  setup_missing: {
    id: 'Server pusat belum disiapkan. Siapkan perusahaan dulu di server itu.',
    en: 'The head-office server has not been set up. Set the company up on it first.',
  },
  setup_done: {
    id: 'Perusahaan sudah disiapkan orang lain. Muat ulang, lalu daftarkan loket ini.',
    en: 'Somebody has set the company up already. Reload, then enrol this desk.',
  },
  setup_code_wrong: {
    id: 'Kode persiapan salah. Lihat lagi di layar server.',
    en: 'The set-up code is wrong. Look at the screen of the server again.',
  },
  branch_twice: {
    id: 'Dua cabang memakai kode yang sama. Ganti salah satunya.',
    en: 'Two branches have the same code. Change one.',
  },
  branch_reserved: {
    id: 'Kode {{code}} milik kantor pusat. Pilih kode lain untuk cabang.',
    en: 'The code {{code}} belongs to head office. Choose another one for the branch.',
  },
  branch_unknown: {
    id: 'Cabang itu tidak ada. Pilih dari daftar.',
    en: 'There is no such branch. Choose one of the list.',
  },
  username_taken: {
    id: 'Nama pengguna itu sudah dipakai. Pilih nama lain.',
    en: 'That user name is taken. Choose another one.',
  },
  conflict: {
    id: 'Data ini baru saja diubah orang lain. Muat ulang, lalu ulangi perubahan Anda.',
    en: 'Somebody has just changed this. Reload, then make your change again.',
  },
  changed_meanwhile: {
    id: 'Data ini berubah selagi Anda mengisi. Periksa lagi, lalu simpan.',
    en: 'This changed while you were filling it in. Look again, then save.',
  },
  protocol_too_old: oldVersion,
  protocol_too_new: {
    id: 'Server pusat lebih lama daripada Loket ini. Yang tersimpan tetap aman; hubungi administrator.',
    en: 'The head-office server is older than this Loket. What was saved is safe; call the administrator.',
  },
  command_unknown: oldVersion,
  not_ready: {
    id: 'Data cabang masih dibuka. Tunggu sebentar, lalu coba lagi.',
    en: "The branch's data is still being opened. Wait a moment, then try again.",
  },
  storage_full: {
    id: 'Penyimpanan komputer penuh, jadi ini BELUM tersimpan. Kosongkan ruang disk, lalu simpan lagi.',
    en: 'The storage of this computer is full, so this is NOT saved. Free some disk space, then save again.',
  },
  not_saved: {
    id: 'Ini BELUM tersimpan: penyimpanan komputer menolak. Coba simpan lagi; bila terulang, mulai ulang Loket.',
    en: 'This is NOT saved: the storage of this computer refused. Save again; if it happens again, restart Loket.',
  },
  unsent_work: {
    id: 'Kode ini untuk cabang lain, sedangkan {{count}} perubahan cabang {{branch}} di PC ini belum terkirim. Daftarkan dulu di cabang {{branch}}, lalu kirim atau buang perubahan itu.',
    en: 'This code is for another branch, while {{count}} changes of the branch {{branch}} on this PC are not sent. Enrol in {{branch}} first, then send or discard them.',
  },
  space_for_update: {
    id: 'Pembaruan data perlu {{need}} MB, yang kosong {{free}} MB. Tidak ada yang diubah. Kosongkan ruang disk, lalu muat ulang.',
    en: 'Updating the data needs {{need}} MB, and {{free}} MB are free. Nothing has been changed. Free some disk space, then reload.',
  },
  database_failed: {
    id: 'Data di komputer ini tidak dapat dibaca atau ditulis. Mulai ulang Loket; bila terulang, hubungi administrator.',
    en: 'The data on this computer cannot be read or written. Restart Loket; if it happens again, call the administrator.',
  },
  unavailable: {
    id: 'Server pusat sedang tidak dapat melayani. Yang tersimpan tetap aman; akan dicoba lagi.',
    en: 'Head office cannot serve right now. What was saved is safe; it will be tried again.',
  },
  bad_request: support,
  malformed_json: support,
  bad_host: {
    id: 'Server tidak mengenal alamat ini. Pakai alamat yang diberikan administrator.',
    en: 'The server does not know this address. Use the one that the administrator gave you.',
  },
  body_too_large: {
    id: 'Isinya terlalu besar. Bagi menjadi beberapa bagian.',
    en: 'It is too large. Split it into parts.',
  },
  bad_config: {
    id: 'Pengaturan server {{name}} salah. Perbaiki di server, lalu nyalakan lagi.',
    en: 'The server setting {{name}} is wrong. Correct it on the server, then start again.',
  },
  bad_argument: {
    id: 'Argumen {{argument}} tidak dikenal. Lihat bantuan perintah itu.',
    en: 'The argument {{argument}} is not known. Look at the help of that command.',
  },
  data_in_use: {
    id: 'Folder data sedang dipakai server lain. Hentikan server itu dulu.',
    en: 'Another server uses the data folder. Stop that one first.',
  },
  database_newer: {
    id: 'Data ini dibuat versi yang lebih baru. Pakai versi itu; tidak ada yang diubah.',
    en: 'A newer version made this data. Use that version; nothing was changed.',
  },
  postgres_failed: {
    id: 'Basis data server tidak dapat dinyalakan. Lihat catatan server.',
    en: 'The database of the server does not start. Look at the log of the server.',
  },
  postgres_missing: {
    id: 'Basis data untuk {{platform}} {{arch}} tidak terpasang. Pasang ulang, atau isi DATABASE_URL.',
    en: 'There is no database for {{platform}} {{arch}}. Install again, or set DATABASE_URL.',
  },
  postgres_no_account: {
    id: 'Server tidak menemukan akun untuk menjalankan basis data. Jalankan sebagai pengguna biasa.',
    en: 'The server found no account to run the database under. Run it as an ordinary user.',
  },
  ...BACKUP_SENTENCES,
} as const satisfies ErrorTexts;
