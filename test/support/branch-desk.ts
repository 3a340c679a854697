/** A desk in a real browser whose line can be cut, with a supervisor at work: head office, link, profile and all. */
import type { Page } from 'playwright-core';
import { rendererOut } from '#build/vite.renderer.ts';
import type { Actor, Role } from '#shared/domain/actor.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import { newProfile, openBrowser, removeProfile, type Browser } from './chromium.ts';
import { enrolDesk, inSync, signIn } from './desk-page.ts';
import { PASSWORD, startHeadOffice, type HeadOffice } from './head-office.ts';
import { openLink, type Link } from './link.ts';
import { watchPolicy } from './look.ts';
import { enrolDesk as enrolMemoryDesk, MemoryDesk } from './memory-desk.ts';

const BRANCH = 'NGW';

/** Another desk of the same person, without a screen. */
export interface Beside {
  readonly desk: MemoryDesk;
  /** Who works there, with the desk's code. */
  readonly actor: Actor;
}

export interface BranchDesk {
  readonly office: HeadOffice;
  readonly link: Link;
  readonly browser: Browser;
  readonly page: Page;
  /** @returns what head office has of these collections and is not deleted, in the order of the ids. */
  atOffice(collection: CollectionName): Promise<Record<string, unknown>[]>;
  /** Makes another desk of the same person in the same branch; `collections` are what it replicates. */
  beside(collections: readonly CollectionName[]): Promise<Beside>;
  close(): Promise<void>;
}

interface BranchDeskOptions {
  readonly username?: string;
  readonly name?: string;
  readonly role?: Role;
  /** What is there before the desk is enrolled, so that its first sync brings it. */
  readonly before?: (desk: Pick<BranchDesk, 'beside'>) => Promise<void>;
}

/** @returns a desk of the branch Ngawi that is in agreement with head office. */
export async function openBranchDesk({
  username = 'dewi',
  name = 'Dewi',
  role = 'supervisor',
  before,
}: BranchDeskOptions = {}): Promise<BranchDesk> {
  const office = await startHeadOffice({ renderer: rendererOut('e2e') });
  const { id: userId } = await office.createUser({ username, name, branchId: BRANCH, role });
  const beside: BranchDesk['beside'] = async (collections) => {
    const device = await enrolMemoryDesk(office.url, await office.enrolmentCode(BRANCH), 'Loket 2');
    return {
      desk: new MemoryDesk({ url: office.url, username, password: PASSWORD, device, collections }),
      actor: { userId, name, role, branchId: BRANCH, deskCode: device.deskCode },
    };
  };
  await before?.({ beside });
  const link = await openLink(office.url);
  const profile = await newProfile();
  const browser = await openBrowser(profile);
  const { page } = browser;
  await watchPolicy(browser.context);
  await enrolDesk(page, link.url, await office.enrolmentCode(BRANCH), 'Loket 1');
  await signIn(page, username);
  await inSync(page);
  return {
    office,
    link,
    browser,
    page,
    beside,
    async atOffice(collection) {
      const rows = await office.db.query<{ data: string }>(
        `SELECT data FROM documents WHERE collection = $1 AND NOT deleted ORDER BY id`,
        [collection],
      );
      return rows.map(({ data }) => JSON.parse(data) as Record<string, unknown>);
    },
    async close() {
      await browser.kill();
      await removeProfile(profile);
      await link.close();
      await office.close();
    },
  };
}
