/** The best of many scores, without sorting them: a score is 0 (not found) to 255. */

/** @returns how many slots were found. */
export function foundIn(scores: Uint8Array): number {
  let count = 0;
  for (const score of scores) if (score > 0) count++;
  return count;
}

/**
 * @param scores of each slot
 * @param limit how many are wanted at most
 * @param inOrder all slots in the order that counts among equal scores; asked for only when something was found
 * @returns the slots of the best scores, best first
 */
export function bestOf(scores: Uint8Array, limit: number, inOrder: () => Uint32Array): Uint32Array {
  const histogram = new Uint32Array(256);
  for (const score of scores) histogram[score] = (histogram[score] ?? 0) + 1;
  const places = new Uint32Array(257);
  for (let score = 255; score > 0; score--)
    places[score - 1] = (places[score] ?? 0) + (histogram[score] ?? 0);
  const best = new Uint32Array(Math.min(limit, places[0] ?? 0));
  let left = best.length;
  for (const slot of left > 0 ? inOrder() : []) {
    const score = scores[slot] ?? 0;
    const place = places[score] ?? 0;
    if (score === 0 || place >= best.length) continue;
    best[place] = slot;
    places[score] = place + 1;
    if (--left === 0) break;
  }
  return best;
}
