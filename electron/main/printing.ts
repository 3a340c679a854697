import type { PrinterInfo, WebContents } from 'electron';
import type { Result } from '#shared/errors/errors.ts';
import { hostFail } from '#shared/host/errors.ts';
import type { HostPrint } from '#shared/host/host.ts';
import type { PrintJob } from '#shared/host/types.ts';
import { reasonOf, type Log } from './log.ts';
import { pdfOptions, printerOptions } from './paper.ts';

/** What is needed of a page that is printed. */
export type Printable = Pick<WebContents, 'print' | 'printToPDF'>;

export interface PrintRoom {
  /** The desk's page. */
  readonly page: () => (Printable & { getPrintersAsync(): Promise<PrinterInfo[]> }) | undefined;
  /**
   * Shows a document in a window of its own, unseen and without scripts, gives it to `use`, and closes it
   * however that ends.
   */
  readonly withDocument: <T>(html: string, use: (document: Printable) => Promise<T>) => Promise<T>;
  readonly log: Log;
}

/** Prints to a chosen printer or through the system's dialog, and to PDF. */
export function createPrinting({ page, withDocument, log }: PrintRoom): HostPrint {
  const on = async <T>(
    content: PrintJob['content'],
    use: (target: Printable) => Promise<Result<T>>,
  ): Promise<Result<T>> => {
    try {
      if ('html' in content) return await withDocument(content.html, use);
      const current = page();
      return current === undefined ? hostFail('host.printFailed') : await use(current);
    } catch (thrown) {
      log(`printing: ${reasonOf(thrown)}`);
      return hostFail('host.printFailed');
    }
  };
  const printers: HostPrint['printers'] = async () => {
    const found = (await page()?.getPrintersAsync()) ?? [];
    return { ok: true, value: found.map(({ name, displayName }) => ({ name, label: displayName || name })) };
  };
  return {
    printers,
    pdf: ({ content, paper, heightMm }) =>
      on(content, async (target) => ({
        ok: true,
        value: new Uint8Array(await target.printToPDF(pdfOptions(paper, heightMm))),
      })),
    async print({ content, paper, heightMm, printer }) {
      if (printer !== undefined) {
        // Chromium prints to the default printer when the named one is gone: a receipt would land elsewhere.
        const known = await printers();
        if (known.ok && !known.value.some(({ name }) => name === printer))
          return hostFail('host.printerMissing');
      }
      return on(content, (target) => send(target, printerOptions(paper, heightMm, printer), log));
    },
  };
}

function send(
  target: Printable,
  options: ReturnType<typeof printerOptions>,
  log: Log,
): ReturnType<HostPrint['print']> {
  return new Promise((resolve) => {
    target.print(options, (success, failureReason) => {
      if (success) resolve({ ok: true, value: 'printed' });
      else if (/cancel/i.test(failureReason)) resolve({ ok: true, value: 'cancelled' });
      else {
        log(`printing: ${failureReason}`);
        resolve(hostFail('host.printFailed'));
      }
    });
  });
}
