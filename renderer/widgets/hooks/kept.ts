import { useEffect, useState } from 'react';

/** @returns the newest value that was one: while it is read anew, what was there stays on screen. */
export function useKept<T>(value: T | undefined): T | undefined {
  const [kept, setKept] = useState(value);
  useEffect(() => {
    if (value !== undefined) setKept(() => value);
  }, [value]);
  return value ?? kept;
}
