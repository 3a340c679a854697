import { expect, test, vi } from 'vitest';
import type { ConnectionOptions } from './sync/connection.ts';
import { connectBranch, type ConnectingOptions } from './desk-connecting.ts';
import { constant } from './live.ts';

const opened = vi.hoisted(() => ({ options: undefined as ConnectionOptions | undefined }));
vi.mock('./storage-estimate.ts', () => ({ storageEstimate: async () => ({ low: false }) }));
vi.mock('./sync/connection.ts', () => ({
  openConnection(options: ConnectionOptions) {
    opened.options = options;
    return { engine: { state: constant({}), tell: () => undefined } };
  },
}));

test('in agreement with head office, everything that waited for a line is sent', async () => {
  const sent: string[] = [];
  const waiting = (name: string) => ({ flush: () => Promise.resolve(void sent.push(name)) });
  await connectBranch({
    branch: { rebuilt: [] },
    db: { setting: async () => undefined, set: async () => undefined },
    clock: { state: constant({ offset: 0 }) },
    history: waiting('history'),
    settlements: waiting('settlements'),
    imports: waiting('templates'),
  } as unknown as ConnectingOptions);
  expect(sent).toEqual([]);
  await opened.options?.onAgreed?.('2026-03-02T03:00:00.000Z');
  expect(sent).toEqual(['history', 'settlements', 'templates']);
});
