/** Every route of the route table, full, empty, offline and with errors, light and dark: axe, policy, console. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routesFor } from '#renderer/app/routes.tsx';
import { newProfile, openBrowser, removeProfile, type Browser } from '#test/support/chromium.ts';
import { serveScreens, type ScreensServer } from '#test/support/screens/serve.ts';
import { ACTORS, WORLDS } from '#test/support/screens/world.ts';
import { inTheme, look } from '#test/support/look.ts';

let server: ScreensServer;
let browser: Browser;
let profile: string;
const said: string[] = [];

beforeAll(async () => {
  server = await serveScreens();
  profile = await newProfile();
  browser = await openBrowser(profile);
  browser.page.on('console', (message) => {
    if (message.type() === 'error') said.push(message.text());
  });
  browser.page.on('pageerror', (error) => said.push(String(error)));
});
afterAll(async () => {
  await browser.close();
  await removeProfile(profile);
  await server.close();
});

/** @returns what axe finds on the page and what its console said since it was opened. */
const wrongOn = async (page: Page, name: string): Promise<string[]> =>
  [...(await look(page, `double-${name.replace(/\W+/g, '-')}`)).axe, ...said].map(
    (problem) => `${name} ${problem}`,
  );

async function open(query: string, path: string): Promise<Page> {
  const { page } = browser;
  said.length = 0;
  await page.goto('about:blank');
  await page.goto(`${server.url}?${query}#${path}`);
  await page.locator('main').waitFor();
  await settled(page);
  return page;
}

/** Goes to another page of the world that is open: without a load, and not before the page of before is gone. */
async function go(path: string): Promise<Page> {
  const { page } = browser;
  said.length = 0;
  await page.locator('[data-page-title]').evaluate((title) => {
    title.setAttribute('data-of-before', '');
  });
  await page.evaluate((hash) => {
    location.hash = hash;
  }, path);
  await page.locator('[data-page-title]:not([data-of-before])').waitFor();
  return page;
}

/** Answers of the double come at once: two frames later they are drawn. */
const settled = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => {
          requestAnimationFrame(() => {
            resolve();
          });
        });
      }),
  );

/**
 * The real desk is looked at empty and offline in screens.test.ts; the scheme changes colours and nothing else, and
 * what is full has them all.
 */
const WORLDS_OF = {
  light: WORLDS.filter((world) => world === 'full' || world === 'error'),
  dark: ['full'] as const,
};

const cases = (['rina', 'admin'] as const).flatMap((person) =>
  (['light', 'dark'] as const).flatMap((scheme) =>
    WORLDS_OF[scheme].map((world) => ({ person, scheme, world })),
  ),
);

test.each(cases)('$person, $world, $scheme: no page breaks WCAG 2.2 AA or the policy', async (of) => {
  await inTheme(browser.page, of.scheme);
  const found: string[] = [];
  const query = `actor=${of.person}&world=${of.world}`;
  for (const [index, route] of routesFor(ACTORS[of.person]).entries()) {
    const page = await (index === 0 ? open(query, route.to) : go(route.to));
    await page.locator('[data-page-title]').waitFor();
    await settled(page);
    const grid = page.getByRole('grid');
    if ((await grid.count()) > 0) {
      await grid.first().focus();
      await page.keyboard.press('j');
      await settled(page);
    }
    found.push(...(await wrongOn(page, route.to)));
  }
  expect(found).toEqual([]);
});

test.each(['light', 'dark'] as const)(
  '%s: the pages before the desk, and what opens over it',
  async (scheme) => {
    await inTheme(browser.page, scheme);
    const found: string[] = [];
    for (const query of [
      'status=unenrolled&choose',
      'status=unenrolled&setup',
      'status=unenrolled',
      'status=signed-out',
      'status=locked-by-other-window',
      'status=failed',
    ]) {
      await open(query, '/');
      found.push(...(await wrongOn(browser.page, query)));
    }
    for (const key of ['Control+k', 'F1', 'F2']) {
      const page = await open('', '/sinkronisasi');
      await page.locator('[data-page-title]').waitFor();
      await page.keyboard.press(key);
      await page.getByRole('dialog').first().waitFor();
      found.push(...(await wrongOn(page, key)));
    }
    expect(found).toEqual([]);
  },
);

test.each(['light', 'dark'] as const)(
  '%s: a desk is revoked and a refusal settled by keys, with a reason',
  async (scheme) => {
    await inTheme(browser.page, scheme);
    const found: string[] = [];
    const steps = [
      ['/pusat/perangkat', /Cabut perangkat/, 'Cabut dan hapus datanya', 'Loket JAP · D1 dicabut'],
      ['/pusat/ditolak', /Tandai selesai…/, 'Tandai selesai', 'Ditandai selesai'],
    ] as const;
    for (const [path, open_, confirm, done] of steps) {
      const page = await open('actor=admin', path);
      await page.locator('[data-page-title]').waitFor();
      await page.getByRole('grid').focus();
      await page.keyboard.press('j');
      await page.getByRole('button', { name: open_ }).press('Enter');
      const dialog = page.getByRole('dialog');
      const button = dialog.getByRole('button', { name: confirm, exact: true });
      await button.press('Enter');
      await dialog.getByText('Tulis alasannya.').waitFor();
      found.push(...(await wrongOn(page, path)));
      await dialog.getByRole('textbox').fill('sesuai laporan');
      await button.press('Enter');
      await page.getByText(done, { exact: true }).waitFor();
      await dialog.waitFor({ state: 'hidden' });
    }
    expect(found).toEqual([]);
  },
);

test.each([
  ['id', 'Perubahan dibuang oleh Rina: pengaduan (', 'Alasan: Sudah ditutup dengan benar'],
  ['en', 'Change discarded by Rina: complaint (', 'Reason: Sudah ditutup dengan benar'],
])('%s: what a person gave up is told in the history of its complaint', async (language, title, reason) => {
  await inTheme(browser.page, 'light');
  const page = await open(`actor=rina&world=error&lang=${language}`, '/sinkronisasi');
  await page
    .getByRole('button', { name: /^(?:Buang perubahan…|Discard change…)/ })
    .first()
    .press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('Sudah ditutup dengan benar');
  await page.keyboard.press('Tab');
  await dialog.getByRole('button', { name: /^(?:Buang perubahan|Discard change)$/ }).press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await page
    .getByRole('button', { name: /^(?:Lihat isi|Show text of)/ })
    .first()
    .press('Enter');
  await dialog.getByRole('link').press('Enter');
  const entry = page
    .getByRole('list', { name: /^(?:Riwayat|History)$/ })
    .getByRole('listitem')
    .first();
  await entry.getByText(title).waitFor();
  await entry.getByText(reason, { exact: true }).waitFor();
  expect(await wrongOn(page, `discarded-${language}`)).toEqual([]);
});

test('a window that stands there has the focus, and gives it back', async () => {
  for (const key of ['Control+k', 'F2', 'n']) {
    const page = await open('', '/pelanggan');
    // the page hears its keys once its list is there
    await page.getByRole('row').nth(1).waitFor();
    const title = page.locator('[data-page-title]');
    await title.focus();
    // asked in the very task that draws the window: a key pressed after it must not be lost
    await page.evaluate(() => {
      const inField = new Promise<boolean>((resolve) => {
        new MutationObserver(() => {
          const dialog = document.querySelector('[role="dialog"]');
          const at = document.activeElement;
          if (dialog) resolve(at instanceof HTMLInputElement && dialog.contains(at));
        }).observe(document.body, { childList: true, subtree: true });
      });
      Object.assign(window, { inField });
    });
    await page.keyboard.press(key);
    const inField = () => (window as unknown as { inField: Promise<boolean> }).inField;
    expect(await page.evaluate(inField), key).toBe(true);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await expect
      .poll(() => title.evaluate((element) => element === document.activeElement), { message: key })
      .toBe(true);
  }
});

test('a menu gives the focus back, also through the window that it opens', async () => {
  const page = await open('', '/sinkronisasi');
  const button = page.getByRole('button', { name: /Rina/ }).last();
  const hasFocus = () => button.evaluate((element) => element === document.activeElement);
  await button.press('Enter');
  await page.getByRole('menu').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('menu').waitFor({ state: 'hidden' });
  await expect.poll(hasFocus).toBe(true);
  await page.keyboard.press('Enter');
  const entry = page.getByRole('menuitem', { name: 'Bantuan pintasan' });
  await entry.press('Enter');
  await page.getByRole('dialog').waitFor();
  // nothing takes it from the window
  await expect.poll(hasFocus).toBe(false);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await expect.poll(hasFocus).toBe(true);
});

test('the focus goes to the title of the page that was opened, and stays in a list that is walked', async () => {
  const page = await open('actor=rina', '/pelanggan');
  await page.locator('[data-page-title]').waitFor();
  await page.keyboard.press('Alt+3');
  await page.waitForFunction(() => document.activeElement?.textContent === 'Pengaduan');
  await page.getByRole('grid').focus();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.waitForFunction(() => /#\/pengaduan\/./.test(location.hash));
  expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('grid');
});

test('Enter opens the row that the key before it chose, however fast they come', async () => {
  const page = await open('actor=rina', '/pelanggan');
  const grid = page.getByRole('grid');
  await grid.getByRole('row').nth(2).waitFor();
  const [name = ''] = (await grid.getByRole('row').nth(2).getByRole('gridcell').first().innerText()).split(
    '\n',
  );
  await grid.focus();
  // in one turn of the loop: nothing is drawn between them
  await grid.evaluate((list) => {
    for (const key of ['j', 'j', 'Enter'])
      list.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  });
  await page.getByRole('heading', { level: 1, name, exact: false }).waitFor();
});

test('an undo button takes back what its own message tells of, the keys the latest', async () => {
  const page = await open('actor=dewi', '/pelanggan');
  await page.getByLabel('Cari pelanggan').fill('P-NGW-D2-1');
  await page.getByRole('row', { name: /PT Sinar Jaya/ }).waitFor();
  await page.getByRole('grid').focus();
  await page.keyboard.press('j');
  await page.getByRole('complementary').waitFor();
  await page.getByRole('grid').focus();
  await page.keyboard.press('Enter');
  const valueOf = (label: string) => page.getByRole('button', { name: new RegExp(`^${label} `) });
  for (const [label, text] of [
    ['Surel', 'gudang@contoh.id'],
    ['Komoditas', 'Kopi bubuk'],
  ] as const) {
    await valueOf(label).press('F2');
    await page.getByRole('textbox', { name: label }).fill(text);
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: label }).waitFor();
  }
  const undo = page.getByRole('button', { name: /^Urungkan/ });
  expect(await undo.allInnerTexts()).toEqual(['Urungkan', expect.stringMatching(/^Urungkan\s*Ctrl Z$/)]);
  await page
    .getByRole('alert')
    .filter({ hasText: 'Surel' })
    .getByRole('button', { name: 'Urungkan' })
    .click();
  await valueOf('Surel').getByText('tata.usaha@sinarjaya.contoh.id').waitFor();
  await valueOf('Komoditas').getByText('Kopi bubuk').waitFor();
  await page.keyboard.press('Control+z');
  await valueOf('Komoditas').getByText('Gula semut').waitFor();
  expect(await undo.count()).toBe(0);
});
