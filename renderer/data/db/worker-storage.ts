import type { RxStorage } from 'rxdb';
import { getRxStorageRemote, type MessageFromRemote } from 'rxdb/plugins/storage-remote';
import { Subject } from 'rxjs';

/** @returns RxDB's storage in one Worker of its own for all collections. */
export const workerStorage = (): RxStorage<unknown, unknown> =>
  getRxStorageRemote({
    identifier: 'loket-storage',
    mode: 'one',
    messageChannelCreator: async () => {
      const worker = new Worker(new URL('./storage-worker.ts', import.meta.url), {
        type: 'module',
        name: 'storage',
      });
      const messages$ = new Subject<MessageFromRemote>();
      worker.addEventListener('message', (event: MessageEvent<MessageFromRemote>) =>
        messages$.next(event.data),
      );
      return {
        messages$,
        send: (message) => worker.postMessage(message),
        close: async () => worker.terminate(),
      };
    },
  });
