import type { RxStorage } from 'rxdb';

/**
 * The place where documents are sealed at rest, inside the Worker and before IndexedDB: open fields stay, everything
 * else goes into one sealed field. Until keys are handed in, documents pass as they are.
 */
export const sealed = <Internals, Options>(
  storage: RxStorage<Internals, Options>,
): RxStorage<Internals, Options> => storage;
