import type { Same } from './wording.ts';

const id = {
  title: 'Ditolak di cabang ini',
  titleAll: 'Ditolak di semua cabang',
  what: 'Jenis',
  document: 'Data dan alasan',
  author: 'Petugas',
  desk: 'Loket',
  at: 'Ditolak',
  field: 'Bagian',
  code: 'Kode',
  notFound: 'Data ini tidak ada lagi di cabang ini: dihapus, dipindahkan, atau tidak pernah sampai di pusat.',
  content: 'Isi yang dikirim',
  hidden: 'Isi tidak ditampilkan',
  hiddenHint: 'Data ini rahasia, bukan milik cabang Anda lagi, atau tidak dapat disimpan.',
  next: 'Petugasnya dapat memperbaiki dan mengirim lagi dari loketnya; begitu diterima, baris ini hilang sendiri.',
  settle: 'Tandai selesai…',
  settleTitle: 'Tandai penolakan ini selesai?',
  settleText:
    'Baris ini hilang dari daftar dan alasannya dicatat. Di loket yang mengirim, perubahannya tetap ada sampai petugasnya memperbaiki atau membuangnya.',
  settleDo: 'Tandai selesai',
  settled: 'Ditandai selesai',
  views: 'Tampilan',
  view: { open: 'Menunggu keputusan', discarded: 'Dibuang dengan alasan' },
  settledAt: 'Dibuang',
  settledBy: 'Oleh',
  settledReason: 'Alasan',
  noneDiscarded: 'Belum ada yang dibuang',
  noneDiscardedHint:
    'Yang dibuang di loket atau ditandai selesai di sini tampil beserta alasannya selama 90 hari.',
  none: 'Tidak ada yang ditolak',
  noneHint: 'Semua yang dikirim loket sudah diterima pusat.',
};

const en = {
  title: 'Refused in this branch',
  titleAll: 'Refused in all branches',
  what: 'Kind',
  document: 'Data and reason',
  author: 'Person',
  desk: 'Desk',
  at: 'Refused',
  field: 'Part',
  code: 'Code',
  notFound: 'This is no longer in this branch: deleted, moved, or it never reached head office.',
  content: 'What was sent',
  hidden: 'Content not shown',
  hiddenHint: 'It is confidential, no longer of your branch, or could not be kept.',
  next: 'Its author can mend it and send it again from the desk; once it is accepted this line goes by itself.',
  settle: 'Mark as settled…',
  settleTitle: 'Mark this refusal as settled?',
  settleText:
    'The line leaves the list and the reason is kept. At the desk that sent it the change stays until its author mends or discards it.',
  settleDo: 'Mark as settled',
  settled: 'Marked as settled',
  views: 'Views',
  view: { open: 'Waiting for a decision', discarded: 'Discarded with a reason' },
  settledAt: 'Discarded',
  settledBy: 'By',
  settledReason: 'Reason',
  noneDiscarded: 'Nothing has been discarded',
  noneDiscardedHint:
    'What was discarded at a desk or marked as settled here is shown with its reason for 90 days.',
  none: 'Nothing was refused',
  noneHint: 'Head office has accepted everything that desks sent.',
} satisfies Same<typeof id>;

export const refusals = { id, en };
