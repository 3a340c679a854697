/** A list on paper: A4 lying, headings on every page, pages numbered. */
import { jsPDF } from 'jspdf';
import { autoTable } from 'jspdf-autotable';
import type { ExportCell, ExportKind, ExportTable } from '#shared/export/table.ts';

const MARGIN_MM = 12;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'];

function shown(cell: ExportCell, kind: ExportKind): string {
  if (cell === null) return '';
  if (kind === 'money' && typeof cell === 'number') return `Rp ${cell.toLocaleString('id-ID')}`;
  if (kind !== 'day') return String(cell);
  const [year, month, day] = String(cell).split('-');
  return `${Number(day)} ${MONTHS[Number(month) - 1] ?? ''} ${year ?? ''}`;
}

/** @returns the bytes of the PDF. Letters outside of Windows-1252 are not in the standard fonts and become `?`. */
export function toPdf({ title, subtitle, columns, rows }: ExportTable): Uint8Array {
  const doc = new jsPDF({ orientation: 'landscape', unit: 'mm', format: 'a4', compress: true });
  doc.setFontSize(14);
  doc.text(title, MARGIN_MM, MARGIN_MM + 2);
  doc.setFontSize(9);
  doc.text(subtitle, MARGIN_MM, MARGIN_MM + 8);
  autoTable(doc, {
    startY: MARGIN_MM + 12,
    margin: MARGIN_MM,
    // a column is never squeezed into nothing: what is too wide goes on below
    horizontalPageBreak: true,
    horizontalPageBreakRepeat: 0,
    head: [columns.map((column) => column.title)],
    body: rows.map((row) => row.map((cell, at) => shown(cell, columns[at]?.kind ?? 'text'))),
    styles: { fontSize: 8, cellPadding: 1.2, overflow: 'linebreak', minCellWidth: 16 },
    headStyles: { fillColor: [11, 95, 165], textColor: 255 },
    columnStyles: Object.fromEntries(
      columns.flatMap(({ kind }, at) =>
        kind === 'money' || kind === 'number' ? [[at, { halign: 'right' as const }]] : [],
      ),
    ),
  });
  const pages = doc.getNumberOfPages();
  for (let page = 1; page <= pages; page++) {
    doc.setPage(page);
    const { width, height } = doc.internal.pageSize;
    doc.text(`${page} / ${pages}`, width - MARGIN_MM, height - 6, { align: 'right' });
  }
  return new Uint8Array(doc.output('arraybuffer'));
}
