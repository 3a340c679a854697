import { startTransition, useEffect, useState } from 'react';

/**
 * A form of many heavy fields is drawn one after the other, so that no task of the window takes longer than a key may wait.
 * @param count how many there are
 * @returns how many to draw now: none at first, then one more after each frame
 */
export function useGrown(count: number): number {
  const [drawn, setDrawn] = useState(0);
  useEffect(() => {
    if (drawn >= count) return undefined;
    const frame = requestAnimationFrame(() => {
      startTransition(() => {
        setDrawn(drawn + 1);
      });
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [drawn, count]);
  return Math.min(drawn, count);
}
