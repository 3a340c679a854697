/**
 * One window works, every other one says "Loket sudah terbuka". The lock is held until the window is gone, however it
 * goes. Whoever waits for it asks the holder now and then; one that does not answer stands still, and loses it.
 */
const NAME = 'loket-window';
const ASK_MS = 1000;
/** So many questions without an answer: the process of the holder is stopped or hangs. */
const PATIENCE = 6;

export interface WindowLock {
  release(): void;
}

/** What is needed of a `BroadcastChannel` between the windows. */
export type WindowTalk = Pick<BroadcastChannel, 'postMessage' | 'close'> & {
  onmessage: ((event: MessageEvent) => void) | null;
};

export interface LockSurroundings {
  readonly locks?: LockManager;
  readonly talk?: () => WindowTalk;
  /** Another window has taken over while this one stood still. Nothing of this one may go on. */
  readonly lost?: () => void;
}

/**
 * @param wait until the other window is gone or does not answer; otherwise the answer comes at once
 * @returns the lock, or undefined when another window has it
 */
export function lockWindow(
  wait: boolean,
  {
    locks = navigator.locks,
    talk = () => new BroadcastChannel(NAME),
    lost = () => location.reload(),
  }: LockSurroundings = {},
): Promise<WindowLock | undefined> {
  return new Promise((resolve, reject) => {
    let held = false;
    let stopAsking = (): void => undefined;
    const hold = (lock: Lock | null): Promise<void> | undefined => {
      stopAsking();
      if (!lock) {
        resolve(undefined);
        return undefined;
      }
      held = true;
      return new Promise<void>((release) => {
        const line = talk();
        line.onmessage = ({ data }) => {
          if (data === 'anyone?') line.postMessage('here');
        };
        resolve({
          release() {
            line.close();
            release();
          },
        });
      });
    };
    const ask = (options: LockOptions): void => {
      locks.request(NAME, options, hold).catch((thrown: unknown) => {
        // a question that was given up for a better one
        if (options.signal?.aborted) return;
        if (held) lost();
        else reject(thrown);
      });
    };
    if (!wait) return ask({ ifAvailable: true });
    const waiting = new AbortController();
    stopAsking = askingHolder(talk, () => {
      waiting.abort();
      ask({ steal: true });
    });
    ask({ signal: waiting.signal });
  });
}

/** Asks until it is stopped. Calls `silent` once when nobody answers any more. @returns the function that stops it. */
function askingHolder(talk: () => WindowTalk, silent: () => void): () => void {
  const line = talk();
  let unanswered = 0;
  const timer = setInterval(() => {
    // questions are counted and not seconds: a PC that slept has asked none
    if (unanswered++ < PATIENCE) return line.postMessage('anyone?');
    stop();
    silent();
  }, ASK_MS);
  const stop = (): void => {
    clearInterval(timer);
    line.close();
  };
  line.onmessage = ({ data }) => {
    if (data === 'here') unanswered = 0;
  };
  return stop;
}
