/** What happened at the demo branches: made up, told through the real commands. */
import type { CommandArgs } from '#shared/domain/commands/index.ts';
import type { Status } from '#shared/domain/complaint.ts';
import type { StartingBranch, StartingCompany } from '#shared/domain/starting-reference.ts';

export const DEMO_COMPANY: StartingCompany = { name: 'Contoh Nusantara', sector: 'post', demo: true };

export const DEMO_BRANCHES: readonly StartingBranch[] = [
  {
    code: 'PST',
    name: 'Kantor pusat',
    zone: 'Asia/Jakarta',
    address: 'Jl. Contoh Raya 1, Jakarta Pusat',
    phone: '021-5550-0100',
  },
  {
    code: 'NGW',
    name: 'Cabang Ngawi',
    zone: 'Asia/Jakarta',
    address: 'Jl. Ahmad Yani 10, Ngawi, Jawa Timur 63218',
    phone: '0351-555-0110',
  },
  {
    code: 'JAP',
    name: 'Cabang Jayapura',
    zone: 'Asia/Jayapura',
    address: 'Jl. Percetakan 22, Jayapura, Papua 99111',
    phone: '0967-555-0120',
  },
];

/** One complaint: what was said, how old it is, and the state that it has reached. */
export interface DemoComplaint {
  readonly kind: 'complaint' | 'question' | 'request';
  readonly channel: CommandArgs<'registerComplaint'>['channel'];
  readonly category: string;
  readonly text: string;
  readonly hoursAgo: number;
  readonly state: Status;
  readonly confidential?: true;
}

const c = (
  kind: DemoComplaint['kind'],
  channel: DemoComplaint['channel'],
  category: string,
  hoursAgo: number,
  state: Status,
  text: string,
): DemoComplaint => ({ kind, channel, category, hoursAgo, state, text });

export const DEMO_COMPLAINTS: readonly DemoComplaint[] = [
  c(
    'complaint',
    'walk_in',
    'rusak',
    1,
    'new',
    'Kemasan sobek, isi sebagian hilang. Pelanggan membawa foto dan kardus.',
  ),
  c(
    'complaint',
    'phone',
    'terlambat',
    3,
    'new',
    'Kiriman belum sampai setelah 4 hari, penerima sudah menunggu di alamat.',
  ),
  c(
    'question',
    'whatsapp',
    'tarif',
    2,
    'new',
    'Menanyakan tarif kargo 50 kg ke Surabaya untuk kiriman mingguan.',
  ),
  c(
    'complaint',
    'walk_in',
    'tagihan',
    6,
    'new',
    'Tagihan kumulatif bulan lalu memuat dua resi yang bukan milik pelanggan.',
  ),
  c(
    'complaint',
    'phone',
    'jemput',
    9,
    'in_progress',
    'Petugas jemput tidak datang pada hari Senin dan Rabu sesuai PKS.',
  ),
  c(
    'complaint',
    'walk_in',
    'hilang',
    30,
    'in_progress',
    'Satu dari tiga koli tidak ada saat diterima; berita acara sudah dibuat.',
  ),
  c(
    'complaint',
    'email',
    'salah-alamat',
    52,
    'in_progress',
    'Dokumen kontrak diantar ke gudang lama, bukan ke kantor.',
  ),
  c(
    'request',
    'email',
    'data',
    20,
    'in_progress',
    'Minta rekap resi bulan lalu dalam bentuk Excel untuk audit.',
  ),
  c(
    'complaint',
    'social',
    'petugas',
    75,
    'in_progress',
    'Kurir menolak mengantar sampai lantai dua dan berbicara kasar.',
  ),
  c(
    'complaint',
    'walk_in',
    'rusak',
    98,
    'waiting_customer',
    'Barang pecah belah retak. Menunggu foto tambahan dan nota pembelian.',
  ),
  c(
    'request',
    'walk_in',
    'data',
    26,
    'waiting_customer',
    'Koreksi alamat penerima di data pelanggan; menunggu surat kuasa.',
  ),
  c(
    'complaint',
    'phone',
    'terlambat',
    120,
    'waiting_customer',
    'Kiriman ditahan di gudang transit, menunggu nomor telepon penerima.',
  ),
  c(
    'complaint',
    'walk_in',
    'tagihan',
    140,
    'resolved',
    'Selisih tagihan Rp 1.250.000 antara lampiran dan faktur.',
  ),
  c('complaint', 'whatsapp', 'terlambat', 110, 'resolved', 'Kiriman dokumen tender terlambat satu hari.'),
  c('question', 'walk_in', 'lacak', 28, 'resolved', 'Menanyakan status kiriman ke Manokwari.'),
  c(
    'complaint',
    'letter',
    'hilang',
    300,
    'closed',
    'Paket hilang di perjalanan, ganti rugi diminta sesuai ketentuan.',
  ),
  c('request', 'email', 'data', 210, 'closed', 'Salinan PKS dan lampirannya.'),
  c('complaint', 'walk_in', 'jemput', 190, 'closed', 'Jadwal jemput digeser tanpa pemberitahuan.'),
  c(
    'complaint',
    'phone',
    'rusak',
    160,
    'reopened',
    'Penggantian diterima, tetapi jumlahnya kurang satu dus.',
  ),
  c('complaint', 'walk_in', 'terlambat', 45, 'cancelled', 'Didaftarkan pada pelanggan yang keliru.'),
  c('complaint', 'whatsapp', 'petugas', 66, 'withdrawn', 'Keluhan tentang antrean di loket.'),
  {
    ...c('complaint', 'walk_in', 'petugas', 40, 'in_progress', 'Dugaan pungutan di luar tarif oleh petugas.'),
    confidential: true,
  },
];

export const FOLLOW_UPS: readonly string[] = [
  'Pelanggan sudah ditelepon, minta kabar lagi besok pagi.',
  'Sudah dicek ke gudang transit, menunggu jawaban.',
  'Foto dan resi diterima, diteruskan ke divisi.',
  'Penerima dihubungi, alamat sudah benar.',
];
export const RESOLUTIONS: readonly string[] = [
  'Kiriman sudah sampai dan diterima; pelanggan menerima penjelasan.',
  'Tagihan diperbaiki dan dikirim ulang; selisih dikreditkan bulan depan.',
  'Ganti rugi disetujui dan dibayarkan.',
];

export interface DemoCampaign {
  readonly fields: Omit<CommandArgs<'makeCampaign'>, 'start' | 'end'>;
  /** Days from today. */
  readonly from: number;
  readonly until: number;
}

export const DEMO_CAMPAIGNS: readonly DemoCampaign[] = [
  {
    fields: {
      kind: 'exhibition',
      name: 'Pameran Produk Unggulan Ngawi',
      branchIds: ['NGW'],
      area: 'Alun-alun Ngawi',
      offer: 'Gratis jemput tiga bulan untuk pelanggan baru dengan kiriman 20 resi sebulan.',
      budget: 12_500_000,
      target: 60,
      status: 'running',
    },
    from: -4,
    until: 6,
  },
  {
    fields: {
      kind: 'whatsapp',
      name: 'Kirim Hemat Akhir Tahun',
      branchIds: [],
      area: 'Semua cabang',
      offer: 'Potongan 15% untuk kiriman di atas 10 kg sampai akhir tahun.',
      budget: 45_000_000,
      target: 400,
      status: 'running',
    },
    from: -20,
    until: 35,
  },
];

export const VISITORS: readonly string[] = [
  'Suparman',
  'Siti Aminah',
  'I Made Sudarta',
  'Bonar Simanjuntak',
  'UD Berkah Jaya',
  'Maria Goreti',
  'Yosef Tabuni',
  'CV Cahaya Timur',
  'Lestari',
  'Ahmad Fauzi',
];
