import type { Log } from './log.ts';

const WINDOW_MS = 10 * 60_000;
const MOST_RELOADS = 3;

export interface CrashParts {
  readonly reload: () => void;
  /** Asks the person, who alone can break a circle of crashes. */
  readonly giveUp: (reason: string) => void;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  readonly log: Log;
}

/**
 * Loads the page anew after its process was lost; nothing that was saved is lost with it. Three times in ten
 * minutes, then a person is asked: a page that dies on loading would otherwise be reloaded for ever.
 *
 * @returns the listener for `render-process-gone`, given the reason that Chromium names.
 */
export function crashReloader({ reload, giveUp, now, log }: CrashParts): (reason: string) => void {
  let reloads: number[] = [];
  return (reason) => {
    if (reason === 'clean-exit') return;
    log(`the page's process is gone: ${reason}`);
    const since = now() - WINDOW_MS;
    reloads = reloads.filter((at) => at > since);
    if (reloads.length >= MOST_RELOADS) {
      giveUp(reason);
      return;
    }
    reloads.push(now());
    reload();
  };
}
