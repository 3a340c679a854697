import type { Same } from './wording.ts';

/** Of a customer that is not here, or not any more. */
const id = {
  moved: 'Pelanggan ini dipindahkan ke {{branch}} pada {{day}}',
  movedTo: 'Dipindahkan ke {{branch}}',
  title: {
    left: 'Pelanggan ini tidak lagi di cabang Anda',
    deleted: 'Data pelanggan ini sudah dihapus',
    unknown: 'Pelanggan ini tidak ada di cabang',
  },
  hint: {
    left: 'Biasanya karena diserahkan ke cabang lain. Cabang mana tidak diberitahukan ke loket ini: tanyakan kepada supervisor atau kantor pusat. Pengaduan yang ditangani cabang Anda tetap di sini.',
    deleted: 'Dihapus sebagai data yang salah dibuat. Bila masih diperlukan, tanyakan kepada supervisor.',
    unknown: 'Mungkin belum sampai ke komputer ini, atau milik cabang lain.',
  },
  movedHint: 'Cabang itu yang melayaninya sekarang.',
  atHand_other: '{{count}} pelanggan tidak lagi di cabang Anda',
  atHandRemove: 'Hapus dari daftar ini',
};

const en = {
  moved: 'This customer was handed over to {{branch}} on {{day}}',
  movedTo: 'Handed over to {{branch}}',
  title: {
    left: 'This customer is no longer in your branch',
    deleted: 'This customer record was deleted',
    unknown: 'This customer is not in the branch',
  },
  hint: {
    left: 'Most likely it was handed over to another branch. This desk is not told which one: ask your supervisor or head office. Complaints that your branch handles stay here.',
    deleted: 'It was deleted as a record made by mistake. Ask your supervisor if it is still needed.',
    unknown: 'Perhaps it has not reached this computer, or belongs to another branch.',
  },
  movedHint: 'That branch serves it now.',
  atHand_one: '{{count}} customer is no longer in your branch',
  atHand_other: '{{count}} customers are no longer in your branch',
  atHandRemove: 'Take out of this list',
} satisfies Same<typeof id>;

export const away = { id, en };
