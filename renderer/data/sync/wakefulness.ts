/** Notices that the PC slept, or that its clock was set. */
const TICK_MS = 5_000;
/** A tick that is this late means that the PC slept; a hidden window's come once a minute. */
const SLEPT_MS = 90_000;

export interface Wakefulness {
  /** Milliseconds by the clock on the wall. */
  readonly wall: () => number;
  /** The wall's clock was set since it was last compared with head office's. */
  readonly jumped: () => boolean;
  readonly onWake: () => void;
}

/** @returns what ends the watching. */
export function watchWakefulness({ wall, jumped, onWake }: Wakefulness): () => void {
  let ticked = wall();
  let jumpSeen = false;
  const tick = setInterval(() => {
    const late = wall() - ticked;
    ticked = wall();
    const jump = jumped();
    // once: while head office is away, the clock stays unmeasured
    if (late > SLEPT_MS || (jump && !jumpSeen)) onWake();
    jumpSeen = jump;
  }, TICK_MS);
  return () => clearInterval(tick);
}
