/** The core with its background work: what stands behind the Worker's door, or in this realm in a test. */
import { DirectoryCore } from './index-core.ts';

/** Entries packed before other calls get their turn: a few milliseconds on a slow PC. */
const PART = 2000;

export class DirectoryEngine extends DirectoryCore {
  readonly #later: (work: () => void) => void;
  #tidying = false;

  /** @param later runs `work` after whatever else is waiting */
  constructor(later: (work: () => void) => void, deltaFloor?: number) {
    super(deltaFloor);
    this.#later = later;
  }

  /** Takes a chunk of the first read of a collection. */
  load(...[collection, docs]: Parameters<DirectoryCore['apply']>): void {
    this.loading(collection, true);
    this.apply(collection, docs);
  }

  /** The first read of a collection is complete. */
  loaded(collection: Parameters<DirectoryCore['apply']>[0]): void {
    this.loading(collection, false);
    this.#tidy();
  }

  override apply(...change: Parameters<DirectoryCore['apply']>): void {
    super.apply(...change);
    this.#tidy();
  }

  override remove(...change: Parameters<DirectoryCore['remove']>): void {
    super.remove(...change);
    this.#tidy();
  }

  #tidy(): void {
    if (this.#tidying) return;
    this.#tidying = true;
    this.#later(() => {
      this.#tidying = false;
      if (this.tidy(PART)) this.#tidy();
    });
  }
}
