/** Holds the collections in IndexedDB, off the window's thread. Documents will be sealed between the two. */
import { exposeRxStorageRemote, type MessageToRemote } from 'rxdb/plugins/storage-remote';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { Subject } from 'rxjs';
import { sealed } from './sealing.ts';

// RxDB's Dexie storage takes a realm without `window` for Node and refuses to compare keys
Object.assign(globalThis, { window: globalThis });

const messages$ = new Subject<MessageToRemote>();
addEventListener('message', (event: MessageEvent<MessageToRemote>) => messages$.next(event.data));
exposeRxStorageRemote({
  storage: sealed(getRxStorageDexie({ chromeTransactionDurability: 'strict' })),
  messages$,
  send: (message) => postMessage(message),
});
