/** Between every two writes the test build can be stopped, to kill the desk just there. Gone from every other build. */

declare global {
  var __loketSteps: ((step: string) => Promise<void> | void) | undefined;
}

/** Announces that the writes before `step` are done. */
export async function reached(step: string): Promise<void> {
  if (import.meta.env.MODE === 'e2e') await globalThis.__loketSteps?.(step);
}
