/** Scripts that run in a page before its own: time that goes otherwise than on the wall. */

/** Timers of five seconds and more (polls, silences, time limits) run `times` as fast; clocks and short ones do not. */
export const hurried = (times: number): string => `{
  const [timeout, interval] = [globalThis.setTimeout, globalThis.setInterval];
  const hurry = (ms) => (ms >= 5000 ? ms / ${times} : ms);
  globalThis.setTimeout = (act, ms, ...rest) => timeout(act, hurry(ms), ...rest);
  globalThis.setInterval = (act, ms, ...rest) => interval(act, hurry(ms), ...rest);
}`;

/**
 * The PC's clock is wrong by \`globalThis.clockIsOff\` ms, which the test may change at any time; it begins with
 * \`ms\`. Windows only: no worker of the product looks at a clock.
 */
export const wrongClock = (ms: number): string => `{
  const Real = Date;
  globalThis.clockIsOff = ${ms};
  const now = () => Real.now() + globalThis.clockIsOff;
  globalThis.Date = class extends Real {
    constructor(...given) {
      if (given.length === 0) super(now());
      else super(...given);
    }
    static now() {
      return now();
    }
  };
}`;
