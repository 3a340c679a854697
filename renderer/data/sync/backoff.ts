const FIRST_MS = 1000;
const LONGEST_MS = 60_000;

/**
 * @param failures how many tries in a row have failed, at least 1
 * @returns ms until the next one: doubling to a minute, spread over half of it
 */
export const backoff = (failures: number, random: () => number = Math.random): number =>
  Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1)) * (0.5 + random() / 2);
