/** Looks at a page as a reviewer would: axe for accessibility, the policy's violations, a picture where one is wanted. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import axe from 'axe-core';
import type { BrowserContext, Page } from 'playwright-core';

const PICTURES = process.env['LOKET_PICTURES'];

declare global {
  interface Window {
    policyViolations?: string[];
  }
}

/** Collects what the Content Security Policy stops, from the first script of each page on. */
export const watchPolicy = (context: BrowserContext): Promise<void> =>
  context
    .addInitScript(() => {
      window.policyViolations = [];
      document.addEventListener('securitypolicyviolation', (event) => {
        window.policyViolations?.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`);
      });
    })
    .then(() => undefined);

export interface Look {
  /** One line for each violation of WCAG 2.2 AA: rule, how to see it, where. */
  readonly axe: readonly string[];
  readonly policy: readonly string[];
}

/**
 * Puts the page in a theme, as the system's setting would. The page follows that with a script of its own:
 * before that has run there is no fade yet to be waited for.
 */
export async function inTheme(page: Page, colorScheme: 'dark' | 'light'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.waitForFunction(
    (wanted: string) => (document.documentElement.dataset['mantineColorScheme'] ?? wanted) === wanted,
    colorScheme,
  );
}

/** @param name of the picture that is kept when `LOKET_PICTURES` names a folder */
export async function look(page: Page, name: string): Promise<Look> {
  // colours are wrong in the middle of a fade; what turns for ever has no end
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter((a) => a.effect?.getComputedTiming().iterations !== Infinity)
        .map((a) => a.finished.catch(() => undefined)),
    ),
  );
  if (PICTURES) {
    await mkdir(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, `${name}.png`) });
  }
  // a fifth of a second each time: once for a page that only changes its hash
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { axe: runner } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await runner.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    });
    return violations.flatMap((v) =>
      v.nodes.map((n) => `${v.id}: ${n.target.join(' ')} · ${n.failureSummary ?? ''}`),
    );
  });
  return { axe: found, policy: await page.evaluate(() => window.policyViolations ?? []) };
}
