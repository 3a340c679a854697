import { afterAll, beforeAll, expect, test } from 'vitest';
import { rendererOut } from '#build/vite.renderer.ts';
import { importBook } from '#server/jobs/import-book.ts';
import { RULES } from '#server/rules.ts';
import { bookFile } from '#test/support/books.ts';
import { newProfile, openBrowser, removeProfile, type Browser } from '#test/support/chromium.ts';
import { enrolDesk, inSync, saveIntake, signIn, typeIntake } from '#test/support/desk-page.ts';
import { startHeadOffice, type HeadOffice } from '#test/support/head-office.ts';
import { openLink, type Link } from '#test/support/link.ts';
import { catchPrints, printedPaper } from '#test/support/paper.ts';

let office: HeadOffice;
let link: Link;
let profile: string;
let second: string;
const browsers: Browser[] = [];
const open = async (folder: string): Promise<Browser> => {
  const browser = await openBrowser(folder);
  browsers.push(browser);
  return browser;
};

beforeAll(async () => {
  office = await startHeadOffice({ postgres: 'embedded', renderer: rendererOut('e2e') });
  link = await openLink(office.url);
  await office.createUser({ username: 'rina', name: 'Rina', branchId: 'NGW' });
  await office.createUser({ username: 'budi', name: 'Budi', branchId: 'NGW', role: 'cs' });
  const [admin] = await office.db.query<{ id: string }>(`SELECT id FROM users WHERE username = 'admin'`);
  const imported = await importBook({
    db: office.db,
    rules: RULES,
    actor: { userId: admin?.id ?? '', name: 'Admin', role: 'admin', branchId: 'NGW' },
    deskCode: 'D90',
    files: [bookFile('buku-ngawi.xlsx')],
    now: () => new Date(),
  });
  expect(imported).toMatchObject({ ok: true, value: { taken: 1182 } });
  profile = await newProfile();
  second = await newProfile();
});
afterAll(async () => {
  for (const browser of browsers) await browser.kill();
  await link.close();
  await office.close();
  await removeProfile(profile);
  await removeProfile(second);
});

test('a complaint taken offline survives the death of the PC, reaches head office and the desk beside it', async () => {
  // the desk beside it, connected all the time
  const beside = await open(second);
  await enrolDesk(beside.page, office.url, await office.enrolmentCode('NGW'), 'CS 1');
  await signIn(beside.page, 'budi');
  await inSync(beside.page);
  await beside.page.goto(`${office.url}/#/pengaduan`);

  // the counter: first sync, then the connection goes
  const counter = await open(profile);
  await enrolDesk(counter.page, link.url, await office.enrolmentCode('NGW'), 'Loket 1');
  await signIn(counter.page, 'rina');
  await inSync(counter.page);
  await counter.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await link.cut();

  const [someone] = await office.db.query<{ data: string }>(
    `SELECT data FROM documents WHERE collection = 'customers' AND data::jsonb #>> '{contacts,0,phones,0,number}' IS NOT NULL ORDER BY id LIMIT 1`,
  );
  const customer = JSON.parse(someone?.data ?? '{}') as {
    id: string;
    name: string;
    contacts: { phones: { number: string }[] }[];
  };
  const digits = customer.contacts[0]?.phones[0]?.number.slice(-7) ?? '';

  // by keys alone
  await typeIntake(counter.page, {
    search: digits,
    category: '1',
    description: 'Kiriman belum sampai setelah 4 hari.',
  });
  const number = await saveIntake(counter.page);
  expect(number).toMatch(/^K-NGW-D\d+-1$/);
  // the receipt: the first print of a PC waits for a key
  await catchPrints(counter.page);
  await counter.page.keyboard.press('Control+p');
  const paper = await printedPaper(counter.page, 'receipt-80mm');
  expect(paper).toMatchObject({ pages: 1, widthMm: 80 });
  expect(paper.text).toContain(number);
  expect(paper.text).toContain(customer.name);
  expect(paper.text).not.toContain(digits);
  await counter.page.keyboard.press('Escape');
  // a second customer, half typed
  await typeIntake(counter.page, { search: digits, category: '2', description: 'Setengah diket' });
  await counter.page.getByText('Draf tersimpan').waitFor();
  await counter.kill();

  // again, still without a connection: nothing is lost
  const again = await open(profile);
  await again.page.goto(`${link.url}/#/pengaduan`);
  await again.page.getByText(number).first().waitFor({ timeout: 60_000 });
  await again.page.keyboard.press('F2');
  await again.page.getByText('Setengah diket').waitFor();
  await again.page.keyboard.press('Escape');
  const before = await office.db.query(`SELECT 1 FROM numbers WHERE number = $1`, [number]);
  expect(before).toEqual([]);

  // the connection returns
  await link.mend();
  await inSync(again.page);
  const [row] = await office.db.query<{ data: string }>(
    `SELECT d.data FROM documents d JOIN numbers n ON n.collection = d.collection AND n.id = d.id WHERE n.number = $1`,
    [number],
  );
  expect(JSON.parse(row?.data ?? '{}')).toMatchObject({
    number,
    branchId: 'NGW',
    customerId: customer.id,
    description: 'Kiriman belum sampai setelah 4 hari.',
    createdBy: { name: 'Rina' },
  });
  // the desk beside shows it without being touched
  await beside.page.getByText(number).first().waitFor({ timeout: 30_000 });
});
