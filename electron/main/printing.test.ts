import { expect, test, vi } from 'vitest';
import { pdfOptions, printerOptions } from './paper.ts';
import { createPrinting, type Printable } from './printing.ts';
import { createPrintWindows } from './print-window.ts';

const silent = (): void => undefined;

test('paper: a roll is 80 mm wide and as long as asked, A5 is A5, for printers and for PDF', () => {
  expect(printerOptions('80mm', 140, 'POS-80')).toMatchObject({
    silent: true,
    deviceName: 'POS-80',
    pageSize: { width: 80_000, height: 140_000 },
  });
  expect(printerOptions('A5', undefined, undefined)).toMatchObject({
    silent: false,
    pageSize: { width: 148_000, height: 210_000 },
  });
  expect(printerOptions('A5', undefined, undefined)).not.toHaveProperty('deviceName');
  expect(pdfOptions('80mm', 127).pageSize).toEqual({ width: 80 / 25.4, height: 5 });
});

function printableDouble(outcome: [boolean, string]): Printable & { printed: unknown[] } {
  const printed: unknown[] = [];
  return {
    printed,
    print: (options, done) => {
      printed.push(options);
      done?.(...outcome);
    },
    printToPDF: async () => Buffer.from('%PDF-'),
  };
}

test('printing: to a printer that is there, never to another in its place', async () => {
  const page = {
    ...printableDouble([true, '']),
    getPrintersAsync: async () => [{ name: 'POS-80', displayName: 'Struk', description: '', options: {} }],
  };
  const print = createPrinting({
    page: () => page,
    withDocument: () => Promise.reject(new Error('unused')),
    log: silent,
  });
  const job = { content: { page: 'current' }, paper: '80mm' } as const;
  expect(await print.printers()).toEqual({ ok: true, value: [{ name: 'POS-80', label: 'Struk' }] });
  expect(await print.print({ ...job, printer: 'POS-80' })).toEqual({ ok: true, value: 'printed' });
  expect(await print.print({ ...job, printer: 'gone' })).toMatchObject({
    error: { code: 'host.printerMissing' },
  });
  expect(page.printed).toHaveLength(1);
  const pdf = await print.pdf(job);
  expect(pdf.ok && new TextDecoder().decode(pdf.value)).toBe('%PDF-');
});

test('printing: a cancelled dialog is no failure, a failed printer is', async () => {
  const job = { content: { html: '<p>K-1</p>' }, paper: 'A5' } as const;
  const room = (outcome: [boolean, string]) =>
    createPrinting({
      page: () => undefined,
      withDocument: (_html, use) => use(printableDouble(outcome)),
      log: silent,
    });
  expect(await room([false, 'Print job canceled']).print(job)).toEqual({ ok: true, value: 'cancelled' });
  expect(await room([false, 'Print job failed']).print(job)).toMatchObject({
    error: { code: 'host.printFailed' },
  });
});

test('a printed document stands in a window without scripts, served once, gone afterwards', async () => {
  let serve: (request: Request) => Response | Promise<Response> = () => new Response(null);
  const seen: unknown[] = [];
  const destroy = vi.fn();
  const withDocument = createPrintWindows({
    session: { protocol: { handle: (_scheme, handler) => void (serve = handler) } },
    newId: () => 'one',
    createWindow: (options) => {
      seen.push(options.webPreferences);
      return {
        webContents: printableDouble([true, '']) as never,
        loadURL: async (url) => {
          const answer = await serve(new Request(url));
          expect(await answer.text()).toBe('<p>K-1</p>');
          expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src/);
        },
        destroy,
      };
    },
  });
  await expect(withDocument('<p>K-1</p>', () => Promise.reject(new Error('paper out')))).rejects.toThrow(
    'paper out',
  );
  expect(seen).toEqual([expect.objectContaining({ javascript: false, sandbox: true, partition: 'print' })]);
  expect(destroy).toHaveBeenCalledOnce();
  expect((await serve(new Request('app://loket/print/one'))).status).toBe(404);
});
