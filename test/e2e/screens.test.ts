import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { rendererOut } from '#build/vite.renderer.ts';
import { ROUTES } from '#renderer/app/routes.tsx';
import { makeDemo } from '#server/jobs/demo/index.ts';
import { RULES } from '#server/rules.ts';
import { DEMO_PASSWORD, demoCode } from '#shared/api/demo.ts';
import type { Actor } from '#shared/domain/actor.ts';
import { bookFile } from '#test/support/books.ts';
import { newProfile, openBrowser, removeProfile, type Browser } from '#test/support/chromium.ts';
import { enrolDesk, inSync, signIn, unanswered } from '#test/support/desk-page.ts';
import { startHeadOffice, type HeadOffice } from '#test/support/head-office.ts';
import { openLink, type Link } from '#test/support/link.ts';
import { inTheme, look, watchPolicy } from '#test/support/look.ts';

/** A desk of its own for each kind of person; what they may not open is not looked at. */
interface Seat {
  readonly name: string;
  readonly actor: Actor;
  readonly browser: Browser;
  readonly profile: string;
}

const seats: Seat[] = [];
const offices: HeadOffice[] = [];
const links: Link[] = [];

async function sit(
  office: HeadOffice,
  name: string,
  person: { readonly username: string; readonly password?: string; readonly code: string },
  actor: Actor,
): Promise<{ seat: Seat; link: Link }> {
  const link = await openLink(office.url);
  links.push(link);
  const profile = await newProfile();
  const browser = await openBrowser(profile);
  const seat = { name, actor, browser, profile };
  seats.push(seat);
  await watchPolicy(browser.context);
  await enrolDesk(browser.page, link.url, person.code, 'Loket 1');
  await signIn(browser.page, person.username, person.password);
  await inSync(browser.page);
  return { seat, link };
}

const branchActor: Actor = { userId: 'x', name: 'x', role: 'supervisor', branchId: 'NGW' };
const officeActor: Actor = { userId: 'x', name: 'x', role: 'admin', branchId: 'PST' };
const pathOf = (path: string, id: string): string => path.replace('/:id?', id && `/${id}`).replace(':id', id);

async function lookAtAll(seat: Seat, state: string, id = ''): Promise<void> {
  const { page } = seat.browser;
  const routes = ROUTES.filter((route) => route.allows(seat.actor));
  expect(routes.length).toBeGreaterThan(0);
  for (const scheme of ['light', 'dark'] as const) {
    await inTheme(page, scheme);
    for (const route of routes) {
      await openPage(page, pathOf(route.path, id));
      const seen = await look(page, `${seat.name}-${route.id}-${state}-${scheme}`);
      expect.soft(seen, `${seat.name} ${route.path} ${state} ${scheme}`).toEqual({ axe: [], policy: [] });
    }
  }
}

/** Opens a page and waits until nothing on it is still being read. */
async function openPage(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, path);
  await page.waitForFunction(
    (hash) => location.hash === `#${hash}` || (hash === '/' && location.hash.length > 0),
    path,
  );
  await page.locator('#page').waitFor();
  await page.waitForFunction(() => document.querySelector('#page [aria-busy="true"]') === null);
}

let demo: HeadOffice;
let bare: HeadOffice;
beforeAll(async () => {
  demo = await startHeadOffice({ postgres: 'embedded', branches: null, renderer: rendererOut('e2e') });
  offices.push(demo);
  await makeDemo({
    db: demo.db,
    rules: RULES,
    books: { NGW: bookFile('buku-ngawi.xlsx'), JAP: bookFile('buku-finance.xlsx') },
    now: new Date(),
  });
  bare = await startHeadOffice({ renderer: rendererOut('e2e') });
  offices.push(bare);
  await bare.createUser({ username: 'dewi', name: 'Dewi', branchId: 'NGW', role: 'supervisor' });
});
afterAll(async () => {
  for (const { browser, profile } of seats) {
    await browser.kill();
    await removeProfile(profile);
  }
  for (const link of links) await link.close();
  for (const office of offices) await office.close();
});

describe('every page of the route table is free of violations of WCAG 2.2 AA and of the policy', () => {
  test('with the data of a branch, with an id that is not there, and offline', async () => {
    const { seat, link } = await sit(
      demo,
      'branch',
      { username: 'dewi', password: DEMO_PASSWORD, code: demoCode('NGW') },
      branchActor,
    );
    await lookAtAll(seat, 'full');
    await lookAtAll(seat, 'error', 'tidak-ada');
    await link.cut();
    await unanswered(seat.browser.page);
    await lookAtAll(seat, 'offline');
  });

  test('at head office, and when its server does not answer', async () => {
    const { seat, link } = await sit(
      demo,
      'office',
      { username: 'admin', password: DEMO_PASSWORD, code: demoCode('PST') },
      officeActor,
    );
    await lookAtAll(seat, 'full');
    await lookAtAll(seat, 'error', 'tidak-ada');
    await link.cut();
    await unanswered(seat.browser.page);
    await lookAtAll(seat, 'offline');
  });

  test('in a branch that has nothing yet', async () => {
    const code = await bare.enrolmentCode('NGW');
    const { seat } = await sit(bare, 'new', { username: 'dewi', code }, branchActor);
    await lookAtAll(seat, 'empty');
  });

  test('before anybody signed in', async () => {
    const profile = await newProfile();
    const browser = await openBrowser(profile);
    seats.push({ name: 'nobody', actor: branchActor, browser, profile });
    await watchPolicy(browser.context);
    const { page } = browser;
    for (const scheme of ['light', 'dark'] as const) {
      await inTheme(page, scheme);
      await page.goto(demo.url);
      await page.getByLabel('Kode pendaftaran').waitFor();
      expect.soft(await look(page, `nobody-enrol-${scheme}`)).toEqual({ axe: [], policy: [] });
    }
    await enrolDesk(page, demo.url, demoCode('NGW'), 'Loket 2');
    for (const scheme of ['light', 'dark'] as const) {
      await inTheme(page, scheme);
      expect.soft(await look(page, `nobody-sign-in-${scheme}`)).toEqual({ axe: [], policy: [] });
    }
    await page.getByLabel('Nama pengguna').fill('rina');
    await page.getByLabel('Kata sandi', { exact: true }).fill('keliru-sekali');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    expect.soft(await look(page, 'nobody-sign-in-wrong')).toEqual({ axe: [], policy: [] });
  });
});
