/**
 * Takes pictures of screens: `npx tsx test/support/screens/shoot.ts OUT [name…]`. It fails on an error in the console,
 * which is also how a breach of the policy shows.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { newProfile, openBrowser, removeProfile } from '../chromium.ts';
import { SCREENS, type Screen } from './list.ts';
import { serveScreens } from './serve.ts';

const [out = 'docs/pictures', ...names] = process.argv.slice(2);
mkdirSync(out, { recursive: true });
const server = await serveScreens();
const profile = await newProfile();
const browser = await openBrowser(profile);
const problems: string[] = [];
try {
  const { page } = browser;
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  const wanted = names.length > 0 ? SCREENS.filter(({ name }) => names.includes(name)) : SCREENS;
  for (const screen of wanted) await shoot(screen);

  async function shoot(screen: Screen): Promise<void> {
    await page.emulateMedia({ colorScheme: screen.dark ? 'dark' : 'light' });
    await page.setViewportSize(screen.size ?? { width: 1366, height: 768 });
    await page.goto('about:blank');
    await page.goto(`${server.url}?${screen.query}#${screen.path}`);
    await page.waitForLoadState('networkidle');
    // a page that is still being read shows grey rows
    await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
    await screen.act?.(page);
    await page.screenshot({ path: join(out, `${screen.name}.png`) });
    console.log(screen.name, problems.splice(0).join('\n') || 'ok');
  }
} finally {
  await browser.close();
  await removeProfile(profile);
  await server.close();
}
