/** What is masked is seen for a moment, by whoever asked for it. */
import { useEffect, useState } from 'react';

const SHOWN_MS = 30_000;

/** Hides again after half a minute, and as soon as nobody looks at this window. */
export function useShown() {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!shown) return undefined;
    const hide = () => {
      setShown(false);
    };
    const onHidden = () => {
      if (document.hidden) hide();
    };
    const timer = setTimeout(hide, SHOWN_MS);
    window.addEventListener('blur', hide);
    document.addEventListener('visibilitychange', onHidden);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('blur', hide);
      document.removeEventListener('visibilitychange', onHidden);
    };
  }, [shown]);
  return [shown, setShown] as const;
}
