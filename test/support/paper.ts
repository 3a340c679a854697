/** What goes to the printer: the sheet of a receipt, caught where the browser's dialog would open, and made a PDF. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

declare global {
  interface Window {
    printedSheets?: string[];
  }
}

/** Instead of the dialog, which nobody could close here: keeps what would have been printed. */
export async function catchPrints(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.printedSheets = [];
    window.print = () => {
      const sheet = document.querySelector('[data-print-sheet]');
      if (sheet) window.printedSheets?.push(sheet.outerHTML);
    };
  });
}

export interface Paper {
  readonly text: string;
  readonly pages: number;
  readonly widthMm: number;
}

/** @returns the newest sheet as it comes out of the printer; kept as `name.pdf` when `LOKET_PICTURES` names a folder */
export async function printedPaper(page: Page, name: string): Promise<Paper> {
  await page.waitForFunction(() => (window.printedSheets?.length ?? 0) > 0);
  const text = await page.evaluate(() => {
    const holder = document.createElement('div');
    holder.id = 'caught-sheet';
    holder.innerHTML = window.printedSheets?.at(-1) ?? '';
    document.body.append(...holder.children);
    document.body.dataset['printing'] = '';
    return document.body.lastElementChild?.textContent ?? '';
  });
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  await page.evaluate(() => {
    document.body.lastElementChild?.remove();
    delete document.body.dataset['printing'];
  });
  const folder = process.env['LOKET_PICTURES'];
  if (folder) {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, `${name}.pdf`), pdf);
  }
  const boxes = [...pdf.toString('latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) [\d.]+\]/g)];
  return { text, pages: boxes.length, widthMm: Math.round((Number(boxes[0]?.[1] ?? 0) / 72) * 25.4) };
}
