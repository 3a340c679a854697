/** Made-up customers of Indonesian branches by a seed: mononyms, marga, titles, companies, shops, offices. */
import type { Customer } from '#shared/domain/customer.ts';
import type { StoredDoc } from '#shared/sync/document.ts';
import { randomOf } from '#test/sim/random.ts';

const list = (words: string): readonly string[] => words.trim().split(/\s+/);

const WOMEN =
  list(`Siti Sri Dewi Ratna Endang Wahyuni Kartini Lestari Rahayu Fitri Nur Aisyah Yuliana Indah Maya Rina Ani
  Puji Sulastri Suryani Kusuma Wati Ningsih Tuti Yanti Mega Intan Putri Ayu Dian Eka Dwi Tri Retno Anisa Nabila Zahra
  Khadijah Maria Theresia Yohana Ketut Kadek Luh Butet Tiur Rosmaida Halimah Fatimah Rukmini Sumarni Painem Tukinem`);
const MEN =
  list(`Budi Agus Bambang Slamet Joko Sutrisno Suharto Sukarno Wahyudi Hendra Rudi Dedi Andi Arif Ahmad Muhammad
  Abdul Yusuf Ibrahim Taufik Hidayat Ridwan Iwan Eko Teguh Heru Tono Sugeng Wawan Asep Ujang Dadang Made Wayan Nyoman
  Gede Yohanes Petrus Markus Togar Poltak Sahat Bonar Anwar Basuki Darmawan Gunawan Irawan Kurniawan Setiawan Purnomo
  Ngatimin Paijo Sarimin Tukiman Warsito Mulyono Supriyanto Haryanto Widodo Prasetyo Nugroho Saputra Firmansyah`);
const LAST =
  list(`Santoso Wijaya Susanto Hartono Halim Tanuwijaya Kusnadi Hakim Rahman Siregar Nasution Harahap Lubis
  Simanjuntak Sitompul Hutagalung Pangaribuan Manurung Situmorang Sinaga Tarigan Sembiring Ginting Purba Saragih
  Tobing Pane Panjaitan Lumbantoruan Batubara Daulay Pulungan Rangkuti Matondang Koto Chaniago Tanjung Piliang
  Sikumbang Jambak Wenas Lumentut Rorimpandey Pattiasina Latuconsina Leimena Tuhumury Sahetapy Rumbiak Wanggai
  Mandowen Kambuaya Suparman Sudirman Wibowo Wicaksono Hadiwijaya Kertanegara Mangkubumi Notonegoro Adiningrat
  Prawiro Sosrodiningrat Pranoto Budiman Budiarti Setyawati Handayani Maharani Permata Cahyani Puspita Anggraini
  Safitri Oktaviani Ramadhani Maulana Fauzi Syahputra Alamsyah Sulaiman Marpaung Aritonang`);
const TITLED = ['H. ', 'Hj. ', 'Drs. ', 'dr. ', 'Ir. ', 'KH. '];
const DEGREES = [', S.E.', ', S.Pd.', ', M.M.', ', S.H.'];
const FORMS = ['PT', 'PT.', 'CV', 'CV.', 'UD', 'UD.', 'Toko', 'Koperasi', 'Bengkel', 'Apotek', 'Rumah Makan'];
const TRADES =
  list(`Maju Jaya Sinar Abadi Makmur Sejahtera Sentosa Mandiri Barokah Berkah Lancar Sumber Rejeki Anugerah
  Karya Utama Prima Mitra Cahaya Bintang Mulia Agung Indah Lestari Tunas Harapan Bersama Nusantara Pratama Perkasa`);
const GOODS = list(
  'batik keripik tempe mebel kopi beras konveksi elektronik obat bibit pupuk kerajinan sepatu',
);
const STREETS = list(
  'Diponegoro Sudirman Ahmad-Yani Kartini Merdeka Pahlawan Gajah-Mada Raya Melati Mawar Kenanga',
);
const DISTRICTS =
  list(`Ngawi Paron Geneng Kedunggalar Widodaren Mantingan Karangjati Padas Pangkur Kwadungan Jogorogo
  Ngrambe Sine Kendal Pitu Bringin Kasreman Gerih Karanganyar`);
const VILLAGES =
  list(`Beran Margomulyo Ketanggi Karangasri Kartoharjo Grudo Jururejo Watualang Kandangan Mangunharjo
  Banyuurip Karangtengah Pelem Pakah Teguhan Gelung Dawu Gentong Ngale Semen Tempuran Sirigan Kebon Babadan`);

export interface Random {
  (): number;
}

const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
const below = (random: Random, end: number): number => Math.floor(random() * end);

function personName(random: Random): string {
  const given = random() < 0.5 ? WOMEN : MEN;
  const first = pick(random, given);
  const kind = random();
  // many Javanese have one name only
  if (kind < 0.08) return first;
  const middle = random() < 0.3 ? ` ${pick(random, given)}` : '';
  const title = random() < 0.05 ? pick(random, TITLED) : '';
  const degree = random() < 0.04 ? pick(random, DEGREES) : '';
  const apostrophe = random() < 0.01 ? " Ma'ruf" : '';
  return `${title}${first}${middle}${apostrophe} ${pick(random, LAST)}${degree}`;
}

const companyName = (random: Random): string =>
  `${pick(random, FORMS)} ${pick(random, TRADES)} ${pick(random, TRADES)}${random() < 0.2 ? ` ${below(random, 99) + 1}` : ''}`;

const HEADS = ['0812', '0813', '0821', '0852', '0857', '0878', '0896', '0351'];
const digits = (random: Random, count: number): string =>
  Array.from({ length: count }, () => below(random, 10)).join('');
const phone = (random: Random): string =>
  `+62${pick(random, HEADS).slice(1)}${digits(random, 7 + below(random, 2))}`;
const BEGIN = Date.UTC(2024, 0, 1);
const at = (random: Random): string => new Date(BEGIN + below(random, 800 * 86_400_000)).toISOString();

/** @returns a customer as a desk stores it. @param n its number; `id` follows from it */
export function madeCustomer(random: Random, n: number): StoredDoc {
  const company = random() < 0.25;
  const createdAt = at(random);
  const by = { id: `u${below(random, 9)}`, name: 'Rina' };
  const content: Omit<Customer, 'clock'> & { readonly clock: unknown } = {
    id: `${digits(random, 8)}-${n.toString(36)}`,
    branchId: 'NGW',
    createdBy: by,
    createdAt,
    updatedBy: by,
    updatedAt: createdAt,
    clock: { offset: 0, uncertainty: 0 },
    kind: company ? 'company' : 'person',
    number: `P-NGW-D${1 + below(random, 4)}-${n + 1}`,
    name: company ? companyName(random) : personName(random),
    stage: pick(random, ['prospect', 'active', 'active', 'dormant', 'lost'] as const),
    phones: random() < 0.95 ? [{ number: phone(random) }] : [],
    contacts: company ? [{ id: 'p', name: personName(random), phones: [{ number: phone(random) }] }] : [],
    address: {
      street: `Jl. ${pick(random, STREETS).replace('-', ' ')} No. ${1 + below(random, 200)}`,
      village: pick(random, VILLAGES),
      district: pick(random, DISTRICTS),
      regency: 'Ngawi',
      province: 'Jawa Timur',
      postalCode: String(63200 + (n % 60)),
    },
    ...(company ? { commodity: pick(random, GOODS) } : {}),
    ...(random() < 0.7 ? { ownerId: `ae${below(random, 6)}` } : {}),
    ...(random() < 0.3 ? { nik: `3521${digits(random, 12)}` } : {}),
    ...(random() < 0.2 ? { externalIds: { salesforce: `CID-${digits(random, 6)}` } } : {}),
    source: 'book',
    ...(random() < 0.4 ? { tier: pick(random, ['bronze', 'silver', 'gold'] as const) } : {}),
    consents: random() < 0.5 ? { whatsapp: { given: random() < 0.8, at: createdAt, by, proof: 'form' } } : {},
    tags: random() < 0.15 ? [pick(random, ['pameran', 'umkm', 'lama'])] : [],
  };
  return { ...content, rev: `r${n}`, ver: 1, _deleted: false, unsent: random() < 0.02 ? 2 : 0 };
}

/** @returns `count` customers, the same for the same seed. */
export function madeCustomers(seed: number, count: number): StoredDoc[] {
  const random = randomOf(seed);
  return Array.from({ length: count }, (_, n) => madeCustomer(random, n));
}

const STATUSES = [
  'new',
  'in_progress',
  'waiting_customer',
  'resolved',
  'closed',
  'closed',
  'closed',
] as const;

/** @returns complaints of these customers, the same for the same seed. */
export function madeComplaints(seed: number, count: number, customers: readonly StoredDoc[]): StoredDoc[] {
  const random = randomOf(seed);
  return Array.from({ length: count }, (_, n) => {
    const receivedAt = at(random);
    return {
      id: `k${digits(random, 6)}-${n.toString(36)}`,
      rev: `k${n}`,
      ver: 1,
      _deleted: false,
      unsent: 0,
      branchId: 'NGW',
      customerId: pick(random, customers).id,
      number: `K-NGW-D${1 + below(random, 4)}-${n + 1}`,
      status: pick(random, STATUSES),
      category: pick(random, ['terlambat', 'rusak', 'hilang']),
      divisionId: pick(random, ['', 'ops', 'keu']),
      description: 'Kiriman belum sampai',
      references: random() < 0.5 ? [{ kind: 'resi', value: `JT${digits(random, 10)}` }] : [],
      receivedAt,
      createdAt: receivedAt,
      updatedAt: receivedAt,
      dueAt: random() < 0.9 ? at(random) : '',
      confidential: random() < 0.01,
      updatedBy: { id: `u${below(random, 9)}` },
    };
  });
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** @returns a word with one letter wrong, missing, superfluous or swapped. */
export function mistyped(random: Random, word: string): string {
  const place = below(random, word.length);
  const letter = LETTERS.charAt(below(random, LETTERS.length));
  const [head, tail] = [word.slice(0, place), word.slice(place)];
  switch (below(random, 4)) {
    case 0:
      return head + letter + tail.slice(1);
    case 1:
      return head + tail.slice(1);
    case 2:
      return head + letter + tail;
    default:
      return tail.length > 1
        ? `${head}${tail.charAt(1)}${tail.charAt(0)}${tail.slice(2)}`
        : mistyped(random, word);
  }
}
