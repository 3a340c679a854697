import { expose } from 'comlink';
import { DirectoryEngine } from './engine.ts';
import { Snapshots } from './snapshots.ts';

expose(
  new DirectoryEngine({
    later: (work) => setTimeout(work, 0),
    elapsed: () => performance.now(),
    now: () => Date.now(),
    startedAt: performance.timeOrigin,
    snapshotsOf: (name) => new Snapshots(name),
  }),
);
