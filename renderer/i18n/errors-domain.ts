/** Sentences for what the rules of the domain refuse, at the desk or at head office. */
import type { ErrorTexts } from './errors.ts';

export const DOMAIN_ERRORS = {
  invalid: {
    id: 'Ada isian yang tidak sah. Periksa bagian yang ditandai.',
    en: 'Something filled in is not valid. Look at the part that is marked.',
  },
  name_missing: { id: 'Isi nama. Satu kata sudah cukup.', en: 'Fill in a name. One word is enough.' },
  phone_invalid: {
    id: 'Nomor ini tidak dapat dihubungi. Periksa angkanya, atau kosongkan.',
    en: 'This number cannot be dialled. Check the digits, or leave it empty.',
  },
  text_long: {
    id: 'Terlalu panjang. Persingkat, lalu simpan lagi.',
    en: 'Too long. Shorten it, then save again.',
  },
  label_long: {
    id: 'Satu label paling panjang 40 huruf. Persingkat, lalu simpan lagi.',
    en: 'A label has at most 40 letters. Shorten it, then save again.',
  },
  phone_one: {
    id: 'Di sini hanya satu nomor. Nomor lainnya dapat ditulis sebagai catatan.',
    en: 'There is room for one number here. Write the others as a note.',
  },
  postal_invalid: { id: 'Kode pos terdiri dari 5 angka.', en: 'A postal code has 5 digits.' },
  nik_invalid: {
    id: 'NIK terdiri dari 16 angka seperti di KTP. Periksa lagi.',
    en: 'A NIK has 16 digits as on the identity card. Check it again.',
  },
  npwp_invalid: {
    id: 'NPWP terdiri dari 15 atau 16 angka dengan angka periksa yang benar. Periksa lagi.',
    en: 'An NPWP has 15 or 16 digits with the right check digit. Check it again.',
  },
  day_invalid: {
    id: 'Tanggal ini tidak dikenali. Tulis seperti 5 Mar 2026.',
    en: 'This date cannot be read. Write it as in 5 Mar 2026.',
  },
  text_missing: { id: 'Bagian ini masih kosong. Tulis isinya.', en: 'This is still empty. Fill it in.' },
  description_missing: { id: 'Tulis uraian pengaduan.', en: 'Describe the complaint.' },
  until_is_past: {
    id: 'Tanggal ini sudah lewat. Pilih hari ini atau sesudahnya.',
    en: 'This day is past. Choose today or later.',
  },
  no_override: {
    id: 'Kelas pelanggan ini sudah menurut aturan.',
    en: 'This customer’s tier already follows the rules.',
  },
  columns_missing: { id: 'Pilih paling sedikit satu kolom.', en: 'Choose at least one column.' },
  export_failed: {
    id: 'Berkas tidak dapat dibuat. Coba lagi, atau pilih lebih sedikit baris.',
    en: 'The file could not be made. Try again, or choose fewer rows.',
  },
  bound_missing: {
    id: 'Setiap syarat perlu batas paling sedikit atau paling banyak.',
    en: 'Every condition needs a lowest or a highest figure.',
  },
  bounds_reversed: {
    id: 'Batas paling sedikit lebih besar daripada paling banyak.',
    en: 'The lowest figure is above the highest.',
  },
  reason_missing: { id: 'Tulis alasannya.', en: 'Write the reason.' },
  resolution_missing: {
    id: 'Tulis penyelesaiannya, dengan kata yang dapat dibacakan kepada pelanggan.',
    en: 'Write the resolution, in words that can be read to the customer.',
  },
  end_before_start: {
    id: 'Tanggal selesai sebelum tanggal mulai. Perbaiki salah satunya.',
    en: 'It ends before it starts. Correct one of the dates.',
  },
  agreement_decided: {
    id: 'Akhir perjanjian ini sudah diputuskan. Lihat riwayatnya.',
    en: 'The end of this agreement was decided already. Look at its history.',
  },
  agreement_over: {
    id: 'Masa perjanjian ini sudah lewat. Putuskan kelanjutannya.',
    en: 'This agreement is over. Decide what follows.',
  },
  step_after_end: {
    id: 'Hari itu sesudah perjanjian selesai. Pilih hari sampai tanggal selesainya, atau ubah dulu tanggal selesai perjanjian.',
    en: 'That day is after the agreement ends. Choose a day up to its end, or change the agreement’s end first.',
  },
  step_not_cancelled: {
    id: 'Langkah ini tidak dibatalkan. Lihat agendanya.',
    en: 'This step was not cancelled. Look at the agenda.',
  },
  next_missing: {
    id: 'Isi perjanjian penggantinya: tanggal mulai dan selesai.',
    en: 'Fill in the agreement that follows: its start and its end.',
  },
  outcome_missing: {
    id: 'Tulis hasilnya, cukup satu kalimat.',
    en: 'Write what came of it; one sentence will do.',
  },
  decision_missing: {
    id: 'Tugas ini selesai dengan keputusan: pilih Putuskan.',
    en: 'This task is done by a decision: choose Decide.',
  },
  title_missing: { id: 'Tulis apa yang akan dilakukan.', en: 'Write what is to be done.' },
  too_many: {
    id: 'Daftarnya sudah penuh. Hapus dulu yang tidak dipakai.',
    en: 'The list is full. Take out first what is not used.',
  },
  list_full: {
    id: 'Daftarnya sudah penuh, termasuk yang sudah selesai. Tulis yang baru sebagai catatan.',
    en: 'The list is full, with those that are closed. Write new ones down as a note.',
  },
  task_goes_on: {
    id: 'Tugas ini berlanjut ke langkah berikutnya. Selesaikan dari Agenda.',
    en: 'This task leads to another step. Complete it in the agenda.',
  },
  received_in_future: {
    id: 'Waktu masuk belum terjadi. Periksa tanggal, jam, dan jam komputer ini.',
    en: 'The time of receipt lies ahead. Check the date, the time and the clock of this computer.',
  },
  category_missing: {
    id: 'Pilih kategori: angka 1–9, atau ketik namanya.',
    en: 'Choose a category: a digit 1–9, or type its name.',
  },
  category_unknown: {
    id: 'Kategori tidak dikenal. Pilih dari daftar.',
    en: 'Unknown category. Choose one of the list.',
  },
  division_unknown: {
    id: 'Divisi tidak dikenal. Pilih dari daftar.',
    en: 'Unknown division. Choose one of the list.',
  },
  division_unchanged: {
    id: 'Pengaduan sudah ada di divisi itu. Pilih divisi lain.',
    en: 'That division has the complaint already. Choose another one.',
  },
  unknown_reference: {
    id: 'Data yang dirujuk tidak ada lagi. Pilih lagi dari daftar.',
    en: 'What this refers to is gone. Choose again from the list.',
  },
  author_unknown: {
    id: 'Penulisnya tidak dikenal pusat. Masuk lagi, lalu kirim lagi.',
    en: 'Head office does not know the author. Sign in again, then send again.',
  },
  same_customer: {
    id: 'Kedua data itu sama. Pilih data ganda yang lain.',
    en: 'Both are the same record. Choose the other record.',
  },
  already_joined: {
    id: 'Salah satu data sudah disatukan. Buka data utamanya, lalu satukan di sana.',
    en: 'One of the records is merged already. Open the main record and merge there.',
  },
  not_joined: {
    id: 'Data ini tidak sedang disatukan; tidak ada yang perlu dipisahkan.',
    en: 'This record is not merged; there is nothing to separate.',
  },
  same_branch: {
    id: 'Pelanggan sudah di cabang itu. Pilih cabang lain.',
    en: 'The customer is in that branch already. Choose another one.',
  },
  customer_missing: {
    id: 'Pelanggannya tidak ada di cabang ini. Pilih pelanggan lagi.',
    en: 'The customer is not in this branch. Choose the customer again.',
  },
  complaint_not_open: {
    id: 'Pengaduan ini sudah selesai. Buka lagi lebih dulu bila perlu diubah.',
    en: 'This complaint is finished. Reopen it first if it has to change.',
  },
  task_not_open: {
    id: 'Tugas ini sudah selesai atau dibatalkan.',
    en: 'This task is done or cancelled already.',
  },
  campaign_not_running: {
    id: 'Kampanye ini tidak sedang berjalan. Pilih kampanye lain.',
    en: 'This campaign is not running. Choose another one.',
  },
  status_unreachable: {
    id: 'Status itu tidak dapat menyusul status sekarang. Muat ulang dan pilih langkah yang tersedia.',
    en: 'That status cannot follow the present one. Reload and choose one of the steps offered.',
  },
  immutable: {
    id: 'Bagian ini tidak boleh diubah setelah tercatat.',
    en: 'This part may not change once it is on record.',
  },
  append_only: {
    id: 'Riwayat hanya dapat ditambah, tidak diubah. Tambahkan catatan baru.',
    en: 'History is only added to, never changed. Add a new note.',
  },
  not_deletable: {
    id: 'Ini tidak dapat dihapus. Batalkan dengan alasan.',
    en: 'This cannot be deleted. Cancel it with a reason.',
  },
  number_of_other_branch: {
    id: 'Nomornya milik cabang atau loket lain. Sebutkan kode ini kepada administrator.',
    en: 'The number belongs to another branch or desk. Name this code to the administrator.',
  },
  other_branch: {
    id: 'Data ini milik cabang lain. Mintalah cabang itu mengubahnya.',
    en: 'This belongs to another branch. Ask that branch to change it.',
  },
  not_allowed: {
    id: 'Peran Anda tidak boleh melakukan ini. Mintalah supervisor.',
    en: 'Your role may not do this. Ask your supervisor.',
  },
  not_found: {
    id: 'Tidak ditemukan, atau bukan untuk Anda. Kembali ke daftar dan cari lagi.',
    en: 'Not found, or not for you. Go back to the list and search again.',
  },
  number_taken: {
    id: 'Nomor ini sudah dipakai data lain di pusat. Jangan cetak lagi dengan nomor ini; di loketnya, kirim dengan nomor baru.',
    en: 'Another record has this number at head office. Do not print it again under this number; at its desk, send it under a new one.',
  },
  too_large: {
    id: 'Isinya terlalu panjang untuk disimpan pusat. Ringkas teksnya, lalu kirim lagi.',
    en: 'It is too long for head office to store. Shorten the text, then send again.',
  },
  already_decided: {
    id: 'Orang lain sudah memilih untuk bagian ini. Lihat pilihannya di riwayat.',
    en: 'Somebody has already chosen for this part. The history says what.',
  },
  moved: {
    id: 'Data ini sudah pindah dari cabang ini. Hubungi cabang yang baru, lalu buang perubahan ini.',
    en: 'This has moved away from this branch. Call its new branch, then discard this change.',
  },
  unexpected: {
    id: 'Terjadi kesalahan tak terduga. Yang tersimpan tetap aman; muat ulang dan coba lagi.',
    en: 'Something unexpected went wrong. What was saved is safe; reload and try again.',
  },
  not_demo: {
    id: 'Ini bukan data contoh, jadi tidak dihapus.',
    en: 'This is not sample data, so it is not deleted.',
  },
} as const satisfies ErrorTexts;
