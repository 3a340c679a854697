import type { PrintToPDFOptions, WebContentsPrintOptions } from 'electron';
import type { Paper } from '#shared/host/types.ts';

interface SizeMm {
  readonly width: number;
  readonly height: number;
}

/** Length of a roll where the job names none. */
const ROLL_MM = 200;

/** @returns the paper's size in millimetres, portrait. A roll is as long as the job says. */
export function sizeOf(paper: Paper, heightMm: number = ROLL_MM): SizeMm {
  return paper === 'A5' ? { width: 148, height: 210 } : { width: 80, height: heightMm };
}

/** Options for a printer: sizes in micrometres. Named printer: no dialog. The page brings its own margins. */
export function printerOptions(
  paper: Paper,
  heightMm: number | undefined,
  printer: string | undefined,
): WebContentsPrintOptions {
  const size = sizeOf(paper, heightMm);
  return {
    silent: printer !== undefined,
    ...(printer === undefined ? {} : { deviceName: printer }),
    printBackground: true,
    color: false,
    margins: { marginType: 'none' },
    pageSize: { width: size.width * 1000, height: size.height * 1000 },
  };
}

/** Options for a PDF: sizes in inches. */
export function pdfOptions(paper: Paper, heightMm: number | undefined): PrintToPDFOptions {
  const size = sizeOf(paper, heightMm);
  return {
    printBackground: true,
    margins: { top: 0, bottom: 0, left: 0, right: 0 },
    pageSize: { width: size.width / 25.4, height: size.height / 25.4 },
  };
}
