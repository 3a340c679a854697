/** What a backup or a restore of head office may answer with, in both languages: for its command line and for screens. */
export const BACKUP_SENTENCES = {
  backup_missing: {
    id: 'Berkas cadangan tidak ada atau tidak dapat dibaca. Periksa nama dan haknya.',
    en: 'The backup file is not there or cannot be read. Check its name and its permissions.',
  },
  backup_exists: {
    id: 'Berkas itu sudah ada. Pilih nama lain; cadangan lama tidak ditimpa.',
    en: 'That file is there already. Choose another name; an old backup is not overwritten.',
  },
  backup_broken: {
    id: 'Berkas cadangan rusak atau bukan cadangan Loket. Tidak ada yang diubah; pakai cadangan lain.',
    en: 'The backup file is damaged or no backup of Loket. Nothing was changed; use another backup.',
  },
  backup_truncated: {
    id: 'Berkas cadangan terpotong. Tidak ada yang diubah; salin lagi atau pakai cadangan lain.',
    en: 'The backup file ends too early. Nothing was changed; copy it again or use another backup.',
  },
  backup_newer: {
    id: 'Cadangan dibuat Loket yang lebih baru ({{version}}). Tidak ada yang diubah; pakai versi itu.',
    en: 'A newer Loket ({{version}}) made the backup. Nothing was changed; use that version.',
  },
  backup_empty: {
    id: 'Basis data ini belum pernah disiapkan, jadi tidak ada yang dicadangkan.',
    en: 'This database was never set up, so there is nothing to back up.',
  },
  restore_not_empty: {
    id: 'Basis data sudah berisi. Ulangi dengan --yes: isinya dicadangkan dulu, lalu diganti.',
    en: 'The database holds data. Repeat with --yes: what is there is backed up first, then replaced.',
  },
  restore_in_use: {
    id: 'Server pusat masih memakai basis data ini ({{connections}} sambungan). Hentikan dulu semuanya.',
    en: 'Head office still uses this database ({{connections}} connections). Stop all of it first.',
  },
} as const;

export type BackupCode = keyof typeof BACKUP_SENTENCES;
