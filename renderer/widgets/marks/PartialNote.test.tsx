import { MantineProvider } from '@mantine/core';
import i18next from 'i18next';
import { renderToStaticMarkup } from 'react-dom/server';
import { initReactI18next } from 'react-i18next';
import { beforeEach, expect, test, vi } from 'vitest';
import type { WrittenBy } from '#shared/domain/base.ts';
import { textsOf } from '#renderer/i18n/index.ts';
import { PartialNote } from './PartialNote.tsx';

/** What the desk says and holds, and what the note asked it for. */
const world = vi.hoisted(() => ({
  kind: 'synced',
  loading: false,
  entries: [] as { readonly command?: WrittenBy }[],
  asked: [] as unknown[],
}));
vi.mock('../desk-context.tsx', () => ({
  useActor: () => ({ branchId: 'NGW' }),
  useDesk: () => ({ sync: { state: {} } }),
  useLive: () => ({ kind: world.kind }),
}));
vi.mock('../hooks/documents.ts', () => ({
  useList: (collection: string, query: unknown) => {
    world.asked.push([collection, query]);
    return { value: world.entries, loading: world.loading };
  },
}));
await i18next
  .use(initReactI18next)
  .init({ lng: 'id', resources: { id: { translation: textsOf('id') } }, react: { useSuspense: false } });

const command = { id: 'e1', parts: 3 };
const customer = { branchId: 'NGW', unsent: 0, command } as const;
const where = { customerId: ['c1', 'joined-into-it'] };
const shown = (docs: Parameters<typeof PartialNote>[0]['docs'] = [customer], on = { where }): boolean =>
  renderToStaticMarkup(
    <MantineProvider>
      <PartialNote docs={docs} {...on} />
    </MantineProvider>,
  ).includes('Belum lengkap');

beforeEach(() => {
  Object.assign(world, { kind: 'synced', loading: false, entries: [], asked: [] });
});

test('rule 42: a customer whose entry of the timeline has not come is said to be not whole yet', () => {
  expect(shown()).toBe(true);
  expect(world.asked).toEqual([['activities', { where }]]);
  world.entries = [{ command: { id: 'another', parts: 2 } }];
  expect(shown()).toBe(true);
  world.entries = [...world.entries, { command }];
  expect(shown()).toBe(false);
});

test('rule 42: so is a customer whose agreement came without its entry', () => {
  world.entries = [{ command }];
  const agreement = { ...customer, command: { id: 'e2', parts: 2 } };
  expect(shown([customer, agreement])).toBe(true);
  world.entries = [...world.entries, { command: agreement.command }];
  expect(shown([customer, agreement])).toBe(false);
});

test('nothing is said of one’s own unsent work, of what one write did, and while anything is being fetched', () => {
  expect(shown([{ ...customer, unsent: 2 }])).toBe(false);
  expect(shown([{ branchId: 'NGW', unsent: 0, command: { id: 'e1', parts: 1 } }])).toBe(false);
  expect(shown([{ branchId: 'NGW', unsent: 0 }])).toBe(false);
  for (const kind of ['receiving', 'offline', 'sending', 'first-sync']) {
    world.kind = kind;
    expect(shown()).toBe(false);
  }
  Object.assign(world, { kind: 'synced', loading: true });
  expect(shown()).toBe(false);
});

test('another branch’s customer, seen with a case, has its timeline elsewhere', () => {
  expect(shown([{ ...customer, branchId: 'JAP' }])).toBe(false);
});
