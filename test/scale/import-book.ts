/** What taking in a large book costs at the desk: time, the longest task of the window, memory. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import type { Page } from 'playwright-core';
import { rendererOut } from '#build/vite.renderer.ts';
import { newProfile, openBrowser, removeProfile } from '../support/chromium.ts';
import { enrolDesk, inSync, signIn } from '../support/desk-page.ts';
import { startHeadOffice } from '../support/head-office.ts';
import { openLink } from '../support/link.ts';

const FORMS = ['PT', 'CV', 'UD', 'Toko', 'Koperasi'];
const WORDS = ['Maju', 'Jaya', 'Sumber', 'Rejeki', 'Lawu', 'Karya', 'Mandiri', 'Tunas', 'Harapan', 'Subur'];
const PLACES = ['Ngawi', 'Paron', 'Geneng', 'Kendal', 'Widodaren', 'Padas', 'Karangjati', 'Kedunggalar'];

/** @returns an .xlsx of `rows` customers as a branch keeps them; the same for the same number. */
export function generatedBook(rows: number): Promise<Uint8Array> {
  const pick = (list: readonly string[], at: number): string => list[at % list.length] ?? '';
  return writeXlsx({
    sheets: [
      {
        name: 'Data',
        rows: [
          ['BUKU PELANGGAN'],
          [
            'No',
            'Nama Perusahaan',
            'Alamat',
            'Kecamatan',
            'Nama PIC',
            'No HP PIC',
            'Komoditi',
            'No PKS',
            'PKS Mulai',
            'PKS Berakhir',
            'Pendapatan/bln',
            'Keterangan',
          ],
          ...Array.from({ length: rows }, (_, at) => [
            at + 1,
            `${pick(FORMS, at)} ${pick(WORDS, at)} ${pick(WORDS, Math.floor(at / 7) + 3)} ${at}`,
            `Jl. Ahmad Yani ${at}`,
            pick(PLACES, at),
            `Bapak ${pick(WORDS, at + 5)}`,
            `0812${String(10_000_000 + at)}`,
            'Kopi',
            `PKS/${at}/2025`,
            '2025-01-01',
            `20${26 + (at % 3)}-0${1 + (at % 9)}-15`,
            `Rp ${1 + (at % 9)}.250.000`,
            at % 50 === 0 ? '=cek alamat' : '',
          ]),
        ],
      },
    ],
  });
}

/** `longestTask` of the window in milliseconds, and the processor's share of the longest. */
export interface StepFigures {
  readonly seconds: number;
  readonly longestTask: number;
  readonly longestTaskCpu: number;
}

export interface ImportFigures {
  readonly rows: number;
  readonly made: number;
  readonly reading: StepFigures;
  readonly writing: StepFigures;
  readonly undoing: StepFigures;
  /** Megabytes of the window's heap: before, most, at the end. */
  readonly heap: readonly [number, number, number];
}

/** @param offline without a line while it is read and written; otherwise it is sent meanwhile */
export async function importBook(rows: number, offline: boolean): Promise<ImportFigures> {
  const office = await startHeadOffice({ postgres: 'embedded', renderer: rendererOut('e2e') });
  const link = await openLink(office.url);
  const profile = await newProfile();
  const file = join(profile, 'buku.xlsx');
  await writeFile(file, await generatedBook(rows));
  await office.createUser({ username: 'adi', name: 'Adi', branchId: 'NGW', role: 'ae' });
  const browser = await openBrowser(profile, { flags: ['--enable-precise-memory-info'] });
  try {
    const { page } = browser;
    await enrolDesk(page, link.url, await office.enrolmentCode('NGW'), 'Loket 1');
    await signIn(page, 'adi');
    await inSync(page);
    await page.evaluate(() => {
      location.hash = '/impor';
      const seen = { heap: 0 };
      Object.assign(window, { seen });
      setInterval(() => {
        const { memory } = performance as unknown as { memory: { usedJSHeapSize: number } };
        seen.heap = Math.max(seen.heap, memory.usedJSHeapSize);
      }, 500);
    });
    await page.locator('input[type=file]').waitFor({ state: 'attached' });
    if (offline) await link.cut();
    const before = await heapOf(page);
    const timed = async (work: () => Promise<unknown>): Promise<StepFigures> => {
      let seconds = 0;
      const { wall, cpu } = await traced(page, async () => {
        const began = performance.now();
        await work();
        seconds = Math.round((performance.now() - began) / 100) / 10;
      });
      const figures = { seconds, longestTask: wall, longestTaskCpu: cpu };
      console.log(JSON.stringify(figures));
      return figures;
    };
    const reading = await timed(async () => {
      await choose(page, file);
      await page.getByRole('button', { name: 'Periksa baris' }).waitFor();
      await page.keyboard.press('Control+Enter');
      await page.getByRole('grid', { name: 'Baris berkas' }).waitFor({ timeout: 600_000 });
    });
    const writing = await timed(async () => {
      await page.keyboard.press('Control+Enter');
      await page.getByRole('button', { name: 'Impor berkas lain' }).waitFor({ timeout: 1_800_000 });
    });
    const written = page.getByText(/^Pelanggan baru$/).locator('xpath=following-sibling::dd');
    const made = Number((await written.first().innerText()).replaceAll('.', ''));
    const undoing = await timed(async () => {
      await page.getByRole('button', { name: 'Urungkan impor' }).first().click();
      await page.getByRole('dialog').getByRole('button', { name: 'Urungkan impor' }).click();
      await page.getByText('Diurungkan').first().waitFor({ timeout: 1_800_000 });
    });
    const most = await page.evaluate(() => (window as unknown as { seen: { heap: number } }).seen.heap);
    const end = await heapOf(page);
    if (offline) await link.mend();
    const mb = (bytes: number): number => Math.round(bytes / 1e6);
    return { rows, reading, writing, undoing, heap: [mb(before), mb(most), mb(end)], made };
  } finally {
    await browser.kill();
    await link.close();
    await office.close();
    await removeProfile(profile);
  }
}

/** The browser opens the file by its path: sent through the page, as Playwright does, it would be a long task of ours. */
async function choose(page: Page, file: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const expression = `document.querySelector('input[type=file]')`;
  const { result } = await session.send('Runtime.evaluate', { expression });
  await session.send('DOM.setFileInputFiles', { files: [file], objectId: result.objectId ?? '' });
  await session.detach();
}

/** Tasks of the window's main thread: how long they took, and how long the processor worked on them. */
interface Tasks {
  readonly wall: number;
  readonly cpu: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/**
 * On a machine that others use too a task waits for the processor in its middle: what it costs by itself is the time of
 * its thread.
 * @returns the longest task of the page's main thread during `work`, in milliseconds
 */
async function traced(page: Page, work: () => Promise<unknown>): Promise<Tasks> {
  const session = await page.context().newCDPSession(page);
  const main = new Set<string>();
  const tasks: (TraceEvent & { readonly key: string })[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value as unknown as TraceEvent[]) {
      const key = `${event.pid}/${event.tid}`;
      if (event.name === 'thread_name' && event.args?.name === 'CrRendererMain') main.add(key);
      if (event.ph === 'X' && event.name.endsWith('RunTask') && (event.dur ?? 0) > 20_000)
        tasks.push({ ...event, key });
    }
  });
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { recordMode: 'recordAsMuchAsPossible', includedCategories: ['toplevel', '__metadata'] },
  } as never);
  await work();
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  const own = tasks.filter(({ key }) => main.has(key));
  const most = (pick: (event: TraceEvent) => number | undefined): number =>
    Math.round(Math.max(0, ...own.map((event) => pick(event) ?? 0)) / 1000);
  return { wall: most(({ dur }) => dur), cpu: most(({ tdur }) => tdur) };
}

const heapOf = (page: Page): Promise<number> =>
  page.evaluate(
    () => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize,
  );
