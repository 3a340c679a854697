import { startTransition, useEffect, useState } from 'react';

/**
 * A form of many heavy fields is drawn some at a time, so that no task of the window takes longer than a key may wait.
 * @param count how many there are; @param step how many more are drawn after each frame
 * @returns how many to draw now
 */
export function useGrown(count: number, step: number): number {
  const [drawn, setDrawn] = useState(step);
  useEffect(() => {
    if (drawn >= count) return undefined;
    const frame = requestAnimationFrame(() => {
      startTransition(() => {
        setDrawn(drawn + step);
      });
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [drawn, count, step]);
  return Math.min(drawn, count);
}
