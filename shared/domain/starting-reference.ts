/**
 * What a new company starts with; head office edits all of it. The numbers of the two rule packs come from
 * company procedures and press that cite POJK 22/2023 and SEOJK 17/2018; the primary texts were not read.
 */
import type { By } from './base.ts';
import type {
  Branch,
  Category,
  Division,
  OpeningDay,
  PromiseRule,
  Reference,
  RulePack,
  Zone,
} from './reference.ts';
import { HEAD_OFFICE } from './actor.ts';
import { HOLIDAYS } from './holidays.ts';
import { STARTING_TIERS } from './starting-tiers.ts';

export type Sector = 'finance' | 'post';

export interface StartingBranch {
  readonly code: string;
  readonly name: string;
  readonly zone: Zone;
  readonly address?: string;
  readonly phone?: string;
}

const H = 60;
/** Monday to Thursday with a noon break, a longer one for prayers on Friday. */
const WEEK: readonly OpeningDay[] = [1, 2, 3, 4, 5].map((day) => ({
  day,
  open: 8 * H,
  close: 16 * H,
  breaks: [day === 5 ? { from: 11 * H + 30, to: 13 * H } : { from: 12 * H, to: 13 * H }],
}));
/** Post counters open on Saturday morning. */
const HOURS: Readonly<Record<Sector, readonly OpeningDay[]>> = {
  finance: WEEK,
  post: [...WEEK, { day: 6, open: 8 * H, close: 12 * H, breaks: [] }],
};

type Names = readonly [code: string, id: string, en: string];
const DIVISIONS: Readonly<Record<Sector, readonly Names[]>> = {
  finance: [
    ['layanan', 'Layanan pelanggan', 'Customer service'],
    ['penagihan', 'Penagihan', 'Collection'],
    ['keuangan', 'Keuangan', 'Finance'],
    ['dokumen', 'Dokumen dan BPKB', 'Documents and titles'],
    ['asuransi', 'Asuransi dan klaim', 'Insurance and claims'],
    ['pemasaran', 'Pemasaran', 'Marketing'],
    ['ti', 'Teknologi informasi', 'Information technology'],
  ],
  post: [
    ['layanan', 'Layanan pelanggan', 'Customer service'],
    ['operasional', 'Operasional', 'Operations'],
    ['antaran', 'Antaran', 'Delivery'],
    ['keuangan', 'Keuangan dan tagihan', 'Finance and billing'],
    ['klaim', 'Klaim dan ganti rugi', 'Claims'],
    ['penjualan', 'Penjualan korporat', 'Corporate sales'],
    ['ti', 'Teknologi informasi', 'Information technology'],
  ],
};

type CategoryRow = readonly [code: string, id: string, en: string, division: string];
const CATEGORIES: Readonly<Record<Sector, readonly CategoryRow[]>> = {
  finance: [
    ['angsuran', 'Angsuran tidak tercatat', 'Instalment not recorded', 'keuangan'],
    ['denda', 'Denda dan biaya', 'Late fees and charges', 'penagihan'],
    ['bpkb', 'BPKB belum diterima', 'Vehicle title not received', 'dokumen'],
    ['petugas', 'Sikap petugas penagihan', 'Conduct of collectors', 'penagihan'],
    ['pelunasan', 'Pelunasan dipercepat', 'Early settlement', 'keuangan'],
    ['asuransi', 'Klaim asuransi', 'Insurance claim', 'asuransi'],
    ['data', 'Permintaan atau koreksi data', 'Data request or correction', 'layanan'],
    ['slik', 'Catatan SLIK', 'Credit record (SLIK)', 'dokumen'],
    ['produk', 'Informasi produk', 'Product information', 'pemasaran'],
    ['aplikasi', 'Aplikasi dan pembayaran digital', 'App and digital payment', 'ti'],
    ['lainnya', 'Lainnya', 'Other', 'layanan'],
  ],
  post: [
    ['terlambat', 'Kiriman terlambat', 'Late shipment', 'antaran'],
    ['rusak', 'Kiriman rusak', 'Damaged shipment', 'klaim'],
    ['hilang', 'Kiriman hilang', 'Lost shipment', 'klaim'],
    ['salah-alamat', 'Salah antar atau salah alamat', 'Wrong delivery or address', 'antaran'],
    ['tagihan', 'Tagihan tidak sesuai', 'Wrong billing', 'keuangan'],
    ['jemput', 'Penjemputan tidak datang', 'Missed pick-up', 'operasional'],
    ['petugas', 'Sikap petugas', 'Conduct of staff', 'layanan'],
    ['lacak', 'Status kiriman', 'Shipment status', 'operasional'],
    ['tarif', 'Tarif dan layanan', 'Prices and services', 'penjualan'],
    ['data', 'Permintaan atau koreksi data', 'Data request or correction', 'layanan'],
    ['lainnya', 'Lainnya', 'Other', 'layanan'],
  ],
};

const ORAL = ['walk_in', 'phone'];
const HIGH_VALUE: PromiseRule = {
  id: 'nilai-tinggi-24-jam',
  tiers: ['gold'],
  basis: 'calendar_hours',
  amount: 24,
} as const;
const PACKS: readonly Pick<RulePack, 'code' | 'name' | 'rules'>[] = [
  {
    code: 'ojk-multifinance',
    name: { id: 'OJK untuk perusahaan pembiayaan', en: 'OJK for finance companies' },
    rules: [
      { id: 'pertanyaan', kinds: ['question'], basis: 'working_days', amount: 2 },
      { id: 'lisan', channels: ORAL, basis: 'working_days', amount: 5 },
      { id: 'tertulis', basis: 'working_days', amount: 10 },
      HIGH_VALUE,
    ],
  },
  {
    code: 'general',
    name: { id: 'Umum', en: 'General' },
    rules: [
      { id: 'pertanyaan', kinds: ['question'], basis: 'working_hours', amount: 8 },
      { id: 'lisan', channels: ORAL, basis: 'working_hours', amount: 16 },
      { id: 'tertulis', basis: 'working_days', amount: 3 },
      HIGH_VALUE,
    ],
  },
];

const TEMPLATES: readonly (readonly [code: string, title: string, text: string])[] = [
  ['kronologi', 'Kronologi', 'Kronologi:\nTanggal kejadian:\nYang diminta pelanggan:'],
  [
    'dokumen',
    'Dokumen belum lengkap',
    'Dokumen yang masih kurang:\nPelanggan akan melengkapi paling lambat:',
  ],
  ['hubungi', 'Hubungi kembali', 'Pelanggan minta dihubungi kembali pada:\nMelalui:'],
];

export interface StartingCompany {
  readonly name: string;
  readonly sector: Sector;
  readonly demo?: boolean;
}

/**
 * @param by who sets the company up; @param now ISO UTC with milliseconds
 * @returns the reference documents of a new company: company, branches, divisions, categories, both rule
 *   packs, the official holidays known, templates. Ids are made of codes, so a second run changes nothing.
 */
export function startingReference(
  company: StartingCompany,
  branches: readonly StartingBranch[],
  by: By,
  now: string,
): Reference[] {
  const base = (id: string, branchId = HEAD_OFFICE) => ({
    id,
    branchId,
    createdBy: by,
    createdAt: now,
    updatedBy: by,
    updatedAt: now,
    clock: { offset: 0, uncertainty: 0 },
  });
  const { sector } = company;
  const divisions = DIVISIONS[sector].map(([code, id, en]): Division => ({
    ...base(`division:${code}`),
    kind: 'division',
    code,
    name: { id, en },
  }));
  const categories = CATEGORIES[sector].map(([code, id, en, divisionId], index): Category => ({
    ...base(`category:${code}`),
    kind: 'category',
    code,
    name: { id, en },
    divisionId,
    order: index + 1,
    active: true,
  }));
  return [
    {
      ...base('company'),
      kind: 'company',
      name: company.name,
      rulePack: sector === 'finance' ? 'ojk-multifinance' : 'general',
      ...(company.demo ? { demo: true } : {}),
    },
    ...branches.map((b): Branch => branchDocument(b, sector, base(`branch:${b.code}`))),
    ...divisions,
    ...categories,
    ...PACKS.map((p): RulePack => ({
      ...base(`pack:${p.code}:1`),
      kind: 'rulePack',
      version: 1,
      from: '2020-01-01',
      cutiBersamaIsWorkingDay: false,
      ...p,
    })),
    {
      ...base('tiers:1'),
      kind: 'tierRules' as const,
      code: 'tiers',
      version: 1,
      from: '2020-01-01',
      ...STARTING_TIERS[sector],
    },
    ...HOLIDAYS.map(([date, name, cutiBersama]) => ({
      ...base(`holiday:${date}`),
      kind: 'holiday' as const,
      date,
      name,
      cutiBersama,
    })),
    ...TEMPLATES.map(([code, title, text]) => ({
      ...base(`template:${code}`),
      kind: 'template' as const,
      title,
      text,
    })),
  ];
}

/** @returns the reference document of a branch with the opening hours of its sector. */
export function branchDocument(
  branch: StartingBranch,
  sector: Sector,
  base: Pick<Branch, 'id' | 'branchId' | 'createdBy' | 'createdAt' | 'updatedBy' | 'updatedAt' | 'clock'>,
): Branch {
  return {
    ...base,
    kind: 'branch',
    code: branch.code,
    name: branch.name,
    zone: branch.zone,
    ...(branch.address ? { address: branch.address } : {}),
    ...(branch.phone ? { phone: branch.phone } : {}),
    hours: [...HOURS[sector]],
  };
}
