import type { Cell } from './types.ts';

const UNITS: Readonly<Record<string, number>> = {
  rb: 1e3,
  ribu: 1e3,
  jt: 1e6,
  juta: 1e6,
  m: 1e9,
  miliar: 1e9,
  milyar: 1e9,
};
const MOST = 1e15;

/**
 * Reads an amount of money.
 *
 * @param cell a number, or `Rp 1.250.000`, `1.250.000,00`, `1,250,000`, `Rp1.250.000,-`, `9.8E8`, `1,5 juta`.
 * One mark followed by exactly three digits parts thousands (`480.000`), any other is the decimal mark
 * @returns whole rupiah (halves up), null for an empty cell or a dash, undefined when unreadable or negative
 */
export function readRupiah(cell: Cell): number | null | undefined {
  if (typeof cell === 'number') return whole(cell);
  if (cell instanceof Date || typeof cell === 'boolean') return undefined;
  const text = (cell ?? '').trim().toLowerCase();
  if (/^(?:rp|idr)?[-–—.\s]*$/.test(text)) return null;
  const bare = text.replace(/^(?:rp|idr)\.?\s*/, '').replace(/[,.]-+$/, '');
  if (/^\d+(?:\.\d+)?e\+?\d+$/.test(bare)) return whole(Number(bare));
  const parts = /^([\d.,\s]*\d)\s*([a-z]*)$/.exec(bare);
  const factor = parts?.[2] === '' ? 1 : UNITS[parts?.[2] ?? ''];
  const amount = plainNumber((parts?.[1] ?? '').replace(/\s/g, ''));
  return factor === undefined || amount === undefined ? undefined : whole(amount * factor);
}

/** Tells thousands from decimals by how the marks stand. */
function plainNumber(text: string): number | undefined {
  if (/^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(text)) return Number(text.replaceAll('.', '').replace(',', '.'));
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text)) return Number(text.replaceAll(',', ''));
  if (/^\d+(?:[.,]\d+)?$/.test(text)) return Number(text.replace(',', '.'));
  return undefined;
}

function whole(amount: number): number | undefined {
  return Number.isFinite(amount) && amount >= 0 && amount <= MOST ? Math.round(amount) : undefined;
}
